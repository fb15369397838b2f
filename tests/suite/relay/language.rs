//! The language a client chose, and the buttons that chose it.

use std::slice;

use pwparents::model::{Lang, Millis};
use pwparents::relay::decide;
use pwparents::relay::effect::{Effect, Fact, Lane, ReceptionFact, Tell, What};
use pwparents::relay::event::{Event, Press};
use pwparents::text::{self, Text};

use super::reception::{menu_in, settled, show, with_lang};
use super::{GROUP, LANG, NOW, OLENA, key, known, olena_herself, remember, vet, view};

fn press(data: &str) -> Press {
    Press {
        query: "q1".to_owned(),
        by: Some(olena_herself()),
        under: Some(key(OLENA.chat(), 3)),
        data: data.to_owned(),
    }
}

fn toast(text: Text) -> Effect {
    let what = What::Answer { query: "q1".to_owned(), text: Some(text) };
    Effect::Tell(Tell { expires: Some(Millis(NOW.0 + 60_000)), ..Tell::new(Lane::Now, what) })
}

#[test]
fn a_language_that_is_chosen_is_kept_and_brings_its_keyboard() {
    for (view, lang) in
        [(known(), Lang::Uk), (known(), Lang::En), (with_lang(Lang::Uk), Lang::En), (view(), Lang::En)]
    {
        let expected = [
            toast(text::language_chosen(lang)),
            remember(Fact::Client(olena_herself())),
            settled(ReceptionFact::Language(lang)),
            show(text::language_chosen(lang), menu_in(lang)),
        ];
        let event = Event::ClientPressed(press(&format!("language:{}", lang.code())));
        assert_eq!(decide(&view, &event, NOW), expected);
    }
    let again = decide(&with_lang(Lang::En), &Event::ClientPressed(press("language:en")), NOW);
    assert_eq!(again, slice::from_ref(&toast(text::language_chosen(Lang::En))));
}

#[test]
fn any_other_button_is_excused_in_the_clients_language() {
    for data in ["language:xx", "language:uk:1", "language", "take:501", "", "1"] {
        let excuse = toast(text::client_button_stale(Lang::En));
        let event = Event::ClientPressed(press(data));
        assert_eq!(decide(&with_lang(Lang::En), &event, NOW), [excuse], "{data}");
    }
}

#[test]
fn a_button_for_clients_does_nothing_in_the_group() {
    let press = Press { under: Some(key(GROUP, 3)), by: Some(vet()), ..press("language:en") };
    let expected = [toast(text::button_stale(LANG))];
    assert_eq!(decide(&view(), &Event::StaffPressed(press), NOW), expected);
}
