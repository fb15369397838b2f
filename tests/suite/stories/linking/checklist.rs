//! Each line of the predecessor's checklist: a preview with the right data; ✅ writes and confirms; a repeated run on
//! a linked client; equal numbers on one line; different numbers on two; Enote's alone as `[enote]`.

use super::super::Story;
use super::{KEY, LINK, NO, NOBODY, OTHER_KEY, card, contacts, found};
use pwparents::model::{Contract, Inquiry};
use pwparents::relay::effect::LogEvent;
use pwparents::sandbox::Draft;

#[test]
fn the_preview_shows_who_is_in_the_topic_and_who_was_found() {
    let mut story = Story::with_phone("+380671234567");
    let shown = story.finds(found(&["044 123 45 67", "8 (067) 123-45-67"]));
    let lines: Vec<&str> = shown.words().lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "🦝 Договір 885: прив’язати цього клієнта?",
            "💬 У темі: Олена",
            "📞 бот: +380671234567 (підтверджено)",
            "🦝 У Єноті: Шевченко Олена Петрівна",
            "📞 +380441234567, +380671234567",
            "🐾 Барсик · договір 885",
            "🕯 Мурка · договір 886 · тварини вже немає",
            KEY,
            "✅ Номери збігаються.",
        ]
    );
    let buttons: Vec<&str> = shown.buttons.iter().flatten().map(|button| button.text.as_str()).collect();
    assert_eq!(buttons, [LINK, NO]);
    assert!(shown.edited, "one message shows the progress and becomes the preview");
    assert_eq!(story.sim.office.asked, [Inquiry::Contract(Contract::new("885").unwrap())]);
    assert_eq!(story.linked(), NOBODY, "nothing is written before a yes");
    assert!(story.private().iter().all(|shown| !shown.words().contains("885")), "{:?}", story.in_private());
    story.ends();
}

#[test]
fn a_yes_writes_the_link_and_confirms_it_in_the_topic() {
    let mut story = Story::with_phone("+380671234567");
    story.finds(found(&["044 123 45 67", "8 (067) 123-45-67"]));
    assert_eq!(story.presses(story.sim.vet, LINK), "✅ Прив’язано.");
    assert_eq!(story.linked(), story.by_maria(KEY, "380671234567"));
    let lines = story.in_topic();
    let [.., preview, confirmed] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(preview, "бот: ✅ Прив’язано. ↩ /enote_link 885 (edited)");
    assert_eq!(
        confirmed,
        "бот: 🦝 Клієнта прив’язано до Єнота: Шевченко Олена Петрівна · договір 885. Підтвердження: Марія."
    );
    assert_eq!(story.history_of_links(), ["linked 5b"]);
    assert_eq!(story.events(), [(LogEvent::Preview, "found"), (LogEvent::Linked, "linked")]);
    story.staff(Draft::text("/client"));
    let client = story.last_of_bot();
    assert!(client.words().contains("🦝 Єнот: Шевченко Олена Петрівна · договір 885"), "{}", client.words());
    assert!(client.words().contains("olena@example.org"), "{}", client.words());
    story.ends();
}

#[test]
fn a_repeated_run_on_a_linked_client_warns_and_a_yes_replaces_the_link() {
    let mut story = Story::with_phone("+380671234567");
    story.finds(found(&["0671234567"]));
    story.presses(story.sim.vet, LINK);
    let again = story.finds(card(OTHER_KEY, Ok(contacts(&["0501112233"]))));
    let warning = again.words().lines().nth(1).unwrap();
    assert!(
        warning.starts_with("⚠️ Клієнта вже прив’язано: Шевченко Олена Петрівна · договір 885 (Марія, "),
        "{warning}"
    );
    story.presses(story.sim.vet, LINK);
    assert_eq!(story.linked(), story.by_maria(OTHER_KEY, "380501112233"));
    assert_eq!(story.history_of_links(), ["linked 5b", "linked 6b"]);
    assert_eq!(story.events()[3], (LogEvent::Linked, "relinked"));
    story.ends();
}

#[test]
fn equal_numbers_are_one_line() {
    let mut story = Story::with_phone("+380671234567");
    story.finds(found(&["8 (067) 123-45-67"]));
    story.presses(story.sim.vet, LINK);
    assert_eq!(story.phone_lines(), ["📞 +380671234567 (авторизовано ✅)"]);
}

#[test]
fn different_numbers_are_two_lines() {
    let mut story = Story::with_phone("+380671234567");
    let preview = story.finds(found(&["0501112233"]));
    assert!(preview.words().contains("⚠️ Номери різні: звірте ПІБ і кличку."));
    story.presses(story.sim.vet, LINK);
    assert_eq!(
        story.phone_lines(),
        ["📞 бот: +380671234567 (підтверджено)", "📞 Єнот: +380501112233 [enote]"]
    );
}

#[test]
fn enotes_number_alone_is_marked_as_such() {
    let mut story = Story::begin();
    let preview = story.finds(found(&["0501112233"]));
    assert!(preview.words().contains("Клієнт не поділився номером"));
    story.presses(story.sim.vet, LINK);
    assert_eq!(story.phone_lines(), ["📞 Єнот: +380501112233 [enote]"]);
}
