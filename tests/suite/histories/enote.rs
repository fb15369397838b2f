//! Staff link clients to owners in Enote, which answers this or that, late, or not at all. In the end nothing is
//! left open, every link was confirmed by a press, and no client has heard of any of it.

use super::history::History;
use super::ledger::{Fate, Heard};
use super::places::ever_sent;
use pwparents::model::{Animal, Contacts, Half, Inquiry, OwnerCard, OwnerRef, Reply, Trouble, WhyNot};
use pwparents::sandbox::{Call, Draft, Kind, Shown};
use serde_json::Value;

const LINK: &str = "✅ Прив’язати";
const UNLINK: &str = "✅ Відв’язати";
const NO: &str = "❌ Ні";
const SEND: &str = "Надіслати клієнту";
const AGAIN: &str = "Ще раз";
const LINKED: &str = "✅ Прив’язано.";
const PROMPT: &str = "🔎 Який номер договору?";
const HELD: &str = "✋ Це не схоже на номер договору";
/// How the numbers of contracts begin; nothing else in a history does.
const CONTRACT: &str = "9907";
/// What Enote knows of owners, which is nothing for clients.
const SECRETS: [&str; 4] = [CONTRACT, "Шевченко", "Мурка", "0509998877"];
const OWNERS: [&str; 2] = ["5b0c1d2e-77a9-11f0-8005-0123456789ab", "6b0c1d2e-77a9-11f0-8005-0123456789ab"];

/// What has been done about Enote.
#[derive(Default)]
pub struct Desk {
    /// Where a number was asked for: the client, who asked, and the command.
    asked: Vec<(usize, i64, i64)>,
    /// Who pressed for another question; it is not told when that comes.
    again: Vec<(usize, i64)>,
    /// Presses under what was found: the client, the contract, and the press.
    links: Vec<(usize, String, String)>,
    /// Presses that were to take a link off.
    unlinks: Vec<usize>,
    /// Messages that were held back, and sent by a press.
    sent: Vec<i64>,
}

impl History {
    pub fn staff_ask_enote(&mut self, thread: i64, client: usize) {
        if self.rng.bool() && self.press_errand(thread, client) {
            return;
        }
        match self.rng.u32(0..10) {
            0..3 => {
                let command = format!("/enote_link {}", self.contract());
                self.staff_send(thread, |_| Draft::text(&command), Fate::Stays, &command);
            }
            3 | 4 => self.ask_number(thread, client),
            5 | 6 => self.name_number(thread),
            _ => {
                let commands = ["/pets", "/enote_refresh", "/enote_unlink", "/cancel"];
                let command = commands[self.rng.usize(0..commands.len())];
                self.staff_send(thread, |_| Draft::text(command), Fate::Stays, command);
            }
        }
    }

    /// A number that is asked for once in a history.
    fn contract(&self) -> String {
        format!("{CONTRACT}{}", self.ledger.next())
    }

    fn ask_number(&mut self, thread: i64, client: usize) {
        let heard = self.heard();
        let command = self.staff_sent(thread, |_| Draft::text("/enote_link"), Fate::Stays, "/enote_link");
        let by = self.sim.world.shown(self.sim.group, command).and_then(|shown| shown.sender);
        if let Some(by) = by.filter(|_| heard != Heard::No) {
            self.enote.asked.push((client, by, command));
        }
    }

    /// An answer to the very question goes nowhere else, whoever gives it and however late.
    fn name_number(&mut self, thread: i64) {
        let view = self.sim.world.topic_view(self.sim.group, thread);
        let prompts = view.iter().filter(|shown| shown.words().starts_with(PROMPT));
        let prompts: Vec<i64> = prompts.map(|shown| shown.message_id).collect();
        let Some(prompt) = self.rng.choice(prompts) else { return };
        let contract = self.contract();
        let draft = |_: &Self| Draft::text(&contract).reply_to(prompt);
        self.staff_send(thread, draft, Fate::Stays, &format!("the number {contract}"));
    }

    /// Under what an errand shows, or what was held back; false where there is nothing to press.
    fn press_errand(&mut self, thread: i64, client: usize) -> bool {
        let (group, view) = (self.sim.group, self.sim.world.topic_view(self.sim.group, thread));
        let all = view.iter().flat_map(|shown| {
            let there = |button: &&str| shown.data_of(button).is_some();
            [LINK, UNLINK, NO, SEND, AGAIN].into_iter().filter(there).map(move |button| (shown, button))
        });
        let all: Vec<_> = all.collect();
        let Some((under, button)) = self.rng.choice(all) else { return false };
        let by = self.some_member();
        let query = self.sim.world.press_button(by, group, under.message_id, button);
        match button {
            LINK => self.enote.links.push((client, contract_of(under), query)),
            UNLINK => self.enote.unlinks.push(client),
            AGAIN => self.enote.again.push((client, by)),
            SEND => self.held_is_sent(under),
            _ => {}
        }
        self.tell(|_| format!("staff press {button} at {}", under.message_id));
        true
    }

    fn held_is_sent(&mut self, line: &Shown) {
        let Some(held) = line.reply_to else { return };
        self.enote.sent.push(held);
        if let Some(number) = self.ledger.at(self.sim.group, held) {
            (self.ledger.said[number].fate, self.ledger.said[number].retried) = (Fate::Perhaps, true);
        }
    }

    /// What becomes of a text in a topic where its author may be waited for with a number.
    pub fn fate_of_text(&self, thread: i64, by: i64, message: i64, fate: Fate) -> Fate {
        let is_text = self.sim.world.shown(self.sim.group, message).is_some_and(|shown| {
            shown.kind == Kind::Text && shown.sender == Some(by) && shown.sender_chat.is_none()
        });
        let waits = self.owner(thread).is_some_and(|client| self.waits_for_number(client, by));
        if fate == Fate::Travels && is_text && waits { Fate::Perhaps } else { fate }
    }

    /// Whether a number is waited for, or a question for one has not been taken in yet.
    fn waits_for_number(&self, client: usize, by: i64) -> bool {
        let look = self.sim.look();
        let asked = self.enote.asked.iter().filter(|(of, who, _)| (*of, *who) == (client, by));
        let known = "SELECT EXISTS (SELECT 1 FROM messages WHERE chat_id = ?1 AND telegram_message_id = ?2)";
        let is_new = |(_, _, command): &(usize, i64, i64)| {
            !look.query_row(known, (self.sim.group, command), |row| row.get::<_, bool>(0)).unwrap()
        };
        let open = "SELECT EXISTS (SELECT 1 FROM errands WHERE client_id = ?1 AND actor_id = ?2 AND state = 'number')";
        let is_open = || look.query_row(open, (self.clients[client].id, by), |row| row.get(0)).unwrap();
        self.enote.again.contains(&(client, by))
            || asked.clone().any(is_new)
            || (asked.count() > 0 && is_open())
    }

    /// Enote takes its time, and then answers what it was asked.
    pub fn enote_answers(&mut self) {
        if !self.sim.office.answers.is_empty() || self.sim.question().is_none() || self.rng.u32(0..6) > 0 {
            return;
        }
        let answer = self.some_answer();
        self.tell(|_| format!("Enote answers {answer:?}"));
        self.sim.office.answers.push_back(answer);
    }

    fn some_answer(&mut self) -> Result<Reply, Trouble> {
        let troubles = [WhyNot::NotFound, WhyNot::Ambiguous, WhyNot::Unavailable, WhyNot::Malformed];
        let trouble =
            Trouble { why: troubles[self.rng.usize(0..4)], half: Half::OData, detail: "HTTP 503".to_owned() };
        let found = self.rng.u32(0..4) > 0;
        let owner = OWNERS[self.rng.usize(0..OWNERS.len())];
        match self.sim.question() {
            Some(Inquiry::Contract(contract)) if found => Ok(Reply::Card(Box::new(OwnerCard {
                owner: OwnerRef::new(owner).unwrap(),
                contract: contract.as_str().to_owned(),
                animals: vec![animal()],
                contacts: Ok(contacts()),
            }))),
            Some(Inquiry::Contacts(_)) if found => Ok(Reply::Contacts(contacts())),
            Some(Inquiry::Animals(_)) if found => Ok(Reply::Animals(vec![animal()])),
            Some(_) | None => Err(trouble),
        }
    }

    /// Errands that somebody still has to answer, Enote or staff.
    pub fn open_errands(&self) -> i64 {
        self.rows("errands WHERE state IN ('number', 'asked', 'shown')")
    }
}

fn animal() -> Animal {
    Animal { name: "Мурка".to_owned(), contract: None, species: None, born: None, died: false }
}

fn contacts() -> Contacts {
    let phones = vec!["0509998877".to_owned()];
    Contacts {
        name: Some("Шевченко Олена Петрівна".to_owned()), phones, others: Vec::new()
    }
}

/// The contract that a preview is about.
fn contract_of(preview: &Shown) -> String {
    let found = preview.words().find(CONTRACT).map(|at| &preview.words()[at..]);
    let digits = found.unwrap_or_default().chars().take_while(char::is_ascii_digit);
    digits.collect()
}

pub fn check(history: &History) -> Vec<String> {
    let mut wrong: Vec<String> =
        (history.open_errands() > 0).then(|| "an errand is left open".to_owned()).into_iter().collect();
    wrong.extend((0..history.clients.len()).flat_map(|client| links(history, client)));
    wrong.extend(held(history));
    wrong.extend(secrets(history));
    wrong
}

/// A client is linked as the last step says that was confirmed, and each step was confirmed by a press.
fn links(history: &History, client: usize) -> Vec<String> {
    let (look, id, name) = (history.sim.look(), history.clients[client].id, history.clients[client].name);
    let sql = "SELECT event, owner_ref_key, linked_contract_number FROM enote_links WHERE client_id = ?1 ORDER BY id";
    let mut statement = look.prepare(sql).unwrap();
    let rows = statement.query_map((id,), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let steps: Vec<(String, Option<String>, Option<String>)> = rows.map(Result::unwrap).collect();
    let sql = "SELECT owner_ref_key, linked_contract_number FROM pp_clients WHERE telegram_id = ?1";
    let link: Option<(Option<String>, Option<String>)> =
        look.query_row(sql, (id,), |row| Ok((row.get(0)?, row.get(1)?))).ok();
    let mut wrong = Vec::new();
    let last = steps.last().map_or((None, None), |(_, owner, contract)| (owner.clone(), contract.clone()));
    if link.is_some_and(|link| link != last) {
        wrong.push(format!("{name} is not linked as the last step says: {steps:?}"));
    }
    let pressed = || history.enote.links.iter().filter(|(of, ..)| *of == client);
    let linked: Vec<&str> = steps
        .iter()
        .filter(|(event, ..)| event == "linked")
        .filter_map(|(_, _, contract)| contract.as_deref())
        .collect();
    for (number, contract) in linked.iter().enumerate() {
        if linked[..number].contains(contract) || !pressed().any(|(_, found, _)| found == contract) {
            wrong.push(format!("{name} was linked to {contract} twice, or without a press"));
        }
    }
    for (_, contract, query) in pressed() {
        let answer = history.sim.world.callback_answer(query).and_then(|answer| answer.text.as_deref());
        if answer == Some(LINKED) && !linked.contains(&contract.as_str()) {
            wrong.push(format!("staff read that {name} was linked to {contract}, and it never was"));
        }
    }
    let unlinked = steps.iter().filter(|(event, ..)| event == "unlinked").count();
    if unlinked > history.enote.unlinks.iter().filter(|of| **of == client).count() {
        wrong.push(format!("the link of {name} was taken off without a press"));
    }
    wrong
}

/// What was held back went to nobody, unless somebody pressed for it.
fn held(history: &History) -> Vec<String> {
    let (group, bot) = (history.sim.group, history.sim.bot);
    let view = history.sim.world.chat_view(group);
    let lines = view.iter().filter(|shown| shown.sender == Some(bot) && shown.words().starts_with(HELD));
    let kept = lines.filter_map(|line| line.reply_to).filter(|held| !history.enote.sent.contains(held));
    let numbers = kept.filter_map(|held| history.ledger.at(group, held));
    numbers
        .filter(|number| ever_sent(history, *number))
        .map(|number| format!("{number} was held back, and sent"))
        .collect()
}

/// No call to a client holds a word of it.
fn secrets(history: &History) -> Vec<String> {
    let to_client =
        |call: &&Call| history.clients.iter().any(|client| call.int("chat_id") == Some(client.id));
    let words =
        history.sim.world.calls().filter(to_client).map(|call| Value::from(call.params.clone()).to_string());
    let leaks = words.filter(|words| SECRETS.iter().any(|secret| words.contains(secret)));
    leaks.map(|words| format!("a client is told: {words}")).collect()
}
