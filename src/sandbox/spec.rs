//! The Bot API as its published description has it: methods, parameters, types.
//! It never knows what a method does, and nothing here is written by hand: `bot_api.json` is cut from
//! the full description by `.ci/trim-bot-api-spec`.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SPEC: LazyLock<Spec> = LazyLock::new(|| Spec::read(include_str!("bot_api.json")));

/// The trimmed description of the Bot API.
pub struct Spec {
    /// For instance "Bot API 10.1".
    pub version: String,
    /// When Telegram released that version, in its own words.
    pub release_date: String,
    /// The emoji a bot may react with (`ReactionTypeEmoji`).
    pub reactions: Vec<String>,
    methods: BTreeMap<String, Method>,
    not_modelled: BTreeMap<String, String>,
    types: BTreeMap<String, Type>,
}

/// One method and its parameters.
pub struct Method {
    /// The name as the documentation writes it.
    pub name: String,
    /// Its parameters.
    pub fields: Vec<Field>,
    /// What it answers with, any of these.
    pub returns: Vec<Shape>,
}

/// A parameter of a method, or a field of a type.
pub struct Field {
    /// Its name.
    pub name: String,
    /// What may stand in it, any of these.
    pub shapes: Vec<Shape>,
    /// Whether it must be there.
    pub required: bool,
    /// The only value it may have, where the documentation says so.
    pub fixed: Option<String>,
}

/// What a value may look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// True or false.
    Boolean,
    /// Text.
    Text,
    /// A file sent along with the request.
    File,
    /// A list.
    List(Box<Shape>),
    /// An object of that type.
    Object(String),
}

/// A type of the API.
pub enum Type {
    /// An object with these fields.
    Record(Vec<Field>),
    /// Any one of these types.
    Union(Vec<String>),
}

impl Spec {
    /// The description compiled into this program.
    pub fn get() -> &'static Self {
        &SPEC
    }

    /// The method of that name, in any letter case.
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(&name.to_ascii_lowercase())
    }

    /// The proper name of a method that exists but is not modelled here.
    pub fn not_modelled(&self, name: &str) -> Option<&str> {
        self.not_modelled.get(&name.to_ascii_lowercase()).map(String::as_str)
    }

    /// The type of that name.
    pub fn type_named(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// The names of all modelled methods.
    pub fn method_names(&self) -> impl Iterator<Item = &str> {
        self.methods.values().map(|method| method.name.as_str())
    }

    /// The kinds of updates: every field of `Update` but its id.
    pub fn update_kinds(&self) -> impl Iterator<Item = &str> {
        let fields = match self.types.get("Update") {
            Some(Type::Record(fields)) => fields.as_slice(),
            Some(Type::Union(_)) | None => &[],
        };
        fields.iter().map(|field| field.name.as_str()).filter(|name| *name != "update_id")
    }

    fn read(text: &str) -> Self {
        let all: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
        let words = |key: &str| strings(all.get(key));
        let text_of = |key: &str| all.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let not_modelled = words("not_modelled").into_iter().map(|name| (name.to_ascii_lowercase(), name));
        Self {
            version: text_of("version"),
            release_date: text_of("release_date"),
            reactions: words("reactions"),
            methods: members(all.get("methods")).map(|(name, value)| Method::read(name, value)).collect(),
            not_modelled: not_modelled.collect(),
            types: members(all.get("types")).map(|(name, value)| (name.clone(), Type::read(value))).collect(),
        }
    }
}

impl Method {
    fn read(name: &str, value: &Value) -> (String, Self) {
        let returns = shapes(value.get("returns").and_then(Value::as_str).unwrap_or_default());
        let method = Self { name: name.to_owned(), fields: fields(value.get("fields")), returns };
        (name.to_ascii_lowercase(), method)
    }
}

impl Type {
    fn read(value: &Value) -> Self {
        if value.is_array() { Self::Union(strings(Some(value))) } else { Self::Record(fields(Some(value))) }
    }
}

impl Shape {
    /// Reads how the documentation writes a type, for instance "Array of Integer".
    pub fn read(text: &str) -> Self {
        if let Some(inner) = text.strip_prefix("Array of ") {
            return Self::List(Box::new(Self::read(inner)));
        }
        match text {
            "Integer" => Self::Integer,
            "Float" => Self::Float,
            "Boolean" => Self::Boolean,
            "String" => Self::Text,
            "InputFile" => Self::File,
            name => Self::Object(name.to_owned()),
        }
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn shapes(text: &str) -> Vec<Shape> {
    text.split('|').filter(|part| !part.is_empty()).map(Shape::read).collect()
}

fn fields(value: Option<&Value>) -> Vec<Field> {
    members(value).map(|(name, form)| field(name, form.as_str().unwrap_or_default())).collect()
}

/// Reads the compact form that the script writes: `String=photo!`.
fn field(name: &str, form: &str) -> Field {
    let (form, required) = form.strip_suffix('!').map_or((form, false), |rest| (rest, true));
    let (form, fixed) =
        form.split_once('=').map_or((form, None), |(kind, fixed)| (kind, Some(fixed.to_owned())));
    Field { name: name.to_owned(), shapes: shapes(form), required, fixed }
}
