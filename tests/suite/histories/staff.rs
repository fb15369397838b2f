//! What staff do in the group.

use super::clients::sticker;
use super::history::{History, Standing};
use super::ledger::{Fate, Heard, Side};
use pwparents::sandbox::{Draft, Shown};

/// What a canned reply says; it is not any message's.
pub const CANNED: &str = "Ми на вулиці Хрещатик, 1";
const SEND: &str = "📤 Надіслати";
const RETRY: &str = "🔁 Надіслати ще раз";
const COMMANDS: [&str; 12] = [
    "/phone",
    "/client",
    "/card",
    "/assign",
    "/snooze 30",
    "/help",
    "/threadinfo",
    "/reopen",
    "/close",
    "/close_silent",
    "/закрити",
    "/queue",
];
const MISTYPED: [&str; 5] = ["/clsoe", ".зрщту", "/відкртии", "/close!", "/ card"];

impl History {
    pub fn staff_act(&mut self) {
        if !self.forum {
            return self.staff_chat();
        }
        let topics = self.topics();
        let Some((thread, client)) = self.rng.choice(topics) else { return self.staff_chat() };
        match self.rng.u32(0..51) {
            0..9 => self.staff_advise(thread),
            9..11 => self.staff_send(
                thread,
                |history| history.photo().caption(history.words("знімок")),
                Fate::Travels,
                "a photo",
            ),
            11 => {
                self.staff_send(thread, |history| sticker(history.ledger.next()), Fate::Travels, "a sticker");
            }
            12 => self.staff_send(
                thread,
                |history| history.text("порада").anonymous(None),
                Fate::Travels,
                "a text as the group",
            ),
            13..16 => self.staff_album(thread),
            16..20 => self.staff_reply(thread, client),
            20..23 => self.staff_edit(),
            23..26 => {
                let command = COMMANDS[self.rng.usize(0..COMMANDS.len())];
                self.staff_send(thread, |_| Draft::text(command), Fate::Stays, command);
            }
            26..28 => {
                let typed = MISTYPED[self.rng.usize(0..MISTYPED.len())];
                self.staff_send(thread, |history| history.text(typed), Fate::Stays, typed);
            }
            28 => self.staff_send(thread, |history| history.text("// нотатка"), Fate::Stays, "a note"),
            29 => self.staff_send(thread, |history| history.text("/note нотатка"), Fate::Stays, "a note"),
            30 => self.staff_send(thread, |_| Draft::text("/t Адреса"), Fate::Stays, "/t"),
            31..33 => self.press_canned(thread, client),
            33 => self.press_retry(thread),
            34 => self.rename(thread, client),
            35 => self.staff_chat(),
            36 => self.close_topic(thread),
            37 => self.keep_canned(),
            38..40 => self.staff_react(thread),
            40..42 => self.staff_delete(thread),
            42..44 => self.staff_ban(thread, client),
            44..46 => self.staff_send(thread, |_| Draft::text("/close"), Fate::Stays, "/close"),
            46..48 => self.staff_ask_enote(thread, client),
            _ => self.delete_topic(thread),
        }
    }

    pub fn staff_advise(&mut self, thread: i64) {
        self.staff_send(thread, |history| history.text("порада"), Fate::Travels, "a text");
    }

    pub fn staff_send(&mut self, thread: i64, draft: impl FnOnce(&Self) -> Draft, fate: Fate, what: &str) {
        self.staff_sent(thread, draft, fate, what);
    }

    /// The message that they sent.
    pub fn staff_sent(
        &mut self,
        thread: i64,
        draft: impl FnOnce(&Self) -> Draft,
        fate: Fate,
        what: &str,
    ) -> i64 {
        let draft = draft(self);
        let by = self.some_member();
        let number = self.ledger.next();
        let message = self.sim.world.send_topic(self.sim.group, thread, by, draft);
        let fate = self.fate_of_text(thread, by, message, fate);
        self.staff_said(Some(thread), message, fate, None);
        self.tell(|history| {
            format!("staff send {what} in topic {thread} of {:?} ({number})", history.owner(thread))
        });
        message
    }

    pub fn some_member(&mut self) -> i64 {
        self.staff[self.rng.usize(0..self.staff.len())]
    }

    /// Among themselves.
    fn staff_chat(&mut self) {
        let draft = self.text("колегам");
        let message = self.sim.world.send_general(self.sim.group, self.sim.vet, draft);
        self.staff_said(None, message, Fate::Stays, None);
    }

    fn staff_album(&mut self, thread: i64) {
        let (album, id) = (self.ledger.next_album(), self.sim.world.new_album());
        let (by, inside) = (self.some_member(), self.rng.u32(0..6) == 0);
        let fate = if inside { Fate::Stays } else { Fate::Travels };
        for part in 0..self.rng.usize(2..=4) {
            let what = if inside && part == 0 { "// альбом" } else { "альбом" };
            let draft = self.photo().caption(self.words(what)).album(&id);
            let message = self.sim.world.send_topic(self.sim.group, thread, by, draft);
            let number = self.ledger.next();
            self.staff_said(Some(thread), message, fate, Some(album));
            self.tell(|_| {
                format!("staff send a part of album {album} in topic {thread} ({number}, {fate:?})")
            });
        }
    }

    /// An answer to the client's words or to a colleague's goes to the client; one to the bot, to a note or to
    /// a command stays.
    fn staff_reply(&mut self, thread: i64, client: usize) {
        let view = self.sim.world.topic_view(self.sim.group, thread);
        let known: Vec<(Shown, Fate)> = view
            .into_iter()
            .filter_map(|shown| Some((self.fate_of_answer(&shown, client)?, shown)))
            .map(|(fate, shown)| (shown, fate))
            .collect();
        let Some((answered, fate)) = self.rng.choice(known) else { return };
        let draft = |history: &Self| history.text("відповідь").reply_to(answered.message_id);
        self.staff_send(thread, draft, fate, &format!("an answer to {} ({fate:?})", answered.message_id));
    }

    /// What becomes of an answer to this; nothing where it is not for us to say.
    fn fate_of_answer(&self, shown: &Shown, client: usize) -> Option<Fate> {
        if shown.service.is_some() || shown.words().contains(CANNED) {
            return None;
        }
        if shown.sender != Some(self.sim.bot) {
            let said = &self.ledger.said[self.ledger.at(self.sim.group, shown.message_id)?];
            return (said.fate != Fate::Withdrawn && said.heard == Heard::Yes).then_some(said.fate);
        }
        let ours = |mark: &usize| {
            self.ledger.said[*mark].client == Some(client) && !self.ledger.said[*mark].edited()
        };
        let marks = self.ledger.marks(shown);
        match marks.first() {
            None => Some(Fate::Stays),
            Some(mark) if ours(mark) && self.ledger.said[*mark].side == Side::Client => Some(Fate::Travels),
            Some(_) => None,
        }
    }

    fn keep_canned(&mut self) {
        let (group, vet) = (self.sim.group, self.sim.vet);
        let message = self.sim.world.send_general(group, vet, Draft::text(CANNED));
        self.staff_said(None, message, Fate::Stays, None);
        let command = self.sim.world.send_general(group, vet, Draft::text("/t_add Адреса").reply_to(message));
        self.staff_said(None, command, Fate::Stays, None);
        self.tell(|_| "staff keep a canned reply".to_owned());
    }

    fn press_canned(&mut self, thread: i64, client: usize) {
        let view = self.sim.world.topic_view(self.sim.group, thread);
        let offers: Vec<i64> =
            view.iter().filter(|shown| shown.data_of(SEND).is_some()).map(|shown| shown.message_id).collect();
        let Some(message) = self.rng.choice(offers) else { return };
        let by = self.some_member();
        self.sim.world.press_button(by, self.sim.group, message, SEND);
        self.presses.push((client, message));
        self.tell(|_| format!("staff send the canned reply that stands at {message}"));
    }

    fn press_retry(&mut self, thread: i64) {
        let view = self.sim.world.topic_view(self.sim.group, thread);
        let refused: Vec<&Shown> = view.iter().filter(|shown| shown.data_of(RETRY).is_some()).collect();
        let Some(line) = self.rng.choice(refused) else { return };
        let group = self.sim.group;
        self.sim.world.press_button(self.sim.vet, group, line.message_id, RETRY);
        let number = line.reply_to.and_then(|under| self.ledger.at(group, under));
        if let Some(number) = number {
            let album = self.ledger.said[number].album;
            for said in &mut self.ledger.said {
                said.retried |=
                    said.at == (group, line.reply_to.unwrap()) || (album.is_some() && said.album == album);
            }
        }
        // What it stands under was deleted with its topic, and could be any of what stood there.
        for said in self.ledger.said.iter_mut().filter(|_| number.is_none()) {
            said.retried |= said.thread.is_some_and(|thread| self.deleted.contains_key(&thread));
        }
        self.tell(|_| format!("staff try {number:?} again"));
    }

    fn rename(&mut self, thread: i64, client: usize) {
        let label = format!("/label {} кіт", self.clients[client].name);
        self.staff_send(thread, |_| Draft::text(label.clone()), Fate::Stays, &label);
    }

    fn close_topic(&mut self, thread: i64) {
        let (group, vet) = (self.sim.group, self.sim.vet);
        let topics = self.sim.world.topics(group);
        if topics.iter().any(|topic| topic.thread == thread && topic.closed) {
            self.sim.world.reopen_topic(group, thread, vet);
        } else {
            self.sim.world.close_topic(group, thread, vet);
        }
        self.tell(|_| format!("staff close topic {thread}, or reopen it"));
    }

    /// What stood in it is kept for the end of the history.
    pub fn delete_topic(&mut self, thread: i64) {
        let group = self.sim.group;
        self.deleted.insert(thread, self.sim.world.topic_view(group, thread));
        self.sim.world.delete_topic(group, thread);
        self.tell(|history| format!("staff delete topic {thread} of {:?}", history.owner(thread)));
    }

    pub fn is_administrator(&self) -> bool {
        self.bot == Standing::Administrator
    }
}
