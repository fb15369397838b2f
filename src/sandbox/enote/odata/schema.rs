//! `Catalog_Карточки`: its fields, their types, and the values a card has in them (facts §1.3, §2.1).
//! It never parses a request.

use super::super::encode;
use super::super::options::{ContractField, Options};
use super::super::records::{Card, NOBODY};
use serde_json::{Value, json};

/// The catalog's name.
pub(super) const SET: &str = "Catalog_Карточки";

/// What kind of value a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A string of unlimited length: it cannot be compared.
    LongText,
    Number,
    Bool,
    Guid,
    Date,
}

/// A value that can be compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scalar {
    Text(String),
    Number(f64),
    Bool(bool),
    Guid(String),
    Date(String),
}

/// The contract number: its type is an option.
const CONTRACT: &str = "НомерДоговора";
const SPECIES: &str = "Вид____Presentation";
const BREED: &str = "Порода____Presentation";
const NO_DATE: &str = "0001-01-01T00:00:00";

/// All fields in the order in which they are sent. Words for references are not among them: they must be selected.
const FIELDS: [(&str, Kind); 34] = [
    ("Ref_Key", Kind::Guid),
    ("DataVersion", Kind::Text),
    ("DeletionMark", Kind::Bool),
    ("Code", Kind::Text),
    ("Description", Kind::Text),
    ("Хозяин_Key", Kind::Guid),
    ("Вид_Key", Kind::Guid),
    ("Порода_Key", Kind::Guid),
    ("Масть_Key", Kind::Guid),
    ("ДатаРождения", Kind::Date),
    ("Пол", Kind::Text),
    ("ДатаРегистрацииКарточки", Kind::Date),
    ("Фото_Key", Kind::Guid),
    ("Комментарий", Kind::LongText),
    ("КонтактнаяИнформация", Kind::LongText),
    ("ДатаРожденияНеточная", Kind::Bool),
    ("ЛечащийВрач_Key", Kind::Guid),
    ("НомерЧипа", Kind::Text),
    ("Кастрировано", Kind::Bool),
    ("ЛетальныйИсход", Kind::Bool),
    (CONTRACT, Kind::Text),
    ("ДатаДоговора", Kind::Date),
    ("ID", Kind::Text),
    ("НомерАндиаг", Kind::Text),
    ("Организация_Key", Kind::Guid),
    ("Подразделение_Key", Kind::Guid),
    ("НомерКлейма", Kind::Text),
    ("ЭДО", Kind::Bool),
    ("Донор", Kind::Bool),
    ("ГруппаКрови", Kind::Text),
    ("АгрессивноеЖивотное", Kind::Bool),
    ("Подтвержден", Kind::Bool),
    ("Predefined", Kind::Bool),
    ("PredefinedDataName", Kind::Text),
];

/// The names of all fields.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(name, _)| *name)
}

/// The kind of a field; none when there is no such field.
pub(super) fn kind(name: &str, options: &Options) -> Option<Kind> {
    match name {
        CONTRACT if options.contract_field == ContractField::Text => Some(Kind::Text),
        CONTRACT => Some(Kind::Number),
        SPECIES | BREED => options.presentations.then_some(Kind::Text),
        _other => FIELDS.iter().find(|(found, _)| *found == name).map(|(_, kind)| *kind),
    }
}

/// The type of a field as `$metadata` names it.
pub(super) fn edm_type(name: &str, options: &Options) -> &'static str {
    match kind(name, options).unwrap_or(Kind::Text) {
        Kind::Text | Kind::LongText => "Edm.String",
        Kind::Number if options.contract_field == ContractField::Int64 => "Edm.Int64",
        Kind::Number => "Edm.Int32",
        Kind::Bool => "Edm.Boolean",
        Kind::Guid => "Edm.Guid",
        Kind::Date => "Edm.DateTime",
    }
}

/// What a card has in a field, as JSON.
pub(super) fn value(card: &Card, name: &str, options: &Options) -> Value {
    match name {
        "Ref_Key" => json!(card.id),
        CONTRACT => contract(card, options),
        SPECIES => json!(card.species),
        BREED => json!(card.breed),
        "Вид_Key" => json!(encode::guid_of(&card.species)),
        "Порода_Key" => json!(encode::guid_of(&card.breed)),
        _other => card.fields.get(name).cloned().unwrap_or_else(|| empty(name, options)),
    }
}

fn contract(card: &Card, options: &Options) -> Value {
    let number: i64 = card.contract.parse().unwrap_or(0);
    match options.contract_field {
        ContractField::Number => json!(number),
        ContractField::Int64 => json!(number.to_string()),
        ContractField::Text => json!(card.contract),
    }
}

fn empty(name: &str, options: &Options) -> Value {
    match kind(name, options).unwrap_or(Kind::Text) {
        Kind::Text | Kind::LongText => json!(""),
        Kind::Number => json!(0),
        Kind::Bool => json!(false),
        Kind::Guid => json!(NOBODY),
        Kind::Date => json!(NO_DATE),
    }
}

/// What a card has in a field, to be compared. Nulls compare as empty values.
pub(super) fn scalar(card: &Card, name: &str, kind: Kind, options: &Options) -> Scalar {
    let value = value(card, name, options);
    let value = if value.is_null() { empty(name, options) } else { value };
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match kind {
        Kind::Text | Kind::LongText => Scalar::Text(text),
        Kind::Number => Scalar::Number(text.parse().unwrap_or(0.0)),
        Kind::Bool => Scalar::Bool(value == Value::Bool(true)),
        Kind::Guid => Scalar::Guid(text.to_ascii_lowercase()),
        Kind::Date => Scalar::Date(text),
    }
}

impl Scalar {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Number(_) => Kind::Number,
            Self::Bool(_) => Kind::Bool,
            Self::Guid(_) => Kind::Guid,
            Self::Date(_) => Kind::Date,
        }
    }

    /// How two values of one kind stand to each other; none when they are of different kinds.
    pub fn compare(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Self::Text(one), Self::Text(two))
            | (Self::Guid(one), Self::Guid(two))
            | (Self::Date(one), Self::Date(two)) => Some(one.cmp(two)),
            (Self::Number(one), Self::Number(two)) => one.partial_cmp(two),
            (Self::Bool(one), Self::Bool(two)) => Some(one.cmp(two)),
            _different => None,
        }
    }
}
