//! How a question stands in the request line. Formed here and sent as formed: 1C does not read `+` as a space, and
//! some bases then drop the whole filter and answer with strangers' cards (facts of 1C's OData).

use crate::model::{ContractField, OwnerBy, OwnerRef, Wire};

/// The catalog of animals' cards.
const CARDS: &str = "Catalog_Карточки";

/// How many cards of one contract are looked at: enough to see a second owner behind cards that are deleted.
const CARDS_MAX: u32 = 100;

/// The card's fields that are always asked for. The filter's are among them, so that the answer can be checked.
const FIELDS: &str = "Ref_Key,Description,Хозяин_Key,НомерДоговора,DeletionMark,ЛетальныйИсход,ДатаРождения";

/// The species in words; no base is known to have it, so it is done without where it is refused.
pub(super) const SPECIES: &str = "Вид____Presentation";

/// What stands in a value unencoded. `$`, quotes, brackets and commas may be encoded or not: 1C reads both.
const VALUE: &str = "-._~$(),'";

/// What stands in an address from the config unencoded: it may hold encoded signs already.
const ADDRESS: &str = "-._~$(),'!*+;:@/%&=[]";

/// The cards of a contract, asked for as a number or as a text.
pub(super) fn by_contract(contract: &str, field: ContractField, wire: Wire) -> String {
    let literal = match field {
        ContractField::Number => without_zeros(contract).to_owned(),
        ContractField::Auto | ContractField::Text => quoted(contract),
    };
    let select = encoded(FIELDS, VALUE, wire);
    let filter = encoded(&format!("НомерДоговора eq {literal}"), VALUE, wire);
    format!("{}?$format=json&$top={CARDS_MAX}&$select={select}&$filter={filter}", encoded(CARDS, VALUE, wire))
}

/// All cards of an owner, with the species if it is there.
pub(super) fn by_owner(owner: &OwnerRef, with_species: bool, wire: Wire) -> String {
    let species = if with_species { format!(",{SPECIES}") } else { String::new() };
    let select = encoded(&format!("{FIELDS}{species}"), VALUE, wire);
    let filter = encoded(&format!("Хозяин_Key eq guid{}", quoted(owner.as_str())), VALUE, wire);
    format!("{}?$format=json&$select={select}&$filter={filter}", encoded(CARDS, VALUE, wire))
}

/// An owner's name and contacts.
pub(super) fn client(owner: &OwnerRef, by: OwnerBy) -> String {
    let parameter = match by {
        OwnerBy::Auto | OwnerBy::Id => "id",
        OwnerBy::RefKey => "Ref_Key",
    };
    format!("GetClient?{parameter}={}", encoded(owner.as_str(), VALUE, Wire::Percent))
}

/// An address from the config, fit for a request line.
pub(super) fn address(url: &str, wire: Wire) -> String {
    encoded(url, ADDRESS, wire)
}

/// Digits without the zeros in front, which mean nothing in a number.
pub(super) fn without_zeros(digits: &str) -> &str {
    let rest = digits.trim_start_matches('0');
    if rest.is_empty() { "0" } else { rest }
}

/// A literal of OData 3: a quote inside is doubled.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// `text` with everything encoded but letters and digits of ASCII and what is in `keep`.
fn encoded(text: &str, keep: &str, wire: Wire) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for c in text.chars() {
        let is_raw = wire == Wire::Raw && !c.is_ascii() && !c.is_whitespace() && !c.is_control();
        if c.is_ascii_alphanumeric() || keep.contains(c) || is_raw {
            out.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| percent(&mut out, byte));
        }
    }
    out
}

fn percent(out: &mut String, byte: u8) {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase();
    out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
}
