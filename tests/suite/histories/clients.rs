//! What clients do.

use super::history::{History, MINUTE};
use super::ledger::Fate;
use pwparents::sandbox::{Draft, Profile};

impl History {
    pub fn client_acts(&mut self) {
        let client = self.some_client();
        match self.rng.u32(0..44) {
            0..10 => self.client_writes(client),
            10..13 => {
                self.client_sends(
                    client,
                    |history| history.photo().caption(history.words("фото")),
                    "a photo",
                );
            }
            13 => self.client_sends(client, Self::photo, "a photo without words"),
            14..18 => self.client_album(client),
            18..22 => self.client_replies(client),
            22..25 => self.client_edits(client),
            25..27 => self.client_sends(client, |history| sticker(history.ledger.next()), "a sticker"),
            27..29 => self.client_sends(client, |history| location(history.ledger.next()), "a location"),
            29 => self.client_sends(client, |history| contact(history.ledger.next()), "somebody's card"),
            30 => self.client_sends(
                client,
                |history| Draft::voice().file(&history.ledger.next_file()),
                "a voice",
            ),
            31 => self.client_sends(
                client,
                |history| {
                    let file = history.ledger.next_file();
                    Draft::document("a.pdf").file(&file).caption(history.words("файл"))
                },
                "a file",
            ),
            32 => {
                let own =
                    Draft::contact_of("+380671234567", self.clients[client].name, self.clients[client].id);
                self.client_asks(client, own, "their number");
            }
            33 => self.client_asks(client, Draft::text("/start"), "/start"),
            34 => {
                let draft = self.text("/start");
                self.client_asks(client, draft, "/start with a parameter");
            }
            35 => {
                let draft = self.text("/щось");
                self.client_asks(client, draft, "a command that there is not");
            }
            36 => self.client_burst(client),
            37 => self.client_blocks(client),
            38 => self.client_unblocks(client),
            39 => self.client_is_renamed(client),
            40..43 => self.client_reacts(client),
            _ => self.client_rates(client),
        }
    }

    pub fn client_writes(&mut self, client: usize) {
        self.client_sends(client, |history| history.text("лист"), "a text");
    }

    fn client_sends(&mut self, client: usize, draft: impl FnOnce(&Self) -> Draft, what: &str) {
        let draft = draft(self);
        self.client_sent(client, draft, Fate::Travels, what);
    }

    /// Words for the bot itself.
    fn client_asks(&mut self, client: usize, draft: Draft, what: &str) {
        self.client_sent(client, draft, Fate::Stays, what);
    }

    fn client_sent(&mut self, client: usize, draft: Draft, fate: Fate, what: &str) {
        let fate = if self.clients[client].banned { Fate::Stays } else { fate };
        let number = self.ledger.next();
        let (id, bot) = (self.clients[client].id, self.sim.bot);
        let message = self.sim.world.send_private(id, bot, draft);
        self.unblocked(client);
        self.wrote(client);
        self.client_said(client, message, fate, None);
        self.tell(|history| format!("{} sends {what} ({number})", history.clients[client].name));
    }

    fn client_burst(&mut self, client: usize) {
        for _ in 0..self.rng.usize(2..8) {
            self.client_sends(client, |history| history.text("лист"), "a text");
        }
    }

    /// An album comes all at once, or part by part over a slow line. It stays one as long as its parts come
    /// within the bot's window, by its own clock; a bot that was away for longer may have sent the first ones.
    fn client_album(&mut self, client: usize) {
        let (mut album, id) = (self.ledger.next_album(), self.sim.world.new_album());
        let fate = if self.clients[client].banned { Fate::Stays } else { Fate::Travels };
        let slow = self.rng.u32(0..3) == 0;
        let (user, bot) = (self.clients[client].id, self.sim.bot);
        for part in 0..self.rng.usize(2..=4) {
            if slow && part > 0 {
                let gap = self.rng.i64(0..400);
                let ends = (self.sim.now + gap, self.sim.skew);
                self.pass(gap);
                if (self.sim.now, self.sim.skew) != ends {
                    album = self.ledger.next_album();
                    self.cut_albums = true;
                }
            }
            let draft = if self.rng.bool() { Draft::photo() } else { Draft::video() };
            let draft = draft.file(&self.ledger.next_file()).caption(self.words("альбом")).album(&id);
            let message = self.sim.world.send_private(user, bot, draft);
            self.unblocked(client);
            self.wrote(client);
            let number = self.ledger.next();
            self.client_said(client, message, fate, Some(album));
            self.tell(|history| {
                format!("{} sends a part of album {album} ({number})", history.clients[client].name)
            });
        }
    }

    /// An answer to anything that stands in their chat, perhaps with a quote.
    fn client_replies(&mut self, client: usize) {
        let view = self.sim.world.private_view(self.clients[client].id, self.sim.bot);
        let Some(answered) = self.rng.choice(&view) else { return };
        let mut draft = self.text("відповідь").reply_to(answered.message_id);
        let first = answered.words().split(' ').next().filter(|word| !word.is_empty());
        if let Some(first) = first.filter(|_| self.rng.bool()) {
            draft = draft.quote(first);
        }
        self.client_sent(client, draft, Fate::Travels, "an answer");
    }

    fn client_blocks(&mut self, client: usize) {
        let (id, bot, now) = (self.clients[client].id, self.sim.bot, self.sim.now);
        if self.sim.world.is_blocked(id, bot) {
            return;
        }
        self.sim.world.block(id, bot);
        self.clients[client].blocks.push((now, None));
        self.tell(|history| format!("{} blocks the bot", history.clients[client].name));
    }

    fn client_unblocks(&mut self, client: usize) {
        self.sim.world.unblock(self.clients[client].id, self.sim.bot);
        self.unblocked(client);
        self.tell(|history| format!("{} unblocks the bot", history.clients[client].name));
    }

    /// Whoever writes takes the block back.
    fn unblocked(&mut self, client: usize) {
        let now = self.sim.now;
        if let Some((_, until)) = self.clients[client].blocks.last_mut() {
            until.get_or_insert(now + MINUTE);
        }
    }

    fn client_is_renamed(&mut self, client: usize) {
        let name = format!("{} {}", self.clients[client].name, self.rng.u32(0..100));
        self.sim.world.rename_user(self.clients[client].id, Profile::new(&name).language("uk"));
        self.tell(|_| format!("is called {name} from now on"));
    }
}

pub fn sticker(number: usize) -> Draft {
    Draft::sticker("🐈").file(&format!("sticker {number}"))
}

fn location(number: usize) -> Draft {
    Draft::location(50.0 + f64::from(u32::try_from(number).unwrap()) / 1000.0, 30.5)
}

fn contact(number: usize) -> Draft {
    Draft::contact(&format!("+38050{number:07}"), "Сусідка")
}
