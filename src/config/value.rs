//! The types a key may have: text, a secret, a whole number, yes or no, a list.
//! Knows nothing of what a value may be beyond its type.

use toml::de::DeValue;

use crate::model::Secret;

/// A type a key may have.
pub(super) trait Value: Sized {
    /// The type in the operator's words.
    const WANTED: &'static str;
    /// Whether values of this type make the file worth protecting.
    const SECRET: bool = false;
    /// What rules look at.
    type Bare<'a>
    where
        Self: 'a;
    fn from_toml(value: &DeValue) -> Option<Self>;
    fn from_text(text: &str) -> Option<Self>;
    fn is_blank(&self) -> bool;
    /// The value as rules look at it.
    fn bare(&self) -> Self::Bare<'_>;
}

impl Value for String {
    const WANTED: &'static str = "text in quotes";
    type Bare<'a> = &'a str;

    fn from_toml(value: &DeValue) -> Option<Self> {
        value.as_str().and_then(Self::from_text)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.trim().to_owned())
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn bare(&self) -> Self::Bare<'_> {
        self
    }
}

/// Kept to the letter: a password may end in a space.
impl Value for Secret {
    const WANTED: &'static str = "text in quotes";
    const SECRET: bool = true;
    type Bare<'a> = &'a str;

    fn from_toml(value: &DeValue) -> Option<Self> {
        value.as_str().map(Self::new)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::new(text))
    }

    fn is_blank(&self) -> bool {
        self.reveal().trim().is_empty()
    }

    fn bare(&self) -> Self::Bare<'_> {
        self.reveal()
    }
}

impl Value for i64 {
    const WANTED: &'static str = "a whole number without quotes";
    type Bare<'a> = Self;

    fn from_toml(value: &DeValue) -> Option<Self> {
        let number = value.as_integer()?;
        // The grammar leaves only one way to fail: too large, and no rule allows the outermost numbers.
        let outermost = if number.as_str().starts_with('-') { Self::MIN } else { Self::MAX };
        Some(Self::from_str_radix(number.as_str(), number.radix()).unwrap_or(outermost))
    }

    fn from_text(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }

    fn is_blank(&self) -> bool {
        false
    }

    fn bare(&self) -> Self::Bare<'_> {
        *self
    }
}

impl Value for bool {
    const WANTED: &'static str = "true or false without quotes";
    type Bare<'a> = Self;

    fn from_toml(value: &DeValue) -> Option<Self> {
        value.as_bool()
    }

    fn from_text(text: &str) -> Option<Self> {
        text.trim().to_ascii_lowercase().parse().ok()
    }

    fn is_blank(&self) -> bool {
        false
    }

    fn bare(&self) -> Self::Bare<'_> {
        *self
    }
}

/// A list of texts. Numbers and dates need no quotes, since an id or a date looks well without them.
impl Value for Vec<String> {
    const WANTED: &'static str = "a list of texts in quotes, such as [\"one\", \"two\"]";
    type Bare<'a> = &'a [String];

    fn from_toml(value: &DeValue) -> Option<Self> {
        let text = |item: &DeValue| {
            let number = item.as_integer().map(ToString::to_string);
            let date = item.as_datetime().map(ToString::to_string);
            item.as_str().map(str::to_owned).or(number).or(date)
        };
        value.as_array()?.iter().map(|item| text(item.get_ref())).collect()
    }

    fn from_text(text: &str) -> Option<Self> {
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        Some(items.map(str::to_owned).collect())
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn bare(&self) -> Self::Bare<'_> {
        self
    }
}

/// What a value is, in the operator's words.
pub(super) fn found(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
