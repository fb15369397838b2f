//! What a clinic's base holds: owners and animals' cards, with builders that can also make them awkward.
//! It never checks what it is given: a base filled in by people for years holds anything.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The empty reference: nobody, nothing.
pub const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// A client of the clinic, as `GetClient` tells of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Owner {
    /// Enote's key, lower-case with dashes.
    pub id: String,
    /// The members of the answer; what is not here is not sent at all.
    pub members: Map<String, Value>,
}

impl Owner {
    /// An owner with all three names and an empty list of contacts.
    pub fn new(id: &str, last: &str, first: &str, middle: &str) -> Self {
        let members = json!({
            "lastName": last, "firstName": first, "middleName": middle, "contact_information": [],
        });
        let Value::Object(members) = members else { return Self { id: id.to_owned(), members: Map::new() } };
        Self { id: id.to_owned(), members }
    }

    /// With one more phone, written the way a person wrote it.
    #[must_use]
    pub fn phone(self, value: &str) -> Self {
        self.contact("PHONE_NUMBER", value)
    }

    /// With one more entry among the contacts.
    #[must_use]
    pub fn contact(self, kind: &str, value: &str) -> Self {
        self.entry(json!({ "type": kind, "value": value }))
    }

    /// With any JSON value as one more entry among the contacts.
    #[must_use]
    pub fn entry(mut self, entry: Value) -> Self {
        if let Some(Value::Array(entries)) = self.members.get_mut("contact_information") {
            entries.push(entry);
        }
        self
    }

    /// With this member, whatever it was before.
    #[must_use]
    pub fn with(mut self, member: &str, value: Value) -> Self {
        self.set(member, value);
        self
    }

    /// Without this member.
    #[must_use]
    pub fn without(mut self, member: &str) -> Self {
        self.members.remove(member);
        self
    }

    /// Sets a member, `lastName` say.
    pub fn set(&mut self, member: &str, value: impl Into<Value>) {
        self.members.insert(member.to_owned(), value.into());
    }

    /// Leaves this as the only phone; other contacts go too.
    pub fn set_phone(&mut self, value: &str) {
        self.set("contact_information", json!([{ "type": "PHONE_NUMBER", "value": value }]));
    }
}

/// An animal's card, a row of `Catalog_Карточки`.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Enote's key, lower-case with dashes.
    pub id: String,
    /// The contract number as written; how it is sent is an option of the world.
    pub contract: String,
    /// The species in words; empty for none.
    pub species: String,
    /// The breed in words; empty for none.
    pub breed: String,
    /// The other fields; one that is not here has its empty value.
    pub fields: BTreeMap<String, Value>,
}

impl Card {
    /// A living animal of that owner.
    pub fn new(id: &str, contract: &str, owner: &str, name: &str) -> Self {
        let card = Self {
            id: id.to_owned(),
            contract: contract.to_owned(),
            species: String::new(),
            breed: String::new(),
            fields: BTreeMap::new(),
        };
        let code = format!("{:0>9}", id.get(..8).unwrap_or(id));
        card.with("Хозяин_Key", owner).with("Description", name).with("Code", code)
    }

    /// Of that species and breed, in words.
    #[must_use]
    pub fn kind(mut self, species: &str, breed: &str) -> Self {
        species.clone_into(&mut self.species);
        breed.clone_into(&mut self.breed);
        self
    }

    /// With this field, `ДатаРождения` say.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.set(field, value);
        self
    }

    /// Marked as deleted: it stays in every list until somebody clears the base.
    #[must_use]
    pub fn deleted(self) -> Self {
        self.with("DeletionMark", true)
    }

    /// Of an animal that has died.
    #[must_use]
    pub fn dead(self) -> Self {
        self.with("ЛетальныйИсход", true)
    }

    /// Sets a field.
    pub fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.fields.insert(field.to_owned(), value.into());
    }
}

/// One clinic's base.
#[derive(Debug, Clone, Default)]
pub struct Clinic {
    owners: Vec<Owner>,
    cards: Vec<Card>,
    versions: u64,
}

impl Clinic {
    /// Adds an owner.
    pub fn add_owner(&mut self, owner: Owner) {
        self.owners.push(owner);
    }

    /// Adds a card at the end of the catalog.
    pub fn add_card(&mut self, card: Card) {
        self.cards.push(card);
        self.written(self.cards.len() - 1);
    }

    /// The owner with this key; the case of its letters does not matter.
    pub fn owner(&self, id: &str) -> Option<&Owner> {
        self.owners.iter().find(|owner| owner.id.eq_ignore_ascii_case(id))
    }

    /// The owner with this key, to change.
    pub fn owner_mut(&mut self, id: &str) -> Option<&mut Owner> {
        self.owners.iter_mut().find(|owner| owner.id.eq_ignore_ascii_case(id))
    }

    /// All cards, in the order of the catalog.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The card with this key, to change: its `DataVersion` grows.
    pub fn card_mut(&mut self, id: &str) -> Option<&mut Card> {
        let index = self.cards.iter().position(|card| card.id.eq_ignore_ascii_case(id))?;
        self.written(index);
        self.cards.get_mut(index)
    }

    /// Takes a card out of the catalog for good.
    pub fn remove_card(&mut self, id: &str) {
        self.cards.retain(|card| !card.id.eq_ignore_ascii_case(id));
    }

    /// Takes an owner out of the base for good; their cards keep pointing to them.
    pub fn remove_owner(&mut self, id: &str) {
        self.owners.retain(|owner| !owner.id.eq_ignore_ascii_case(id));
    }

    /// `DataVersion` is eight bytes in base64 that grow with every write (facts §2.1).
    fn written(&mut self, index: usize) {
        self.versions += 1;
        let version = super::encode::base64(&self.versions.to_be_bytes());
        self.cards[index].set("DataVersion", version);
    }
}
