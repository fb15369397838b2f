//! Conversations as client and staff see them: each test says who wrote what, and then exactly what
//! stands in the topic, in the private chat and in General. In simulated time.

mod albums;
mod albums_mishaps;
mod albums_refused;
mod away;
mod bans;
mod canned;
mod commands;
mod deleting;
mod edited_commands;
mod edits;
mod edits_followed;
mod edits_in_parts;
mod finding;
mod floods;
mod help;
mod idle;
mod kinds;
mod ladder;
mod linking;
mod moving;
mod names;
mod notes;
mod outsiders;
mod parts;
mod ratings;
mod reactions;
mod reception;
mod refusals;
mod reminders;
mod replies;
mod signing;
mod tickets;
mod who;

use super::sim::Sim;
use pwparents::sandbox::{Draft, Kind, Shown, To};
use serde_json::{Map, Value};

/// What the client wrote before the story begins, so that the topic stands.
const FIRST: &str = "Добрий день";
/// The client.
const OLENA: &str = "Олена";

/// What stands on the button under a refusal.
const RETRY: &str = "🔁 Надіслати ще раз";

/// A clinic with one client who has written once.
pub struct Story {
    pub sim: Sim,
    pub olena: i64,
}

impl Story {
    pub fn begin() -> Self {
        let mut sim = Sim::new();
        let olena = sim.client(OLENA);
        sim.client_says(olena, Draft::text(FIRST));
        Self { sim, olena }
    }

    /// The client writes, and everything that follows at once happens.
    pub fn client(&mut self, draft: Draft) -> i64 {
        self.sim.client_says(self.olena, draft)
    }

    /// Staff write in the client's topic.
    pub fn staff(&mut self, draft: Draft) -> i64 {
        self.sim.staff_say(OLENA, draft)
    }

    /// The client sends an album all at once.
    pub fn client_album(&mut self, parts: Vec<Draft>) -> Vec<i64> {
        let to = To::Bot(self.sim.bot);
        let sent = self.sim.world.send_album(self.olena, to, parts);
        self.sim.run();
        sent
    }

    /// Staff send an album all at once.
    pub fn staff_album(&mut self, parts: Vec<Draft>) -> Vec<i64> {
        let to = To::Topic(self.sim.group, self.sim.topic(OLENA));
        let sent = self.sim.world.send_album(self.sim.vet, to, parts);
        self.sim.run();
        sent
    }

    /// What stands in the topic behind its root, the card and the client's first message.
    pub fn topic(&self) -> Vec<Shown> {
        let mut shown = self.sim.in_topic(OLENA);
        assert_eq!(shown[0].service.as_deref(), Some("forum_topic_created"));
        assert!(shown[1].words().starts_with("👤 Олена\n"), "{}", shown[1].words());
        assert_eq!(shown[2].words(), FIRST);
        shown.split_off(3)
    }

    /// What the client sees behind their own first message.
    pub fn private(&self) -> Vec<Shown> {
        let mut shown = self.sim.world.private_view(self.olena, self.sim.bot);
        assert_eq!(shown[0].words(), FIRST);
        shown.split_off(1)
    }

    /// The topic, a line for each message.
    pub fn in_topic(&self) -> Vec<String> {
        self.lines(&self.topic(), &self.sim.in_topic(OLENA))
    }

    /// The private chat, a line for each message.
    pub fn in_private(&self) -> Vec<String> {
        self.lines(&self.private(), &self.sim.world.private_view(self.olena, self.sim.bot))
    }

    /// General, a line for each message; the bot's coming is not counted.
    pub fn in_general(&self) -> Vec<String> {
        let general = self.sim.world.general_view(self.sim.group);
        let said: Vec<Shown> = general.iter().filter(|shown| shown.service.is_none()).cloned().collect();
        self.lines(&said, &general)
    }

    /// How many texts were edited, apart from the card's.
    pub fn mends(&self) -> usize {
        let edits = self.sim.world.calls_of("editMessageText");
        edits.filter(|call| call.params["text"].as_str().is_some_and(|text| !text.starts_with('👤'))).count()
    }

    /// What the database says about each message, in order: its text, and how it stands with it.
    pub fn deliveries(&self) -> Vec<(String, String)> {
        let look = self.sim.look();
        let sql = "SELECT coalesce(text, media), delivery FROM messages WHERE text IS NOT ?1 ORDER BY id";
        let mut statement = look.prepare(sql).unwrap();
        let rows = statement.query_map((FIRST,), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// The story is at its end: nothing in General, nothing left to do, nothing set aside as broken.
    pub fn ends(&self) {
        assert_eq!(self.in_general(), Vec::<String>::new());
        self.ends_with_words_in_general();
    }

    /// The same where something had to be said in General.
    pub fn ends_with_words_in_general(&self) {
        let look = self.sim.look();
        for table in ["outbox", "quarantine"] {
            let left: i64 =
                look.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get(0)).unwrap();
            assert_eq!(left, 0, "rows left in {table}");
        }
        self.sim.is_clean();
    }

    /// The newest line in the topic with a button, and what the button carries.
    pub fn button(&self) -> (i64, String) {
        let topic = self.topic();
        let under = topic.iter().rfind(|shown| !shown.buttons.is_empty()).unwrap();
        (under.message_id, under.data_of(RETRY).unwrap().to_owned())
    }

    /// Somebody presses the newest button; what the bot answers.
    pub fn press_by(&mut self, user: i64) -> String {
        let (message, data) = self.button();
        self.press_data(user, self.sim.group, message, &data)
    }

    pub fn press(&mut self) -> String {
        self.press_by(self.sim.vet)
    }

    pub fn press_data(&mut self, user: i64, chat: i64, message: i64, data: &str) -> String {
        let query = self.sim.world.press(user, chat, message, data);
        self.sim.run();
        self.answered(&query)
    }

    pub fn answered(&self, query: &str) -> String {
        self.sim.world.callback_answer(query).unwrap().text.clone().unwrap()
    }

    fn lines(&self, shown: &[Shown], chat: &[Shown]) -> Vec<String> {
        shown.iter().map(|one| self.line(one, chat)).collect()
    }

    /// A message as one line: `who: [Kind #album] words «quote» ↩ what it answers [button] (edited)`.
    fn line(&self, shown: &Shown, chat: &[Shown]) -> String {
        let mut pieces = vec![format!("{}:", self.who(shown))];
        let album = shown.album.as_ref().map(|album| format!(" #{}", number_of(album, chat)));
        if shown.kind != Kind::Text || album.is_some() {
            pieces.push(format!("[{:?}{}]", shown.kind, album.unwrap_or_default()));
        }
        pieces.extend([&shown.service, &shown.text].into_iter().flatten().cloned());
        pieces.extend(shown.quote.iter().map(|quote| format!("«{quote}»")));
        // A topic's root is answered by everything the bot writes there.
        let answered = shown.reply_to.filter(|to| Some(*to) != shown.thread);
        pieces.extend(answered.map(|to| format!("↩ {}", short(chat, to))));
        pieces.extend(shown.buttons.iter().flatten().map(|button| format!("[{}]", button.text)));
        pieces.extend(shown.edited.then(|| "(edited)".to_owned()));
        pieces.join(" ")
    }

    fn who(&self, shown: &Shown) -> &'static str {
        match (shown.sender, shown.sender_chat) {
            (Some(sender), _) if sender == self.sim.bot => "бот",
            (Some(sender), _) if sender == self.sim.vet => "Марія",
            (Some(sender), _) if sender == self.olena => "Олена",
            (_, Some(chat)) if chat == self.sim.group => "анонім",
            _ => "хтось",
        }
    }
}

/// Which of the chat's albums this is, counted from 1.
fn number_of(album: &str, chat: &[Shown]) -> usize {
    let mut albums: Vec<&str> = chat.iter().filter_map(|shown| shown.album.as_deref()).collect();
    albums.dedup();
    albums.iter().position(|found| *found == album).unwrap() + 1
}

fn short(chat: &[Shown], id: i64) -> String {
    let found = chat.iter().find(|shown| shown.message_id == id);
    found.map_or_else(
        || "?".to_owned(),
        |shown| shown.text.clone().unwrap_or_else(|| format!("[{:?}]", shown.kind)),
    )
}

/// All that a copy takes along, whatever chat it stands in.
#[derive(Debug, PartialEq)]
pub struct Substance {
    kind: Kind,
    text: Option<String>,
    entities: Vec<Value>,
    content: Map<String, Value>,
    spoiler: bool,
    caption_above: bool,
}

/// What of a message must be the same on the other side. A poll's ids are those of its place.
pub fn substance(shown: &Shown) -> Substance {
    let mut content = shown.content.clone();
    if let Some(Value::Object(poll)) = content.get_mut("poll") {
        poll.remove("id");
    }
    Substance {
        kind: shown.kind,
        text: shown.text.clone(),
        entities: shown.entities.clone(),
        content,
        spoiler: shown.spoiler,
        caption_above: shown.caption_above,
    }
}
