//! What is found out from the answers: the type of the contract's field, and whether the species is there.

use pwparents::model::WhyNot;

use super::server::{json, odata_error, page};
use super::*;

/// How the contract stands in each filter that was sent; owner's cards are left out.
fn forms(odata: &Server) -> Vec<String> {
    let form = |target: String| target.split("%20eq%20").nth(1).unwrap().to_owned();
    odata.targets().into_iter().map(form).filter(|form| !form.starts_with("guid")).collect()
}

fn ours() -> String {
    row("Барсик", OWNER, "885", "")
}

/// A server whose field is a number or a text, which answers the other form with `wrong`.
fn base(is_number: bool, wrong: Step) -> (Server, Enote) {
    let rule = move |line: &str| {
        let is_quoted = line.contains("%20eq%20'");
        let is_known = line.contains("885");
        match line.contains("guid") {
            true => list(&[ours()]),
            false if is_quoted == is_number => wrong.clone(),
            false if is_known => list(&[ours()]),
            false => list(&[]),
        }
    };
    let (odata, api) = (Server::rule(rule), Server::script(vec![json(200, CLIENT)]));
    let enote = enote(&service(&odata, &api));
    (odata, enote)
}

#[test]
fn a_field_of_numbers_is_known_from_its_first_card() {
    for wrong in [odata_error(400, "14"), odata_error(500, "-1"), list(&[])] {
        let (odata, enote) = base(true, wrong);
        assert!(ask_contract(&enote, "885").is_ok());
        assert_eq!(ask_contract(&enote, "999").unwrap_err().why, WhyNot::NotFound);
        assert_eq!(forms(&odata), ["885", "999"]);
        assert_eq!(ask_contract(&enote, "К-9").unwrap_err().why, WhyNot::NotFound);
        assert_eq!(odata.calls(), 3, "what is no number is not asked of numbers");
    }
}

#[test]
fn a_field_of_texts_is_known_from_its_first_card_or_a_clear_refusal() {
    for (wrong, calls) in [
        (odata_error(400, "14"), &["885", "'885'", "'999'"][..]),
        (odata_error(400, "1"), &["885", "'885'", "'999'"]),
        (odata_error(200, "14"), &["885", "'885'", "'999'"]),
        // Asked twice, since it may have been an exception of the moment.
        (odata_error(500, "-1"), &["885", "885", "'885'", "'999'"]),
        (list(&[]), &["885", "'885'", "'999'"]),
    ] {
        let (odata, enote) = base(false, wrong);
        assert!(ask_contract(&enote, "885").is_ok());
        assert_eq!(ask_contract(&enote, "999").unwrap_err().why, WhyNot::NotFound);
        assert_eq!(forms(&odata), calls);
    }
}

#[test]
fn a_number_that_is_not_there_is_not_found_although_its_text_is_refused() {
    for (wrong, second) in [
        (odata_error(400, "14"), &["999", "'999'", "998"][..]),
        (odata_error(500, "-1"), &["999", "'999'", "'999'", "998", "'998'", "'998'"]),
    ] {
        let (odata, enote) = base(true, wrong);
        assert_eq!(ask_contract(&enote, "999").unwrap_err().why, WhyNot::NotFound);
        assert_eq!(ask_contract(&enote, "998").unwrap_err().why, WhyNot::NotFound);
        assert_eq!(forms(&odata), second);
    }
}

#[test]
fn trouble_with_either_form_is_never_not_found() {
    let clean = || json(200, EMPTY);
    for (steps, why) in [
        (vec![odata_error(400, "14"), odata_error(400, "14")], WhyNot::Malformed),
        (vec![odata_error(500, "-1"), odata_error(500, "-1"), odata_error(400, "14")], WhyNot::Unavailable),
        (vec![odata_error(400, "14"), page(503)], WhyNot::Unavailable),
        (vec![clean(), page(503)], WhyNot::Unavailable),
        (vec![clean(), page(500)], WhyNot::Unavailable),
        (vec![clean(), page(400)], WhyNot::Malformed),
        (vec![clean(), json(200, "{}")], WhyNot::Malformed),
        (vec![clean(), odata_error(401, "20")], WhyNot::Refused),
        (vec![page(503)], WhyNot::Unavailable),
        (vec![odata_error(404, "8")], WhyNot::Malformed),
        (vec![list(&[row("Чужа", STRANGER, "7", "")])], WhyNot::Malformed),
    ] {
        let shown = format!("{steps:?}");
        let (_odata, enote) = scripted(steps);
        assert_eq!(ask_contract(&enote, "885").unwrap_err().why, why, "{shown}");
    }
}

#[test]
fn the_config_can_say_what_the_field_is() {
    for (contracts, number, expected) in [
        (ContractField::Number, "885", &["885"][..]),
        (ContractField::Number, "К-9", &[]),
        (ContractField::Text, "885", &["'885'"]),
        (ContractField::Text, "К-9", &["'%D0%9A-9'"]),
        (ContractField::Auto, "К-9", &["'%D0%9A-9'"]),
        // Every card without a contract has 1C's empty number.
        (ContractField::Auto, "000", &[]),
    ] {
        let (odata, api) = (Server::script(vec![json(200, EMPTY)]), Server::script(vec![json(200, CLIENT)]));
        let enote = enote(&EnoteService { contracts, ..service(&odata, &api) });
        assert_eq!(ask_contract(&enote, number).unwrap_err().why, WhyNot::NotFound);
        assert_eq!(forms(&odata), expected);
    }
}

#[test]
fn a_species_that_is_not_there_is_asked_for_once() {
    for code in ["6", "10"] {
        let (odata, enote) = scripted(vec![odata_error(400, code), list(&[ours()])]);
        assert_eq!(ask_animals(&enote).unwrap()[0].name, "Барсик");
        assert!(ask_animals(&enote).is_ok());
        let asked: Vec<_> = odata.targets().iter().map(|t| t.contains("____Presentation")).collect();
        assert_eq!(asked, [true, false, false]);
    }
    let (odata, enote) = scripted(vec![odata_error(400, "14")]);
    assert_eq!(ask_animals(&enote).unwrap_err().detail, "odata: HTTP 400, code 14");
    assert_eq!(odata.calls(), 1);
}
