//! A client is tied to an owner in Enote, as staff see it. Here are the builders.

mod asking;
mod checklist;
mod mishaps;
mod owners;

use super::Story;
use pwparents::model::{Animal, Contact, Contacts, Half, OwnerCard, OwnerRef, Reply, Trouble, WhyNot};
use pwparents::relay::effect::LogEvent;
use pwparents::sandbox::{Draft, Shown};

const KEY: &str = "5b0c1d2e-77a9-11f0-8005-0123456789ab";
const OTHER_KEY: &str = "6b0c1d2e-77a9-11f0-8005-0123456789ab";
const LINK: &str = "✅ Прив’язати";
const UNLINK: &str = "✅ Відв’язати";
const NO: &str = "❌ Ні";
const SEND: &str = "Надіслати клієнту";
const AGAIN: &str = "Ще раз";
const MINUTE: i64 = 60_000;

fn animal(name: &str, contract: &str) -> Animal {
    let contract = Some(contract.to_owned());
    Animal { name: name.to_owned(), contract, species: None, born: None, died: false }
}

fn contacts(phones: &[&str]) -> Contacts {
    Contacts {
        name: Some("Шевченко Олена Петрівна".to_owned()),
        phones: phones.iter().map(|phone| (*phone).to_owned()).collect(),
        others: vec![Contact { kind: "EMAIL".to_owned(), value: "olena@example.org".to_owned() }],
    }
}

fn card(key: &str, contacts: Result<Contacts, Trouble>) -> Reply {
    Reply::Card(Box::new(OwnerCard {
        owner: OwnerRef::new(key).unwrap(),
        contract: "885".to_owned(),
        animals: vec![animal("Барсик", "885"), Animal { died: true, ..animal("Мурка", "886") }],
        contacts,
    }))
}

fn found(phones: &[&str]) -> Reply {
    card(KEY, Ok(contacts(phones)))
}

fn trouble(why: WhyNot, half: Half) -> Trouble {
    Trouble { why, half, detail: "HTTP 503".to_owned() }
}

/// A client's row, as far as links go.
#[derive(Debug, PartialEq)]
struct Linked {
    key: Option<String>,
    name: Option<String>,
    phone: Option<String>,
    contract: Option<String>,
    by: Option<i64>,
    is_dated: bool,
}

const NOBODY: Linked =
    Linked { key: None, name: None, phone: None, contract: None, by: None, is_dated: false };

impl Story {
    /// The client has shared this number.
    fn with_phone(phone: &str) -> Self {
        let story = Self::begin();
        let sql = "UPDATE pp_clients SET phone = ?1, phone_confirmed = 1";
        story.sim.look().execute(sql, (phone.trim_start_matches('+'),)).unwrap();
        story
    }

    fn answers(&mut self, answer: Result<Reply, Trouble>) {
        self.sim.office.answers.push_back(answer);
    }

    /// Contract 885 is looked for, and Enote answers this.
    fn looks_up(&mut self, answer: Result<Reply, Trouble>) -> Shown {
        self.answers(answer);
        self.staff(Draft::text("/enote_link 885"));
        self.last_of_bot()
    }

    /// The same, where somebody is found.
    fn finds(&mut self, reply: Reply) -> Shown {
        self.looks_up(Ok(reply))
    }

    fn last_of_bot(&self) -> Shown {
        let bot = self.sim.bot;
        self.topic().into_iter().rfind(|shown| shown.sender == Some(bot)).unwrap()
    }

    /// The newest message in the topic with this button is pressed; what the bot answers.
    fn presses(&mut self, user: i64, button: &str) -> String {
        let topic = self.topic();
        let under = topic.iter().rfind(|shown| shown.data_of(button).is_some());
        let under = under.unwrap_or_else(|| panic!("no {button} in {:?}", self.in_topic()));
        let (message, data) = (under.message_id, under.data_of(button).unwrap().to_owned());
        self.press_data(user, self.sim.group, message, &data)
    }

    fn linked(&self) -> Linked {
        let sql =
            "SELECT owner_ref_key, owner_name_enote, owner_phone_enote, linked_contract_number, linked_by,
                       linked_at IS NOT NULL
                   FROM pp_clients WHERE telegram_id = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Linked {
                key: row.get(0)?,
                name: row.get(1)?,
                phone: row.get(2)?,
                contract: row.get(3)?,
                by: row.get(4)?,
                is_dated: row.get(5)?,
            })
        };
        self.sim.look().query_row(sql, (self.olena,), read).unwrap()
    }

    fn history_of_links(&self) -> Vec<String> {
        let look = self.sim.look();
        let mut statement = look.prepare("SELECT event, owner_ref_key FROM enote_links ORDER BY id").unwrap();
        let rows = statement.query_map((), |row| {
            let key: Option<String> = row.get(1)?;
            Ok(format!(
                "{} {}",
                row.get::<_, String>(0)?,
                key.map_or("-".to_owned(), |key| key[..2].to_owned())
            ))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn events(&self) -> Vec<(LogEvent, &'static str)> {
        self.sim.office.log.iter().map(|line| (line.event, line.result)).collect()
    }

    fn phone_lines(&mut self) -> Vec<String> {
        self.staff(Draft::text("/phone"));
        let shown = self.last_of_bot();
        shown.words().lines().filter(|line| line.contains('📞')).map(str::to_owned).collect()
    }

    /// Olena's link as a yes of Maria's leaves it.
    fn by_maria(&self, key: &str, phone: &str) -> Linked {
        Linked {
            key: Some(key.to_owned()),
            name: Some("Шевченко Олена Петрівна".to_owned()),
            phone: Some(phone.to_owned()),
            contract: Some("885".to_owned()),
            by: Some(self.sim.vet),
            is_dated: true,
        }
    }
}
