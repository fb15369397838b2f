//! `$filter`: the part of it that facts §5.1 names, parsed and weighed row by row. What 1C refuses is refused;
//! what it can do and the sandbox cannot is said to be missing (501), never guessed.

use super::super::options::{Mismatch, Options};
use super::super::records::Card;
use super::error::Error;
use super::schema::{self, Kind, Scalar};
use super::token::{Token, tokens};
use std::cmp::Ordering;

/// A condition on a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    Both(Box<Self>, Box<Self>),
    Either(Box<Self>, Box<Self>),
    Not(Box<Self>),
    Compare(Operand, Comparison, Operand),
    Function(Function, Operand, Operand),
    Is(Operand),
    /// Two things that cannot be compared, where that is no error.
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    /// The needle comes first.
    SubstringOf,
    StartsWith,
    EndsWith,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Field(String, Kind),
    Value(Scalar),
}

/// Parses the option.
pub(super) fn parse(filter: &str, options: &Options) -> Result<Condition, Error> {
    let mut parser = Parser { tokens: tokens(filter)?, at: 0, options };
    let condition = parser.either()?;
    if parser.at == parser.tokens.len() { Ok(condition) } else { Err(broken()) }
}

fn broken() -> Error {
    Error::option("$filter")
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    options: &'a Options,
}

impl Parser<'_> {
    fn either(&mut self) -> Result<Condition, Error> {
        let mut left = self.both()?;
        while self.skip_word("or") {
            left = Condition::Either(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Condition, Error> {
        let mut left = self.negation()?;
        while self.skip_word("and") {
            left = Condition::Both(Box::new(left), Box::new(self.negation()?));
        }
        Ok(left)
    }

    fn negation(&mut self) -> Result<Condition, Error> {
        if self.skip_word("not") {
            return Ok(Condition::Not(Box::new(self.negation()?)));
        }
        if self.skip(&Token::Open) {
            let inside = self.either()?;
            self.expect(&Token::Close)?;
            return Ok(inside);
        }
        self.test()
    }

    fn test(&mut self) -> Result<Condition, Error> {
        if let Some(function) = self.function()? {
            return Ok(function);
        }
        let left = self.operand()?;
        let Some(comparison) = self.comparison()? else {
            return if left.kind() == Kind::Bool { Ok(Condition::Is(left)) } else { Err(broken()) };
        };
        let right = self.operand()?;
        self.compare(left, comparison, right)
    }

    fn compare(&self, left: Operand, comparison: Comparison, right: Operand) -> Result<Condition, Error> {
        if left.kind() == Kind::LongText || right.kind() == Kind::LongText {
            return Err(Error::comparison());
        }
        if left.kind() == right.kind() {
            return Ok(Condition::Compare(left, comparison, right));
        }
        match self.options.mismatch {
            Mismatch::ParseError => Err(broken()),
            Mismatch::Internal => Err(Error::comparison()),
            Mismatch::NoRows => Ok(Condition::Never),
        }
    }

    fn comparison(&mut self) -> Result<Option<Comparison>, Error> {
        let Some(Token::Word(word)) = self.tokens.get(self.at) else { return Ok(None) };
        let comparison = match word.as_str() {
            "eq" => Comparison::Eq,
            "ne" => Comparison::Ne,
            "gt" => Comparison::Gt,
            "ge" => Comparison::Ge,
            "lt" => Comparison::Lt,
            "le" => Comparison::Le,
            "and" | "or" => return Ok(None),
            // `in` and whatever else 1C does not know; arithmetic, which the sandbox leaves out.
            _other => return Err(broken()),
        };
        self.at += 1;
        Ok(Some(comparison))
    }

    fn function(&mut self) -> Result<Option<Condition>, Error> {
        let Some(name) = self.called() else { return Ok(None) };
        let function = match name.as_str() {
            "substringof" => Function::SubstringOf,
            "startswith" => Function::StartsWith,
            "endswith" => Function::EndsWith,
            "cast" => return Ok(None),
            // These 1C itself does not have (facts §2.1).
            "length" | "indexof" | "replace" | "tolower" | "toupper" | "trim" | "floor" | "ceiling" => {
                return Err(broken());
            }
            other => return Err(Error::no_function(other)),
        };
        self.at += 2;
        let first = self.text()?;
        self.expect(&Token::Comma)?;
        let second = self.text()?;
        self.expect(&Token::Close)?;
        Ok(Some(Condition::Function(function, first, second)))
    }

    /// The name of the function that is called here.
    fn called(&self) -> Option<String> {
        match (self.tokens.get(self.at)?, self.tokens.get(self.at + 1)?) {
            (Token::Word(name), Token::Open) => Some(name.clone()),
            _other => None,
        }
    }

    fn text(&mut self) -> Result<Operand, Error> {
        let operand = self.operand()?;
        if matches!(operand.kind(), Kind::Text | Kind::LongText) { Ok(operand) } else { Err(broken()) }
    }

    fn operand(&mut self) -> Result<Operand, Error> {
        if self.called().as_deref() == Some("cast") {
            return self.cast();
        }
        let token = self.tokens.get(self.at).ok_or_else(broken)?;
        let operand = match token {
            Token::Value(value) => Operand::Value(value.clone()),
            Token::Word(name) => {
                let kind = schema::kind(name, self.options).ok_or_else(|| Error::no_field(name))?;
                Operand::Field(name.clone(), kind)
            }
            Token::Open | Token::Close | Token::Comma => return Err(broken()),
        };
        self.at += 1;
        Ok(operand)
    }

    /// `cast(guid'…','Catalog_X')` is the key itself: no field of the catalog is of a composite type.
    fn cast(&mut self) -> Result<Operand, Error> {
        self.at += 2;
        let operand = self.operand()?;
        self.expect(&Token::Comma)?;
        let Some(Token::Value(Scalar::Text(to))) = self.tokens.get(self.at) else { return Err(broken()) };
        let is_type = ["Catalog_", "Document_", "Edm."].iter().any(|prefix| to.starts_with(prefix));
        self.at += 1;
        self.expect(&Token::Close)?;
        if is_type { Ok(operand) } else { Err(broken()) }
    }

    fn skip_word(&mut self, word: &str) -> bool {
        let is_there = matches!(self.tokens.get(self.at), Some(Token::Word(found)) if found == word);
        self.at += usize::from(is_there);
        is_there
    }

    fn skip(&mut self, token: &Token) -> bool {
        let is_there = self.tokens.get(self.at) == Some(token);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, token: &Token) -> Result<(), Error> {
        if self.skip(token) { Ok(()) } else { Err(broken()) }
    }
}

impl Operand {
    fn kind(&self) -> Kind {
        match self {
            Self::Field(_, kind) => *kind,
            Self::Value(value) => value.kind(),
        }
    }

    fn of(&self, card: &Card, options: &Options) -> Scalar {
        match self {
            Self::Field(name, kind) => schema::scalar(card, name, *kind, options),
            Self::Value(value) => value.clone(),
        }
    }
}

impl Condition {
    /// Whether a card is like that.
    pub fn holds(&self, card: &Card, options: &Options) -> bool {
        match self {
            Self::Both(one, two) => one.holds(card, options) && two.holds(card, options),
            Self::Either(one, two) => one.holds(card, options) || two.holds(card, options),
            Self::Not(inside) => !inside.holds(card, options),
            Self::Compare(left, comparison, right) => {
                let order = left.of(card, options).compare(&right.of(card, options));
                order.is_some_and(|order| comparison.fits(order))
            }
            Self::Function(function, first, second) => {
                function.fits(&first.of(card, options), &second.of(card, options))
            }
            Self::Is(operand) => operand.of(card, options) == Scalar::Bool(true),
            Self::Never => false,
        }
    }
}

impl Comparison {
    fn fits(self, order: Ordering) -> bool {
        match self {
            Self::Eq => order.is_eq(),
            Self::Ne => order.is_ne(),
            Self::Gt => order.is_gt(),
            Self::Ge => order.is_ge(),
            Self::Lt => order.is_lt(),
            Self::Le => order.is_le(),
        }
    }
}

impl Function {
    fn fits(self, first: &Scalar, second: &Scalar) -> bool {
        let (Scalar::Text(first), Scalar::Text(second)) = (first, second) else { return false };
        match self {
            Self::SubstringOf => second.contains(first.as_str()),
            Self::StartsWith => first.starts_with(second.as_str()),
            Self::EndsWith => first.ends_with(second.as_str()),
        }
    }
}
