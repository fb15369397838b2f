//! The searches, call by call: which form of a question goes first, what leads to another form, and what is then
//! remembered. 1C refuses, or does not find, a number that is asked for as a text, and the other way round.

use std::sync::PoisonError;

use super::cards::{self, Card};
use super::contacts;
use super::failure::Failure;
use super::learned::Learned;
use super::{Enote, wire};
use crate::model::{Contacts, Contract, ContractField, Millis, OwnerBy, OwnerCard, OwnerRef, WhyNot};

impl Enote {
    /// The owner behind a contract, with all animals; the contacts are still empty.
    pub(super) fn card(&self, contract: &Contract, end: Millis) -> Result<OwnerCard, Failure> {
        let found = cards::live(self.cards_by(contract, end)?);
        let owner = cards::owner(&found)?;
        let all = cards::live(self.cards_of(&owner, end)?);
        let number = found.iter().find_map(|card| card.animal.contract.clone());
        Ok(OwnerCard {
            owner,
            contract: number.unwrap_or_else(|| contract.as_str().to_owned()),
            animals: cards::animals(&found, all),
            contacts: Ok(Contacts::default()),
        })
    }

    /// All cards of an owner, those that are deleted among them.
    pub(super) fn cards_of(&self, owner: &OwnerRef, end: Millis) -> Result<Vec<Card>, Failure> {
        let ask = |with_species| {
            let answer = self.odata.get(&wire::by_owner(owner, with_species, self.wire), end)?;
            cards::of_owner(&answer, owner)
        };
        if !self.learned().has_species {
            return ask(false);
        }
        match ask(true) {
            Err(failure) if failure.is_of_field() => {
                self.learn(|learned| learned.has_species = false);
                ask(false)
            }
            result => result,
        }
    }

    /// The cards of a contract, those that are deleted among them.
    fn cards_by(&self, contract: &Contract, end: Millis) -> Result<Vec<Card>, Failure> {
        // 1C's empty number: every card without a contract has it.
        if contract.as_str().bytes().all(|byte| byte == b'0') {
            return Ok(Vec::new());
        }
        match (self.learned().contracts, contract.is_digits()) {
            // No number is written like this.
            (ContractField::Number, false) => Ok(Vec::new()),
            (ContractField::Number, true) => self.cards_as(contract, ContractField::Number, end),
            (ContractField::Text, _) | (ContractField::Auto, false) => {
                self.cards_as(contract, ContractField::Text, end)
            }
            (ContractField::Auto, true) => self.cards_either_way(contract, end),
        }
    }

    /// First as a number, then as a text. That the second form is refused means nothing but that the field is a
    /// number, once the first was answered; and what is refused as a number may be a text.
    fn cards_either_way(&self, contract: &Contract, end: Millis) -> Result<Vec<Card>, Failure> {
        let as_number = self.cards_as(contract, ContractField::Number, end);
        match &as_number {
            Ok(cards) if !cards.is_empty() => {
                self.learn(|learned| learned.contracts = ContractField::Number);
                return as_number;
            }
            Err(failure) if !failure.is_of_type() => return as_number,
            Ok(_) | Err(_) => {}
        }
        match (as_number, self.cards_as(contract, ContractField::Text, end)) {
            (Ok(none), Err(failure)) if failure.is_of_type() => {
                if failure.is_clearly_of_type() {
                    self.learn(|learned| learned.contracts = ContractField::Number);
                }
                Ok(none)
            }
            (as_number, Ok(cards)) => {
                let is_refused = as_number.is_err_and(|failure| failure.is_clearly_of_type());
                if is_refused || !cards.is_empty() {
                    self.learn(|learned| learned.contracts = ContractField::Text);
                }
                Ok(cards)
            }
            // Of two refusals, the one that may pass is told.
            (Err(first), Err(second))
                if second.why != WhyNot::Unavailable && first.why == WhyNot::Unavailable =>
            {
                Err(first)
            }
            (Ok(_) | Err(_), Err(second)) => Err(second),
        }
    }

    fn cards_as(&self, contract: &Contract, field: ContractField, end: Millis) -> Result<Vec<Card>, Failure> {
        let answer = self.odata.get(&wire::by_contract(contract.as_str(), field, self.wire), end)?;
        cards::of_contract(&answer, contract)
    }

    /// An owner's name and contacts: by `id`, and where that finds nobody or is not understood, by `Ref_Key`.
    pub(super) fn client(&self, owner: &OwnerRef, end: Millis) -> Result<Contacts, Failure> {
        let known = self.learned().owner_by;
        let first = self.client_by(known, owner, end);
        let is_settled = match &first {
            Ok(found) => found.is_some(),
            Err(failure) => !matches!(failure.status, Some(400 | 404)),
        };
        if is_settled || known != OwnerBy::Auto {
            if known == OwnerBy::Auto && first.is_ok() {
                self.learn(|learned| learned.owner_by = OwnerBy::Id);
            }
            return somebody(first?);
        }
        match (first, self.client_by(OwnerBy::RefKey, owner, end)) {
            (Ok(nobody), Err(failure)) if matches!(failure.status, Some(400 | 404)) => somebody(nobody),
            (_, Ok(found)) => {
                if found.is_some() {
                    self.learn(|learned| learned.owner_by = OwnerBy::RefKey);
                }
                somebody(found)
            }
            (_, Err(failure)) => Err(failure),
        }
    }

    fn client_by(&self, by: OwnerBy, owner: &OwnerRef, end: Millis) -> Result<Option<Contacts>, Failure> {
        contacts::read(&self.api.get(&wire::client(owner, by), end)?, owner)
    }

    fn learned(&self) -> Learned {
        *self.learned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn learn(&self, what: impl FnOnce(&mut Learned)) {
        what(&mut self.learned.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

fn somebody(found: Option<Contacts>) -> Result<Contacts, Failure> {
    found.ok_or_else(|| Failure::nothing(WhyNot::NotFound, "no such owner"))
}
