//! What goes wrong: with calls, polls, the group, the disk and the clock.

use super::history::{FullDisk, History, MINUTE, Standing};
use pwparents::sandbox::{Action, Family, Fault, Rights};
use serde_json::json;

impl History {
    pub fn mishap(&mut self) {
        match self.rng.u32(0..40) {
            0..18 => self.call_fails(),
            18..22 => self.poll_fails(),
            22..24 => self.refused_copy(),
            24 if self.rng.u32(0..3) == 0 => self.refused_reaction(),
            24 => self.refused_edit(),
            25 => self.crash(),
            26..28 => self.again(),
            28..31 => self.topics_off(),
            31..34 => self.bot_falls(),
            34..36 => self.disk_full(),
            36 => self.clock_forward(),
            37 => self.migrate(),
            _ => self.restore(),
        }
    }

    fn call_fails(&mut self) {
        let action = self.failure();
        let families = [
            Family::Send,
            Family::Copy,
            Family::Edit,
            Family::TopicCreation,
            Family::TopicEdit,
            Family::Reading,
            Family::Answer,
            Family::Other,
        ];
        let any = self.rng.u32(0..3) == 0;
        let family = families[self.rng.usize(0..families.len())];
        let mut fault = Fault::on_family(family, action.clone());
        if any {
            let client = self.some_client();
            let chat = if self.rng.bool() { self.sim.group } else { self.clients[client].id };
            fault = Fault::on_all(action.clone()).chat(chat);
        }
        let times = self.rng.u32(1..6);
        let until = self.sim.now + self.rng.i64(1_000..10 * MINUTE);
        let fault = if self.rng.bool() { fault.times(times) } else { fault.times(60).until(until) };
        self.tell(|_| format!("calls fail: {fault:?}"));
        self.sim.world.fault(fault);
    }

    fn failure(&mut self) -> Action {
        self.unsure = true;
        let waits = [1, 5, 30, 300, 2_400];
        let ms = self.rng.i64(100..35_000);
        match self.rng.u32(0..14) {
            0 | 1 => Action::TooManyRequests { retry_after: waits[self.rng.usize(0..waits.len())] },
            2 => Action::bad_gateway(),
            3 => Action::gateway_timeout(),
            4 => Action::Drop,
            5 => Action::HangThenDrop(ms),
            6 | 7 => Action::Delay(ms),
            8 => Action::ExecuteThenDrop,
            9 => Action::ExecuteThenHang(ms),
            10 => Action::lost_answer(),
            11 => Action::ExecuteThenGarble("{\"ok\":true,\"resu".to_owned()),
            12 => Action::ExecuteThenExtra(json!({ "from_later": [1] })),
            _ => Action::unauthorized(),
        }
    }

    fn poll_fails(&mut self) {
        let action = match self.rng.u32(0..5) {
            0 => Action::Drop,
            1 => Action::bad_gateway(),
            2 => Action::conflict(),
            3 => Action::ExecuteThenGarble("<html>".to_owned()),
            _ => Action::ExecuteThenDrop,
        };
        let times = self.rng.u32(1..20);
        self.tell(|_| format!("polls fail {times} times: {action:?}"));
        self.sim.world.fault(Fault::on("getUpdates", action).times(times));
    }

    /// A copy is refused for a reason of its own, and the message has to be sent anew.
    fn refused_copy(&mut self) {
        let method = if self.rng.bool() { "copyMessage" } else { "copyMessages" };
        let refuse =
            Action::Refuse { status: 400, description: "Bad Request: message can't be copied".to_owned() };
        let action = if self.rng.bool() { Action::too_large() } else { refuse };
        self.tell(|_| format!("{method} is refused once: {action:?}"));
        self.sim.world.fault(Fault::on(method, action).once());
        self.refused_copies = true;
    }

    /// A message cannot be edited any more, and what it was changed to has to be said.
    fn refused_edit(&mut self) {
        let methods = ["editMessageText", "editMessageCaption", "editMessageMedia"];
        let method = methods[self.rng.usize(0..methods.len())];
        let description = "Bad Request: message can't be edited".to_owned();
        let refuse = Action::Refuse { status: 400, description };
        self.tell(|_| format!("{method} is refused once"));
        self.sim.world.fault(Fault::on(method, refuse).once());
        self.refused_edits = true;
    }

    fn refused_reaction(&mut self) {
        let description = "Bad Request: REACTION_INVALID".to_owned();
        let refuse = Action::Refuse { status: 400, description };
        self.tell(|_| "a reaction is refused once".to_owned());
        self.sim.world.fault(Fault::on("setMessageReaction", refuse).once());
        self.refused_reactions = true;
    }

    /// Telegram forgets that some updates were confirmed.
    fn again(&mut self) {
        if self.sim.world.pending_updates(self.sim.bot) > 0 {
            return;
        }
        let last = self.sim.world.last_update_id(self.sim.bot);
        let count = self.rng.i64(1..5);
        for back in 0..count {
            self.sim.world.redeliver(self.sim.bot, last - back);
        }
        self.tell(|_| format!("the last {count} updates come again"));
    }

    fn topics_off(&mut self) {
        if self.flat || !self.forum {
            return;
        }
        self.sim.world.set_forum(self.sim.group, false);
        (self.forum, self.was_flat) = (false, true);
        self.tell(|_| "topics are switched off".to_owned());
    }

    fn bot_falls(&mut self) {
        if self.flat {
            return;
        }
        let (group, bot) = (self.sim.group, self.sim.bot);
        self.bot = match self.rng.u32(0..3) {
            0 => {
                let rights = Rights { can_manage_topics: false, ..Rights::all() };
                self.sim.world.promote_bot(group, bot, rights);
                Standing::WithoutTopics
            }
            1 if self.bot != Standing::Out => {
                self.sim.world.demote(group, bot);
                Standing::Member
            }
            _ => {
                self.sim.world.kick(group, bot);
                Standing::Out
            }
        };
        self.tell(|history| format!("the bot is {:?} in the group now", history.bot));
    }

    /// Nothing can be queued any more: the numbers of the queue's table have run out, which SQLite reports as
    /// a full disk in the middle of a transaction.
    fn disk_full(&mut self) {
        if self.disk.is_some() {
            return self.room_on_disk();
        }
        let look = self.sim.look();
        let last = "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'";
        let last = look.query_row(last, (), |row| row.get(0)).ok();
        let until = self.sim.now + self.rng.i64(1_000..MINUTE);
        self.disk = last.map(|last| FullDisk { last, until });
        look.execute("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'outbox'", (i64::MAX,)).unwrap();
        self.tell(|_| "the disk is full".to_owned());
    }

    pub fn room_on_disk(&mut self) {
        let Some(FullDisk { last, .. }) = self.disk.take() else { return };
        let look = self.sim.look();
        look.execute("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'outbox'", (last,)).unwrap();
        self.tell(|_| "there is room on the disk again".to_owned());
    }

    fn clock_forward(&mut self) {
        self.sim.skew += self.rng.i64(1_000..30 * MINUTE);
        self.tell(|history| format!("the clock is {} s ahead", history.sim.skew / 1000));
    }

    /// The basic group becomes a supergroup with topics.
    fn migrate(&mut self) {
        if !self.flat {
            return;
        }
        let (old, bot) = (self.sim.group, self.sim.bot);
        let new = self.sim.world.migrate(old);
        self.sim.world.set_forum(new, true);
        self.sim.world.promote_bot(new, bot, Rights::all());
        self.sim.world.promote(new, self.staff[1], Rights::all());
        self.sim.group = new;
        (self.flat, self.forum, self.bot) = (false, true, Standing::Administrator);
        self.tell(|_| format!("the group is a supergroup with topics now, {new}"));
    }

    /// Somebody puts the group in order.
    pub fn restore(&mut self) {
        self.migrate();
        self.room_on_disk();
        let (group, bot) = (self.sim.group, self.sim.bot);
        if !self.forum {
            self.sim.world.set_forum(group, true);
            self.forum = true;
        }
        if !self.is_administrator() {
            self.sim.world.promote_bot(group, bot, Rights::all());
            self.bot = Standing::Administrator;
        }
        for topic in self.sim.world.topics(group).iter().filter(|topic| topic.closed && !topic.deleted) {
            self.sim.world.reopen_topic(group, topic.thread, self.staff[0]);
        }
        self.tell(|_| "the group is put in order".to_owned());
    }
}
