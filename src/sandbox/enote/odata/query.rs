//! The options of a query besides `$filter`: which rows, in which order, which fields, in which form.
//! It never carries them out.

use super::super::options::{Options, Plus};
use super::super::request::{Request, Target};
use super::error::Error;
use super::filter::{self, Condition};
use super::{schema, token};
use std::collections::BTreeSet;

/// How a representation looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    /// JSON without `odata.metadata` and links.
    BareJson,
    Atom,
}

impl Format {
    pub fn is_json(self) -> bool {
        self != Self::Atom
    }

    /// The form asked for by `$format`, else by `Accept`; atom when nobody asks.
    pub fn of(request: &Request, target: &Target, options: &Options) -> Result<Self, Error> {
        match target.value("$format") {
            Some("json" | "application/json") => Ok(Self::Json),
            Some("application/json;odata=nometadata") => Ok(Self::BareJson),
            Some("application/json;odata=minimalmetadata" | "application/json;odata=fullmetadata") => {
                Ok(Self::Json)
            }
            Some("atom" | "application/atom+xml") => Ok(Self::Atom),
            Some(other) => Err(Error::no_format(other)),
            None if options.accept_counts && request.lists("Accept", "application/json") => Ok(Self::Json),
            None => Ok(Self::Atom),
        }
    }
}

/// A query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Query {
    pub condition: Option<Condition>,
    /// Fields to sort by; true goes downwards.
    pub order: Vec<(String, bool)>,
    pub skip: usize,
    pub top: usize,
    pub tells_count: bool,
    /// The fields to send; all when none.
    pub select: Option<Vec<String>>,
}

impl Query {
    pub fn read(target: &Target, options: &Options) -> Result<Self, Error> {
        no_option_twice(target)?;
        if target.value("$expand").is_some() {
            return Err(Error::no_function("$expand"));
        }
        Ok(Self {
            condition: condition(target, options)?,
            order: order(target, options)?,
            skip: number(target, "$skip")?.unwrap_or(0),
            top: number(target, "$top")?.unwrap_or(usize::MAX),
            tells_count: tells_count(target)?,
            select: select(target, options)?,
        })
    }
}

/// What 1C makes of an option that comes twice is not known; nobody should send that.
fn no_option_twice(target: &Target) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    let twice = target.query.iter().find(|(name, _)| name.starts_with('$') && !seen.insert(name));
    twice.map_or(Ok(()), |(name, _)| Err(Error::option(name)))
}

fn condition(target: &Target, options: &Options) -> Result<Option<Condition>, Error> {
    let Some(text) = target.value("$filter") else { return Ok(None) };
    if options.plus == Plus::FilterIgnored && token::has_plus(text) {
        return Ok(None);
    }
    filter::parse(text, options).map(Some)
}

fn order(target: &Target, options: &Options) -> Result<Vec<(String, bool)>, Error> {
    let Some(text) = target.value("$orderby") else { return Ok(Vec::new()) };
    let mut order = Vec::new();
    for part in text.split(',') {
        let words: Vec<&str> = part.split_whitespace().collect();
        let (field, is_down) = match words.as_slice() {
            [field] | [field, "asc"] => (*field, false),
            [field, "desc"] => (*field, true),
            _other => return Err(Error::option("$orderby")),
        };
        order.push((known(field, options)?, is_down));
    }
    Ok(order)
}

fn select(target: &Target, options: &Options) -> Result<Option<Vec<String>>, Error> {
    match target.value("$select") {
        None | Some("*" | "**") => Ok(None),
        Some(text) => {
            let fields: Result<_, _> = text.split(',').map(|field| known(field.trim(), options)).collect();
            fields.map(Some)
        }
    }
}

fn known(field: &str, options: &Options) -> Result<String, Error> {
    schema::kind(field, options).map(|_| field.to_owned()).ok_or_else(|| Error::no_field(field))
}

fn number(target: &Target, name: &str) -> Result<Option<usize>, Error> {
    let Some(text) = target.value(name) else { return Ok(None) };
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|_| is_number).map(Some).ok_or_else(|| Error::option(name))
}

fn tells_count(target: &Target) -> Result<bool, Error> {
    match target.value("$inlinecount") {
        None | Some("none") => Ok(false),
        Some("allpages") => Ok(true),
        Some(_other) => Err(Error::option("$inlinecount")),
    }
}
