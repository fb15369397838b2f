//! A request as the methods read it: parameters already held against the description.
//! It never refuses; a parameter that is missing or unreadable is simply not there.

use super::super::spec::Method;
use super::super::world::Upload;
use serde_json::{Map, Value};

/// One request of a bot.
pub(crate) struct Ask {
    pub bot: i64,
    pub method: &'static Method,
    pub values: Map<String, Value>,
    pub uploads: Vec<Upload>,
}

impl Ask {
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    pub fn int(&self, name: &str) -> Option<i64> {
        match self.values.get(name)? {
            Value::Number(number) => number.as_i64(),
            // Parameters of older versions are passed on unread.
            Value::String(text) => text.trim().parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    pub fn float(&self, name: &str) -> Option<f64> {
        self.values.get(name)?.as_f64()
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_str()
    }

    pub fn flag(&self, name: &str) -> bool {
        self.values.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    pub fn object(&self, name: &str) -> Option<&Map<String, Value>> {
        self.values.get(name)?.as_object()
    }

    pub fn list(&self, name: &str) -> Option<&Vec<Value>> {
        self.values.get(name)?.as_array()
    }

    /// A list of objects such as entities; empty when it is not there.
    pub fn items(&self, name: &str) -> Vec<Value> {
        self.list(name).cloned().unwrap_or_default()
    }

    /// The uploaded file that `attach://…` or the parameter's own name leads to.
    pub fn upload(&self, name: &str) -> Option<&Upload> {
        self.uploads.iter().find(|upload| upload.field == name)
    }
}
