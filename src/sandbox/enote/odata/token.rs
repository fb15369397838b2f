//! `$filter` cut into words. A quote inside a string is doubled (facts §2.1). It never looks at meaning.

use super::error::Error;
use super::schema::Scalar;

/// A piece of `$filter`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Word(String),
    Value(Scalar),
    Open,
    Close,
    Comma,
}

/// The pieces.
pub(super) fn tokens(filter: &str) -> Result<Vec<Token>, Error> {
    let mut found = Vec::new();
    let mut rest = filter.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '(' => (Token::Open, &rest[1..]),
            ')' => (Token::Close, &rest[1..]),
            ',' => (Token::Comma, &rest[1..]),
            '\'' => quoted(rest).map(|(text, after)| (Token::Value(Scalar::Text(text)), after))?,
            // A space must be a space: a plus is one only to forms.
            '+' => return Err(Error::not_allowed()),
            '-' | '0'..='9' => number(rest)?,
            _other => word(rest)?,
        };
        found.push(token);
        rest = after.trim_start();
    }
    Ok(found)
}

/// Whether a plus stands between the words, outside of strings.
pub(super) fn has_plus(filter: &str) -> bool {
    // Every other piece between quotes is a string; a doubled quote gives an empty piece and changes nothing.
    filter.split('\'').step_by(2).any(|outside| outside.contains('+'))
}

fn broken() -> Error {
    Error::option("$filter")
}

fn quoted(text: &str) -> Result<(String, &str), Error> {
    let mut found = String::new();
    let mut rest = text.strip_prefix('\'').ok_or_else(broken)?;
    loop {
        let (part, after) = rest.split_once('\'').ok_or_else(broken)?;
        found.push_str(part);
        let Some(more) = after.strip_prefix('\'') else { return Ok((found, after)) };
        found.push('\'');
        rest = more;
    }
}

fn number(text: &str) -> Result<(Token, &str), Error> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (digits, after) = text.split_at(end);
    let is_plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let number = digits.parse().ok().filter(|_| is_plain).ok_or_else(broken)?;
    Ok((Token::Value(Scalar::Number(number)), after))
}

fn word(text: &str) -> Result<(Token, &str), Error> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    match word {
        "" => Err(broken()),
        "true" | "false" => Ok((Token::Value(Scalar::Bool(word == "true")), after)),
        "guid" if after.starts_with('\'') => {
            let (text, after) = quoted(after)?;
            Ok((Token::Value(Scalar::Guid(guid(&text)?)), after))
        }
        "datetime" if after.starts_with('\'') => {
            let (text, after) = quoted(after)?;
            if is_date(&text) { Ok((Token::Value(Scalar::Date(text)), after)) } else { Err(broken()) }
        }
        _other => Ok((Token::Word(word.to_owned()), after)),
    }
}

/// A key, lower-case. 1C's are of version 1, so nothing but their form is looked at.
pub(super) fn guid(text: &str) -> Result<String, Error> {
    let is_group =
        |(part, length): (&str, usize)| part.len() == length && part.chars().all(|c| c.is_ascii_hexdigit());
    let parts: Vec<&str> = text.split('-').collect();
    let is_guid = parts.len() == 5 && parts.into_iter().zip([8, 4, 4, 4, 12]).all(is_group);
    if is_guid { Ok(text.to_ascii_lowercase()) } else { Err(Error::literal(text, "Edm.Guid")) }
}

fn is_date(text: &str) -> bool {
    let form = "0000-00-00T00:00:00";
    let fits = |(c, wanted): (char, char)| if wanted == '0' { c.is_ascii_digit() } else { c == wanted };
    text.len() == form.len() && text.chars().zip(form.chars()).all(fits)
}
