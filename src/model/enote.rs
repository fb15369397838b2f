//! Enote's nouns: what staff want to know of the clinic's 1C system, and what it answers. Whether an answer
//! fits its question is seen to in `enote`; what follows from it is decided in `relay`.

// A length of time is a noun; what reads the time stands in `std`.
use core::time::Duration;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Secret;

/// The longest contract number, in characters.
const CONTRACT_MAX: usize = 20;

/// The reference to nothing, as 1C writes it.
const NO_REF: &str = "00000000-0000-0000-0000-000000000000";

/// The number of a contract, fit to be asked for: nothing in it can change a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Contract(String);

impl Contract {
    /// A number as it is typed, without spaces around it: letters, digits, `-`, `/` and `.`, at least one digit,
    /// and no sign at either end. Nothing if it is anything else.
    pub fn new(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.');
        let is_number = text.chars().all(fits)
            && text.contains(|c: char| c.is_ascii_digit())
            && text.starts_with(char::is_alphanumeric)
            && text.ends_with(char::is_alphanumeric)
            && text.chars().count() <= CONTRACT_MAX;
        is_number.then(|| Self(text.to_owned()))
    }

    /// The number as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is digits alone, so that it can be asked for as a number too.
    pub fn is_digits(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The key of an owner (`Ref_Key`): a GUID in small letters, never the empty one. 1C's are made from time
/// (version 1), so no version is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnerRef(String);

impl OwnerRef {
    /// The key in this form; nothing if it is no GUID, or the reference to nothing.
    pub fn new(text: &str) -> Option<Self> {
        let is_place = |(at, c): (usize, char)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        };
        let key = text.trim().to_ascii_lowercase();
        let is_guid = key.len() == NO_REF.len() && key.char_indices().all(is_place);
        (is_guid && key != NO_REF).then_some(Self(key))
    }

    /// The key itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What can be asked of Enote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inquiry {
    /// Who the owner behind this contract is: the answer is [`Reply::Card`].
    Contract(Contract),
    /// What the owner's name and contacts are: [`Reply::Contacts`].
    Contacts(OwnerRef),
    /// Which animals the owner has: [`Reply::Animals`].
    Animals(OwnerRef),
}

/// What Enote answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// The owner behind a contract.
    Card(Box<OwnerCard>),
    /// An owner's name and contacts.
    Contacts(Contacts),
    /// An owner's animals.
    Animals(Vec<Animal>),
}

/// The owner behind a contract, with all that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerCard {
    /// Their key.
    pub owner: OwnerRef,
    /// The contract as Enote writes it.
    pub contract: String,
    /// Their animals, those of this contract first, the rest by name.
    pub animals: Vec<Animal>,
    /// Their name and contacts, which come from the other half of Enote: the rest is worth showing without.
    pub contacts: Result<Contacts, Trouble>,
}

/// An animal's card. Cards that are marked as deleted are never among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Animal {
    /// Its name; empty where the card has none.
    pub name: String,
    /// The number of its contract.
    pub contract: Option<String>,
    /// Its species, in words.
    pub species: Option<String>,
    /// When it was born: `YYYY-MM-DD`.
    pub born: Option<String>,
    /// It has died (`ЛетальныйИсход`).
    pub died: bool,
}

/// An owner's name and contacts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contacts {
    /// Surname, name and patronymic in one; nothing if Enote has none of them.
    pub name: Option<String>,
    /// What stands under the phones, one entry each, as it was typed there.
    pub phones: Vec<String>,
    /// The other contacts.
    pub others: Vec<Contact>,
}

/// A contact that is no phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Enote's word for its kind, such as `EMAIL`.
    pub kind: String,
    /// What stands there.
    pub value: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// What kind of trouble it is.
    pub why: WhyNot,
    /// Which half of Enote it is about.
    pub half: Half,
    /// For the log: status, code, or our own words. Never anything that came from Enote, which repeats in its
    /// errors what it was asked.
    pub detail: String,
}

/// The kinds of trouble. Each has words and a remedy of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyNot {
    /// Enote has no such contract, or no such owner.
    NotFound,
    /// The number belongs to several owners.
    Ambiguous,
    /// The card is there, and no owner is written in it.
    Ownerless,
    /// Enote refuses the credentials, or they lack a right.
    Refused,
    /// Enote cannot be reached, is overloaded or under maintenance: later it may answer.
    Unavailable,
    /// The answer cannot be understood, or does not belong to the question.
    Malformed,
    /// The config has no Enote.
    NotSetUp,
}

/// The halves of Enote, which fail one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Half {
    /// Cards of animals, by OData.
    OData,
    /// Owners, by the HTTP service.
    Api,
}

impl Half {
    /// As the log calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OData => "odata",
            Self::Api => "api",
        }
    }
}

/// How to reach the clinic's Enote: the config's `[enote]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnoteService {
    /// The OData service, without a slash at the end.
    pub odata_url: String,
    /// Its user; holds no colon.
    pub odata_user: String,
    /// Its password.
    pub odata_password: Secret,
    /// The HTTP service, without a slash at the end.
    pub api_url: String,
    /// Its key, fit for an HTTP header.
    pub api_key: Secret,
    /// How long one call may take, in whole seconds.
    pub timeout: Duration,
    /// How often a failed call is tried again.
    pub retries: u32,
    /// How many calls may run at once.
    pub workers: u32,
    /// How Cyrillic stands in the request line.
    pub wire: Wire,
    /// What kind of field the contract number is.
    pub contracts: ContractField,
    /// By which parameter an owner is asked for.
    pub owner_by: OwnerBy,
    /// A file with the certificates to trust instead of the well-known ones, in PEM.
    pub ca_file: Option<PathBuf>,
}

/// How Cyrillic stands in a request line sent to Enote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// Percent-encoded, as the standard has it.
    Percent,
    /// As UTF-8 bytes, for servers that understand nothing else.
    Raw,
}

/// What kind of field the contract number is. 1C refuses, or does not find, a number asked for as the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContractField {
    /// Found out from the answers.
    #[default]
    Auto,
    /// A number: digits alone, asked for without quotes.
    Number,
    /// A text: asked for in quotes.
    Text,
}

/// By which parameter `GetClient` is asked for an owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnerBy {
    /// `id`, and where that finds nobody, `Ref_Key`.
    #[default]
    Auto,
    /// `id`.
    Id,
    /// `Ref_Key`, as some installations want.
    RefKey,
}
