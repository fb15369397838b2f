//! Cards of animals: read from an answer, and compared with the question before anybody sees them. A base that
//! ignores a filter answers with strangers' cards and status 200, so an answer that does not fit is none.

use serde_json::Value;

use super::failure::Failure;
use super::value;
use super::wire::{SPECIES, without_zeros};
use crate::model::{Animal, Contract, OwnerRef, WhyNot};

/// A card as it came.
#[derive(Debug, Clone)]
pub(super) struct Card {
    pub(super) key: Option<String>,
    pub(super) owner: Option<OwnerRef>,
    pub(super) animal: Animal,
    pub(super) is_deleted: bool,
}

/// The cards of an answer, each about this contract.
pub(super) fn of_contract(answer: &Value, contract: &Contract) -> Result<Vec<Card>, Failure> {
    let is_asked =
        |card: &Card| card.animal.contract.as_deref().is_some_and(|got| is_same(contract.as_str(), got));
    checked(answer, is_asked, "a card of another contract came back")
}

/// The cards of an answer, each of this owner.
pub(super) fn of_owner(answer: &Value, owner: &OwnerRef) -> Result<Vec<Card>, Failure> {
    checked(answer, |card| card.owner.as_ref() == Some(owner), "a card of another owner came back")
}

/// The one owner of these cards.
pub(super) fn owner(live: &[Card]) -> Result<OwnerRef, Failure> {
    let failed = |why, words| Err(Failure::nothing(why, words));
    let mut owners: Vec<_> = live.iter().filter_map(|card| card.owner.as_ref()).collect();
    owners.sort();
    owners.dedup();
    match owners[..] {
        _ if live.is_empty() => failed(WhyNot::NotFound, "no such contract"),
        [] => failed(WhyNot::Ownerless, "the card has no owner"),
        [owner] => Ok(owner.clone()),
        _ => failed(WhyNot::Ambiguous, "the number has several owners"),
    }
}

/// Those that are not marked as deleted.
pub(super) fn live(cards: Vec<Card>) -> Vec<Card> {
    cards.into_iter().filter(|card| !card.is_deleted).collect()
}

/// All animals of these cards, each once: those of `first` before the rest, each by name. A card that is in both
/// is taken from `all`, which knows the species.
pub(super) fn animals(first: &[Card], all: Vec<Card>) -> Vec<Animal> {
    let is_known =
        |card: &Card, cards: &[Card]| card.key.is_some() && cards.iter().any(|other| other.key == card.key);
    let missing = first.iter().filter(|card| !is_known(card, &all)).cloned();
    let mut ranked: Vec<_> = missing.map(|card| (0, card)).collect();
    ranked.extend(all.into_iter().map(|card| (u8::from(!is_known(&card, first)), card)));
    ranked.sort_by_cached_key(|(rank, card)| {
        (*rank, alphabetical(&card.animal.name), card.animal.contract.clone(), card.key.clone())
    });
    ranked.into_iter().map(|(_, card)| card.animal).collect()
}

fn checked(answer: &Value, fits: impl Fn(&Card) -> bool, words: &str) -> Result<Vec<Card>, Failure> {
    let rows = answer.get("value").and_then(Value::as_array);
    // That there is no list says nothing about cards.
    let rows = rows.ok_or_else(|| Failure::malformed("the answer holds no list"))?;
    let cards = rows.iter().map(card).collect::<Result<Vec<_>, _>>()?;
    if cards.iter().all(fits) { Ok(cards) } else { Err(Failure::malformed(words)) }
}

fn card(row: &Value) -> Result<Card, Failure> {
    let owner = row.get("Хозяин_Key").ok_or_else(|| Failure::malformed("a row is no card"))?;
    Ok(Card {
        key: value::text(&row["Ref_Key"]),
        owner: owner_of(owner)?,
        animal: Animal {
            name: value::line(&row["Description"]).unwrap_or_default(),
            // 1C's empty number is 0.
            contract: value::line(&row["НомерДоговора"]).filter(|number| number != "0"),
            species: value::line(&row[SPECIES]),
            born: value::day(&row["ДатаРождения"]),
            died: value::is_true(&row["ЛетальныйИсход"]),
        },
        is_deleted: value::is_true(&row["DeletionMark"]),
    })
}

/// The owner, or that there is none: zeros, nothing, null.
fn owner_of(value: &Value) -> Result<Option<OwnerRef>, Failure> {
    let wrong = || Failure::malformed("an owner's key is no key");
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.chars().all(|c| matches!(c, '0' | '-' | ' ')) => Ok(None),
        Value::String(text) => OwnerRef::new(text).map(Some).ok_or_else(wrong),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Err(wrong()),
    }
}

/// Whether both name one contract: 1C compares texts without regard to case, and numbers have no zeros in front.
fn is_same(asked: &str, got: &str) -> bool {
    let are_digits = [asked, got].iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    if are_digits {
        without_zeros(asked) == without_zeros(got)
    } else {
        asked.to_lowercase() == got.to_lowercase()
    }
}

/// A name as a key to sort by: in the alphabet ґ follows г, є follows е, і and ї follow и.
fn alphabetical(name: &str) -> Vec<(char, u8)> {
    let place = |c| match c {
        'ґ' => ('г', 1),
        'є' => ('е', 1),
        'і' => ('и', 1),
        'ї' => ('и', 2),
        c => (c, 0),
    };
    name.to_lowercase().chars().map(place).collect()
}
