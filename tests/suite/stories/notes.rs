//! Notes as staff see them: nothing of them reaches the client, and each gets its sign.

use super::{OLENA, Story};
use pwparents::sandbox::{Action, Draft, Fault, Shown};

/// The sign of a note.
const SIGN: &str = "✍";

impl Story {
    /// What of the topic bears the sign.
    fn signed(&self) -> Vec<String> {
        let signed = |shown: &Shown| shown.reactions.iter().any(|(_, emoji)| emoji == SIGN);
        self.topic().iter().filter(|shown| signed(shown)).map(|shown| shown.words().to_owned()).collect()
    }

    /// The texts of the notes, as the database has them.
    fn notes(&self) -> Vec<String> {
        let look = self.sim.look();
        let mut rows =
            look.prepare("SELECT coalesce(text, media) FROM messages WHERE note = 1 ORDER BY id").unwrap();
        let notes = rows.query_map((), |row| row.get(0)).unwrap();
        notes.map(Result::unwrap).collect()
    }
}

#[test]
fn a_note_stays_inside_with_its_sign_and_so_does_what_answers_it() {
    let mut story = Story::begin();
    let note = story.staff(Draft::text("// кусається"));
    let second = story.staff(Draft::photo().caption("бачив").reply_to(note));
    story.staff(Draft::voice().reply_to(second));
    story.staff(Draft::text("/note сам такий"));
    assert_eq!(story.private(), []);
    assert_eq!(story.signed(), ["// кусається", "бачив", "", "/note сам такий"]);
    assert_eq!(story.notes(), ["// кусається", "бачив", "voice", "/note сам такий"]);
    assert_eq!(story.topic().len(), 4, "the sign is all the bot says");
    story.ends();
}

#[test]
fn what_answers_a_line_of_the_bots_is_a_note_and_what_answers_the_client_is_not() {
    let mut story = Story::begin();
    let asked = story.sim.in_topic(OLENA)[2].message_id;
    let card = story.sim.in_topic(OLENA)[1].message_id;
    let command = story.staff(Draft::text("/assign me"));
    let answer = story.topic()[1].message_id;
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.block(olena, bot);
    story.sim.run();
    let blocked = story.topic()[2].message_id;
    story.sim.world.unblock(olena, bot);
    story.sim.run();
    for (number, to) in [card, command, answer, blocked].into_iter().enumerate() {
        story.staff(Draft::text(format!("нотатка {number}")).reply_to(to));
    }
    let told = story.staff(Draft::text("Приходьте").reply_to(asked));
    story.staff(Draft::text("о 15:00").reply_to(told));
    assert_eq!(story.signed(), ["нотатка 0", "нотатка 1", "нотатка 2", "нотатка 3"]);
    assert_eq!(story.in_private(), ["бот: Приходьте ↩ Добрий день", "бот: о 15:00 ↩ Приходьте"]);
    story.ends();
}

#[test]
fn every_line_of_the_bots_in_a_topic_is_known_as_one_or_as_a_copy() {
    let mut story = Story::begin();
    let (olena, bot, vet) = (story.olena, story.sim.bot, story.sim.vet);
    let kept = story.staff(Draft::text("Адреса"));
    story.staff(Draft::text("/t_add Адреса").reply_to(kept));
    for typed in ["/t", "/t адреса", "/help", "/assign", "/assign me", "/close", "/reopen", "/fone", "/note"]
    {
        story.staff(Draft::text(typed));
    }
    story.client(Draft::text("слово ".repeat(900)));
    story.client_album(vec![Draft::photo(), Draft::photo()]);
    story.sim.world.block(olena, bot);
    story.staff(Draft::text("Приходьте"));
    story.sim.world.unblock(olena, bot);
    story.press_by(vet);
    let look = story.sim.look();
    let known = "SELECT EXISTS (SELECT 1 FROM said WHERE message_id = ?1)
                     OR EXISTS (SELECT 1 FROM message_links WHERE message_id = ?1 AND chat_id < 0)";
    let said: Vec<_> = story.topic().into_iter().filter(|shown| shown.sender == Some(bot)).collect();
    assert!(said.len() > 12, "{}", said.len());
    for shown in said {
        let is_known: bool = look.query_row(known, (shown.message_id,), |row| row.get(0)).unwrap();
        assert!(is_known, "{}", shown.words());
    }
    story.ends();
}

#[test]
fn what_answers_a_refusal_is_a_note_also_after_a_restart() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.block(olena, bot);
    story.staff(Draft::text("Приходьте"));
    story.sim.world.unblock(olena, bot);
    story.sim.run();
    story.sim.crash();
    story.sim.start();
    story.sim.run();
    let (refusal, _) = story.button();
    story.staff(Draft::text("передзвоню").reply_to(refusal));
    assert_eq!(story.private(), []);
    assert_eq!(story.signed(), ["передзвоню"]);
    story.ends();
}

#[test]
fn an_album_with_a_note_in_any_caption_stays_inside_whole_as_one_note() {
    let photo = |caption: &str| Draft::photo().caption(caption);
    for parts in [
        vec![photo("// рентген"), Draft::photo(), Draft::photo()],
        vec![Draft::photo(), Draft::photo(), photo("// рентген")],
    ] {
        let mut story = Story::begin();
        story.staff_album(parts);
        assert_eq!(story.private(), []);
        assert_eq!(story.notes().len(), 3);
        assert_eq!(story.sim.world.calls_of("setMessageReaction").count(), 1);
        story.ends();
    }
}

#[test]
fn an_album_that_answers_a_note_is_a_note() {
    let mut story = Story::begin();
    let note = story.staff(Draft::text("// кусається"));
    story.staff_album(vec![Draft::photo().reply_to(note), Draft::photo().reply_to(note)]);
    assert_eq!(story.private(), []);
    assert_eq!(story.notes().len(), 3);
    assert_eq!(story.sim.world.calls_of("setMessageReaction").count(), 2);
    story.ends();
}

#[test]
fn an_edit_brings_no_note_to_the_client_and_makes_no_message_of_one() {
    let mut story = Story::begin();
    let group = story.sim.group;
    let sent = story.staff(Draft::text("Приходьте"));
    story.sim.world.edit(group, sent, Draft::text("// не приходьте"));
    story.sim.run();
    let note = story.staff(Draft::text("// кусається"));
    story.sim.world.edit(group, note, Draft::text("// дуже кусається"));
    story.sim.run();
    story.sim.world.edit(group, note, Draft::text("Дуже чемний кіт"));
    story.sim.run();
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    assert_eq!(
        story.in_topic()[1..],
        [
            "бот: ⚠️ Після редагування це нотатка, але клієнт і далі бачить попередній текст. ↩ // не приходьте",
            "Марія: Дуже чемний кіт (edited)",
            "бот: ℹ️ Це нотатка, тож клієнт її не бачить. Надішліть текст новим повідомленням. ↩ Дуже чемний кіт",
        ]
    );
    assert_eq!(story.notes(), ["Дуже чемний кіт"]);
    story.ends();
}

#[test]
fn a_note_of_an_anonymous_administrator_is_a_note() {
    let mut story = Story::begin();
    story.staff(Draft::text("// кусається").anonymous(None));
    assert_eq!(story.private(), []);
    assert_eq!(story.signed(), ["// кусається"]);
    story.ends();
}

#[test]
fn what_answers_a_line_that_was_sent_unheard_is_a_note_and_what_answers_such_a_copy_is_not() {
    let mut story = Story::begin();
    let group = story.sim.group;
    for method in ["sendMessage", "copyMessage"] {
        let unheard = Fault::on(method, Action::ExecuteThenDrop).chat(group).once();
        story.sim.world.fault(unheard);
    }
    let command = story.staff(Draft::text("/phone"));
    story.client(Draft::text("Кіт не їсть"));
    story.sim.pass(10_000);
    // Each stands twice, and of each the bot was told of the second alone.
    let bot = story.sim.bot;
    let standing = |is: &dyn Fn(&Shown) -> bool| -> Vec<i64> {
        let topic = story.topic();
        topic
            .iter()
            .filter(|shown| shown.sender == Some(bot) && is(shown))
            .map(|shown| shown.message_id)
            .collect()
    };
    let lines = standing(&|shown| shown.reply_to == Some(command));
    let copies = standing(&|shown| shown.words() == "Кіт не їсть");
    assert_eq!((lines.len(), copies.len()), (2, 2), "{:?}", story.in_topic());
    for (number, line) in lines.into_iter().enumerate() {
        story.staff(Draft::text(format!("нотатка {number}")).reply_to(line));
    }
    for (number, copy) in copies.into_iter().enumerate() {
        story.staff(Draft::text(format!("порада {number}")).reply_to(copy));
    }
    assert_eq!(story.signed(), ["нотатка 0", "нотатка 1"]);
    assert_eq!(story.in_private(), ["Олена: Кіт не їсть", "бот: порада 0", "бот: порада 1 ↩ Кіт не їсть"]);
    story.ends();
}
