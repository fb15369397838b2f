//! Installations differ: each difference is an option, and each option does something (facts §1.3, §2.2, §2.4).

use super::wire::{filtered, get, get_client, names, odata, start};
use pwparents::sandbox::enote::{ContractField, Mismatch, clinic};
use serde_json::json;

const BARE: &str = "НомерДоговора eq 885";
const QUOTED: &str = "НомерДоговора eq '885'";

#[test]
fn the_contract_number_is_a_number_or_a_string_of_one_or_text() {
    let enote = start();
    for (field, filter, sent, edm) in [
        (ContractField::Number, BARE, json!(885), "Edm.Int32"),
        (ContractField::Int64, BARE, json!("885"), "Edm.Int64"),
        (ContractField::Text, QUOTED, json!("885"), "Edm.String"),
    ] {
        enote.play(|w| w.options.contract_field = field);
        assert_eq!(filtered(&enote, filter).column("НомерДоговора"), [sent], "{field:?}");
        let property = format!("<Property Name=\"НомерДоговора\" Type=\"{edm}\"");
        assert!(get(&enote, &odata("$metadata", &[])).text().contains(&property), "{field:?}");
    }
}

#[test]
fn the_other_form_of_the_number_is_refused_or_finds_nothing() {
    let enote = start();
    for (field, wrong) in
        [(ContractField::Number, QUOTED), (ContractField::Int64, QUOTED), (ContractField::Text, BARE)]
    {
        enote.play(|w| w.options.contract_field = field);
        enote.play(|w| w.options.mismatch = Mismatch::ParseError);
        assert_eq!(filtered(&enote, wrong).error(), (400, "14".to_owned()), "{field:?}");
        enote.play(|w| w.options.mismatch = Mismatch::Internal);
        assert_eq!(filtered(&enote, wrong).error(), (500, "-1".to_owned()), "{field:?}");
        enote.play(|w| w.options.mismatch = Mismatch::NoRows);
        assert_eq!(names(&enote, wrong), Vec::<String>::new(), "{field:?}");
    }
}

#[test]
fn json_may_begin_with_a_bom_and_lie_about_its_charset() {
    let enote = start();
    enote.play(|w| {
        w.options.bom = true;
        w.options.charset = "windows-1251";
    });
    let targets = [odata("Catalog_Карточки", &[]), get_client(clinic::SEVERAL_PETS.owner), get_client("")];
    for target in targets {
        let answer = get(&enote, &target);
        assert_eq!(answer.header("Content-Type"), Some("application/json;charset=windows-1251"));
        let text = answer.text();
        let json = text.strip_prefix('\u{feff}').unwrap();
        assert!(serde_json::from_str::<serde_json::Value>(json).is_ok(), "{target}");
    }
}

#[test]
fn species_and_breed_may_not_be_had_in_words() {
    let enote = start();
    for field in ["Вид____Presentation", "Порода____Presentation"] {
        let target = odata("Catalog_Карточки", &[("$filter", BARE), ("$select", field)]);
        assert_eq!(get(&enote, &target).column(field).len(), 1);
        enote.play(|w| w.options.presentations = false);
        assert_eq!(get(&enote, &target).error(), (400, "6".to_owned()));
        enote.play(|w| w.options.presentations = true);
    }
}

#[test]
fn what_is_changed_while_it_runs_is_told_at_once() {
    let enote = start();
    let known = clinic::SEVERAL_PETS;
    let version = |enote| filtered(enote, BARE).column("DataVersion");
    let before = version(&enote);
    enote.play(|w| w.clinic.card_mut(known.card).unwrap().set("ЛетальныйИсход", true));
    enote.play(|w| w.clinic.card_mut(known.card).unwrap().set("Description", "Барс"));
    assert_eq!(names(&enote, "НомерДоговора eq 885 and ЛетальныйИсход"), ["Барс"]);
    assert_ne!(version(&enote), before);
    enote.play(|w| {
        let owner = w.clinic.owner_mut(known.owner).unwrap();
        owner.set("lastName", "Коваль");
        owner.set_phone("0931112233");
    });
    let client = get(&enote, &get_client(known.owner)).json();
    assert_eq!(client["lastName"], "Коваль");
    assert_eq!(client["contact_information"], json!([{ "type": "PHONE_NUMBER", "value": "0931112233" }]));
    enote.play(|w| w.clinic.remove_owner(known.owner));
    enote.play(|w| w.clinic.remove_card(known.card));
    assert_eq!(get(&enote, &get_client(known.owner)).text(), "null");
    assert_eq!(names(&enote, BARE), Vec::<String>::new());
}
