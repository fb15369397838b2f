//! An owner's name and contacts, from what `GetClient` answers. Only a few members are known by use, the rest are
//! defensive guesses: any may be missing, null or of another type. No phone that stands there gets lost.

use serde_json::{Map, Value};

use super::failure::Failure;
use super::value;
use crate::model::{Contact, Contacts, OwnerRef};
use crate::phone;

type Members = Map<String, Value>;

/// The type of a phone among the contacts.
const PHONE: &str = "PHONE_NUMBER";
/// The parts of a name, in the order in which they are said.
const NAMES: [&str; 3] = ["lastName", "firstName", "middleName"];
/// Where a whole name may stand instead.
const WHOLE_NAMES: [&str; 2] = ["Description", "Name"];
/// Where phones may stand beside the contacts, in small letters.
const PHONES: [&str; 5] = ["phone", "телефон", "мобильныйтелефон", "mobile", "phones"];
/// Where an owner's key may stand, in small letters.
const KEYS: [&str; 2] = ["id", "ref_key"];
/// Where a contact's value may stand, in small letters.
const VALUES: [&str; 3] = ["value", "номер", "number"];

/// What the answer says of this owner; nothing if it says that there is nobody: null, or an empty object.
pub(super) fn read(answer: &Value, owner: &OwnerRef) -> Result<Option<Contacts>, Failure> {
    let members = match answer {
        Value::Null => return Ok(None),
        Value::Object(members) if members.is_empty() => return Ok(None),
        Value::Object(members) => members,
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            return Err(Failure::malformed("the answer is no owner"));
        }
    };
    if !members.keys().any(|name| is_known(name)) {
        return Err(Failure::malformed("the answer is no owner"));
    }
    if named(members, &KEYS).filter_map(value::text).any(|key| OwnerRef::new(&key).as_ref() != Some(owner)) {
        return Err(Failure::malformed("another owner came back"));
    }
    let mut contacts = Contacts { name: name(members), ..Contacts::default() };
    if let Some(information) = members.get("contact_information") {
        sort_in(information, &mut contacts);
    }
    for phone in named(members, &PHONES).flat_map(texts) {
        add_phone(&mut contacts, phone);
    }
    Ok(Some(contacts))
}

fn is_known(name: &str) -> bool {
    let small = name.to_lowercase();
    name == "contact_information"
        || NAMES.contains(&name)
        || WHOLE_NAMES.contains(&name)
        || PHONES.contains(&small.as_str())
        || KEYS.contains(&small.as_str())
}

/// The members with one of these names, in the order of the names.
fn named<'a>(members: &'a Members, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
    names.iter().flat_map(move |wanted| {
        members.iter().filter(move |(name, _)| name.to_lowercase() == **wanted).map(|(_, value)| value)
    })
}

fn name(members: &Members) -> Option<String> {
    let at = |name: &&str| members.get(*name).and_then(value::line);
    let parts: Vec<_> = NAMES.iter().filter_map(at).collect();
    if parts.is_empty() { WHOLE_NAMES.iter().find_map(at) } else { Some(parts.join(" ")) }
}

/// Puts the contacts of a list, or a single one, where they belong.
fn sort_in(information: &Value, contacts: &mut Contacts) {
    if let Value::Array(entries) = information {
        for entry in entries {
            sort_in(entry, contacts);
        }
        return;
    }
    let kind = information.as_object().and_then(|entry| named(entry, &["type"]).find_map(value::line));
    for text in texts(information) {
        add(contacts, kind.as_deref().unwrap_or_default(), text);
    }
}

/// A contact without a type is a phone if a number can be read in it.
fn add(contacts: &mut Contacts, kind: &str, text: String) {
    let is_phone = kind.to_uppercase() == PHONE || kind.is_empty() && phone::normalise(&text).is_some();
    if is_phone {
        add_phone(contacts, text);
    } else {
        contacts.others.push(Contact { kind: kind.to_owned(), value: text });
    }
}

fn add_phone(contacts: &mut Contacts, phone: String) {
    if !contacts.phones.contains(&phone) {
        contacts.phones.push(phone);
    }
}

/// What stands in a contact: a text, a number, a list of them, or an object that holds one.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(entries) => entries.iter().flat_map(texts).collect(),
        Value::Object(members) => named(members, &VALUES).flat_map(texts).collect(),
        Value::String(_) | Value::Number(_) => value::text(value).into_iter().collect(),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}
