//! A clinic in the sandbox: a bot, a forum with an administrator, a client. Every success and every update
//! is held against the published description of the API on the way.

use super::wire::{self, Answer};
use pwparents::sandbox::{
    Draft, Playing, Profile, Rights, Sandbox, Spec, World, complaints_about, complaints_about_result,
};
use serde_json::{Value, json};
use std::borrow::Borrow;
use std::cell::Cell;

pub const TOKEN: &str = "700001:TEST-TOKEN";
pub const T0: i64 = 1_767_600_000_000;

pub struct Clinic {
    pub sandbox: Sandbox,
    pub bot: i64,
    pub forum: i64,
    pub vet: i64,
    pub olena: i64,
    offset: Cell<i64>,
    polled: Cell<Option<i64>>,
}

/// Every kind of update, for bots that want them all.
pub const EVERYTHING: [&str; 8] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
    "callback_query",
    "my_chat_member",
    "chat_member",
];

impl Clinic {
    /// The clock stands; the client has pressed Start; no update is left over.
    pub fn open() -> Self {
        Self::open_in(World::new(), Rights::all())
    }

    pub fn open_with(rights: Rights) -> Self {
        Self::open_in(World::new(), rights)
    }

    fn open_in(mut world: World, rights: Rights) -> Self {
        let bot = world.add_bot(TOKEN, "ClinicBot", "Clinic");
        let vet = world.add_user(Profile::new("Vira").language("uk"));
        let olena = world.add_user(Profile::new("Олена").last_name("Коваль").language("uk"));
        let forum = world.add_forum("Clinic desk");
        world.own(forum, vet);
        world.promote_bot(forum, bot, rights);
        let sandbox = Sandbox::start(world).unwrap();
        sandbox.freeze_at(T0 - 10_000);
        let clinic = Self { sandbox, bot, forum, vet, olena, offset: Cell::new(0), polled: Cell::new(None) };
        clinic.play(|w| w.start(olena, bot));
        // The second call confirms what the first one gave.
        clinic.updates();
        clinic.updates();
        clinic.sandbox.freeze_at(T0);
        clinic
    }

    pub fn play<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        self.sandbox.play(act)
    }

    pub fn world(&self) -> Playing<'_> {
        self.sandbox.world()
    }

    pub fn call(&self, method: &str, params: &Value) -> Answer {
        let path = format!("/bot{TOKEN}/{method}");
        wire::exchange(&self.sandbox.url(), "POST", &path, "application/json", params.to_string().as_bytes())
            .unwrap()
    }

    /// A call that succeeds; its result is of the type the description promises.
    pub fn ok(&self, method: &str, params: impl Borrow<Value>) -> Value {
        let params = params.borrow();
        let answer = self.call(method, params);
        assert_eq!(answer.status, 200, "{method} {params}: {}", answer.text());
        let result = answer.json()["result"].clone();
        if let Some(described) = Spec::get().method(method) {
            assert_eq!(
                complaints_about_result(described, &result),
                Vec::<String>::new(),
                "{method}: {result}"
            );
        }
        result
    }

    /// A call that is refused; the status stands in the body, too. Returns the description.
    pub fn refused(&self, method: &str, params: impl Borrow<Value>) -> String {
        let params = params.borrow();
        let answer = self.call(method, params);
        let body = answer.json();
        assert_eq!(body["ok"], json!(false), "{method} {params} was not refused: {body}");
        assert_eq!(body["error_code"], json!(answer.status), "{body}");
        answer.description()
    }

    /// All updates that wait, confirmed by the next call of this.
    pub fn updates(&self) -> Vec<Value> {
        let offset = self.offset.get();
        if self.polled.replace(Some(offset)) == Some(offset) {
            // The same offset again within three seconds would make the server wait.
            self.sandbox.advance(3_001);
        }
        let updates = self.ok("getUpdates", json!({"offset": offset, "allowed_updates": EVERYTHING}));
        let updates = updates.as_array().unwrap().clone();
        for update in &updates {
            assert_eq!(complaints_about("Update", update), Vec::<String>::new(), "{update}");
        }
        if let Some(last) = updates.last() {
            self.offset.set(last["update_id"].as_i64().unwrap() + 1);
        }
        updates
    }

    /// The only update that waits, without its envelope.
    pub fn update(&self, kind: &str) -> Value {
        let updates = self.updates();
        assert_eq!(updates.len(), 1, "{updates:#?}");
        assert!(updates[0].get(kind).is_some(), "no {kind}: {}", updates[0]);
        updates[0][kind].clone()
    }

    /// A topic made by the bot; its own update is out of the way.
    pub fn topic(&self, name: &str) -> i64 {
        let made = self.ok("createForumTopic", json!({"chat_id": self.forum, "name": name}));
        self.updates();
        made["message_thread_id"].as_i64().unwrap()
    }

    /// The client writes; returns the message's id, its update still waiting.
    pub fn client_says(&self, text: &str) -> i64 {
        self.client_sends(Draft::text(text))
    }

    pub fn client_sends(&self, draft: Draft) -> i64 {
        self.play(|w| w.send_private(self.olena, self.bot, draft))
    }

    /// Asserts that nothing was asked for that a careful client would not ask for.
    pub fn is_clean(&self) {
        assert_eq!(self.world().violations(), &[] as &[String]);
    }
}
