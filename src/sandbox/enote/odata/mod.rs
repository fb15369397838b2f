//! The standard OData interface of 1C, as much of it as a reader of cards can meet (facts §2).
//! It never looks at the `apikey`, and never writes.

mod error;
mod filter;
mod query;
mod render;
mod schema;
mod token;

use super::api::json_reply;
use super::encode;
use super::options::Options;
use super::pages;
use super::records::{Card, Clinic};
use super::reply::Reply;
use super::request::{Request, Target};
use super::world::Access;
use error::Error;
use query::{Format, Query};
use schema::SET;

pub(super) fn reply(
    options: &Options,
    access: &Access,
    clinic: &Clinic,
    request: &Request,
    target: &Target,
    path: &[&str],
) -> Reply {
    let pair = format!("{}:{}", access.user, access.password);
    let wanted = format!("Basic {}", encode::base64(pair.as_bytes()));
    if request.header("Authorization") != Some(wanted.as_str()) {
        return pages::unauthorized();
    }
    let format = match Format::of(request, target, options) {
        Ok(format) => format,
        Err(error) => return error.reply(true),
    };
    let asked = Asked { options, clinic, target, format };
    asked.reply(path).unwrap_or_else(|error| error.reply(format.is_json()))
}

/// A request by somebody who may ask.
struct Asked<'a> {
    options: &'a Options,
    clinic: &'a Clinic,
    target: &'a Target,
    format: Format,
}

impl Asked<'_> {
    fn reply(&self, path: &[&str]) -> Result<Reply, Error> {
        if self.target.method != "GET" {
            return Err(Error::method(&self.target.method));
        }
        match path {
            [] => Ok(self.send(&render::service(self.format))),
            ["$metadata"] => {
                Ok(Reply::new(200, "application/xml;charset=utf-8", render::metadata(self.options)))
            }
            [set] if *set == SET => self.rows(),
            [set, "$count"] if *set == SET => self.count(),
            [set] if set.starts_with(SET) && set.ends_with(')') => self.row(set),
            [set, ..] => Err(Error::no_set(set)),
        }
    }

    fn rows(&self) -> Result<Reply, Error> {
        let query = Query::read(self.target, self.options)?;
        let fitting = self.fitting(&query);
        let rows: Vec<&Card> = fitting.iter().copied().skip(query.skip).take(query.top).collect();
        let body = render::collection(&rows, fitting.len(), &query, self.format, self.options);
        Ok(self.send(&body))
    }

    /// The number of rows that fit, as text with a BOM.
    fn count(&self) -> Result<Reply, Error> {
        let query = Query::read(self.target, self.options)?;
        let count = self.fitting(&query).len().to_string();
        Ok(Reply::new(200, "text/plain;charset=utf-8", count).with_bom())
    }

    fn row(&self, set: &str) -> Result<Reply, Error> {
        let query = Query::read(self.target, self.options)?;
        let key = set.strip_prefix(SET).and_then(|key| key.strip_prefix('(')).unwrap_or_default();
        let key = key.strip_suffix(')').unwrap_or(key);
        let key = key.strip_prefix("Ref_Key=").unwrap_or(key);
        let text = key.strip_prefix("guid'").and_then(|key| key.strip_suffix('\''));
        let guid = token::guid(text.ok_or_else(|| Error::literal(key, "Edm.Guid"))?)?;
        let card = self.clinic.cards().iter().find(|card| card.id.eq_ignore_ascii_case(&guid));
        let card = card.ok_or_else(Error::no_instance)?;
        Ok(self.send(&render::entity(card, &query, self.format, self.options)))
    }

    /// The cards that fit, in the order asked for.
    fn fitting(&self, query: &Query) -> Vec<&Card> {
        let holds = |card: &&Card| {
            query.condition.as_ref().is_none_or(|condition| condition.holds(card, self.options))
        };
        let mut cards: Vec<&Card> = self.clinic.cards().iter().filter(holds).collect();
        // Sorting is stable: the last field first, so that the first one decides.
        for (field, is_down) in query.order.iter().rev() {
            let Some(kind) = schema::kind(field, self.options) else { continue };
            cards.sort_by(|one, two| {
                let one = schema::scalar(one, field, kind, self.options);
                let order = one.compare(&schema::scalar(two, field, kind, self.options));
                let order = order.unwrap_or(std::cmp::Ordering::Equal);
                if *is_down { order.reverse() } else { order }
            });
        }
        cards
    }

    fn send(&self, body: &str) -> Reply {
        match self.format {
            Format::Json | Format::BareJson => json_reply(self.options, 200, body),
            Format::Atom => Reply::new(200, "application/atom+xml;charset=utf-8", body),
        }
    }
}
