//! Holds a request (or an answer) against the published description of the API.
//! It never decides whether a request is carried out: it reads values as the real server reads them and
//! writes down what a careful client would not have sent.

use super::spec::{Field, Method, Shape, Spec, Type};
use serde_json::{Map, Value};

/// What was found wrong with a request, in words for the person who reads the test's failure.
pub(crate) type Complaints = Vec<String>;

/// Reads a request's parameters by the method's description.
///
/// Values come as JSON, or as text from a query, a form or a multipart body; the real server turns all of
/// them into text first, so numbers, booleans and whole objects may stand in text.
pub(crate) fn read(method: &Method, given: Map<String, Value>) -> (Map<String, Value>, Complaints) {
    let mut read = Map::new();
    let mut complaints = Complaints::new();
    for (name, value) in given {
        let Some(field) = method.fields.iter().find(|field| field.name == name) else {
            complaints.push(format!("{}: no such parameter: {name}", method.name));
            // The real server ignores what it does not know; parameters of older versions it still knows.
            read.insert(name, value);
            continue;
        };
        let before = complaints.len();
        if let Some(value) = parameter(field, value, &mut complaints) {
            read.insert(name, value);
        }
        for complaint in &mut complaints[before..] {
            *complaint = format!("{}: {complaint}", method.name);
        }
    }
    for field in method.fields.iter().filter(|field| field.required && !read.contains_key(&field.name)) {
        complaints.push(format!("{}: {} is required", method.name, field.name));
    }
    (read, complaints)
}

/// What contradicts the description in a value that should be of the named type.
pub fn complaints_about(type_name: &str, value: &Value) -> Vec<String> {
    let mut found = Complaints::new();
    look(&Shape::Object(type_name.to_owned()), value, type_name, &mut found);
    found
}

/// What contradicts the description in a method's successful result.
pub fn complaints_about_result(method: &Method, result: &Value) -> Vec<String> {
    best(&method.returns, result, &method.name)
}

fn parameter(field: &Field, value: Value, complaints: &mut Complaints) -> Option<Value> {
    if value.is_null() {
        complaints.push(format!("{}: null is not a value; leave the parameter out", field.name));
        return None;
    }
    let plain = field.shapes.iter().find_map(|shape| plain(shape, &value));
    if plain.is_some() {
        return plain;
    }
    if field.shapes.contains(&Shape::Text) && !value.is_object() && !value.is_array() {
        complaints.push(format!("{}: text was expected, not {value}", field.name));
        return Some(Value::String(value.to_string()));
    }
    let Some(value) = structured(value) else {
        complaints.push(format!("{}: of a wrong type", field.name));
        return None;
    };
    complaints.extend(best(&field.shapes, &value, &field.name));
    Some(value)
}

/// A number, a boolean or text, however it came over the wire.
fn plain(shape: &Shape, value: &Value) -> Option<Value> {
    match shape {
        Shape::Integer => integer(value),
        Shape::Float => match value {
            Value::Number(_) => Some(value.clone()),
            Value::String(text) => text.trim().parse::<f64>().ok().map(Value::from),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        },
        Shape::Boolean => boolean(value).map(Value::Bool),
        Shape::Text | Shape::File => value.is_string().then(|| value.clone()),
        Shape::List(_) | Shape::Object(_) => None,
    }
}

fn integer(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) if number.is_i64() => Some(value.clone()),
        Value::String(text) => text.trim().parse::<i64>().ok().map(Value::from),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// "true", "yes" and "1" in any case are true, anything else is false (facts §8, from the server's source).
fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => Some(["true", "yes", "1"].contains(&text.trim().to_lowercase().as_str())),
        Value::Number(number) => Some(number.as_i64() == Some(1)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// An object or a list, also when it came as JSON inside text.
fn structured(value: Value) -> Option<Value> {
    let value = match value {
        Value::String(text) => serde_json::from_str(&text).ok()?,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value,
    };
    (value.is_object() || value.is_array()).then_some(value)
}

/// The complaints of the shape that fits best; none when one of them fits. "Array of A or Array of B" is
/// how the description writes a list that may mix them, as albums of photos and videos do.
fn best(shapes: &[Shape], value: &Value, path: &str) -> Complaints {
    let mixed: Option<Vec<Shape>> = shapes.iter().map(listed).collect();
    if let (Some(mixed), Value::Array(items)) = (mixed.filter(|mixed| mixed.len() > 1), value) {
        let each = items.iter().enumerate();
        return each.flat_map(|(place, item)| best(&mixed, item, &format!("{path}[{place}]"))).collect();
    }
    let mut least: Option<Complaints> = None;
    for shape in shapes {
        let mut found = Complaints::new();
        look(shape, value, path, &mut found);
        if found.is_empty() {
            return found;
        }
        if least.as_ref().is_none_or(|least| found.len() < least.len()) {
            least = Some(found);
        }
    }
    least.unwrap_or_default()
}

/// What a list holds.
fn listed(shape: &Shape) -> Option<Shape> {
    match shape {
        Shape::List(inner) => Some((**inner).clone()),
        Shape::Integer | Shape::Float | Shape::Boolean | Shape::Text | Shape::File | Shape::Object(_) => None,
    }
}

/// Inside objects the real server is strict: a flag is a JSON boolean, a number is a number.
fn look(shape: &Shape, value: &Value, path: &str, found: &mut Complaints) {
    let fits = match shape {
        Shape::Integer => value.is_i64(),
        Shape::Float => value.is_number(),
        Shape::Boolean => value.is_boolean(),
        Shape::Text | Shape::File => value.is_string(),
        Shape::List(inner) => {
            for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                look(inner, item, &format!("{path}[{place}]"), found);
            }
            value.is_array()
        }
        Shape::Object(name) => return look_inside(name, value, path, found),
    };
    if !fits {
        found.push(format!("{path}: {shape:?} was expected, not {value}"));
    }
}

fn look_inside(name: &str, value: &Value, path: &str, found: &mut Complaints) {
    match Spec::get().type_named(name) {
        Some(Type::Union(names)) => {
            let shapes: Vec<Shape> = names.iter().map(|name| Shape::read(name)).collect();
            found.extend(best(&shapes, value, path));
        }
        Some(Type::Record(fields)) => match value.as_object() {
            Some(object) => record(fields, object, path, found),
            None => found.push(format!("{path}: an object {name} was expected, not {value}")),
        },
        // InputFile and the like: described in words only.
        None => {}
    }
}

fn record(fields: &[Field], object: &Map<String, Value>, path: &str, found: &mut Complaints) {
    for (name, value) in object {
        let path = format!("{path}.{name}");
        let Some(field) = fields.iter().find(|field| field.name == *name) else {
            found.push(format!("{path}: no such field"));
            continue;
        };
        if field.fixed.as_ref().is_some_and(|fixed| value.as_str() != Some(fixed)) {
            found.push(format!("{path}: must not be {value}"));
        }
        found.extend(best(&field.shapes, value, &path));
    }
    for field in fields.iter().filter(|field| field.required && !object.contains_key(&field.name)) {
        found.push(format!("{path}.{}: is required", field.name));
    }
}
