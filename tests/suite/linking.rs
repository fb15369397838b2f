//! A client is tied to an owner by the real binary over HTTP, with the pretend Enote behind it: what goes right, and
//! that whatever goes wrong is said in the topic, writes nothing, and leaves the desk usable.

use crate::desk::Desk;
use pwparents::sandbox::enote::{
    API_KEY, EnoteSandbox, EnoteWorld, Fault, Half, PASSWORD, Scope, USER, clinic,
};
use pwparents::sandbox::{Draft, Shown};
use serde_json::Value;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

const OLENA: &str = "Олена";
const LINK: &str = "✅ Прив’язати";
const NOTHING_SENT: &str = "Клієнту нічого не надіслано.";
const PATIENCE: Duration = Duration::from_secs(20);

/// The clinic with both its systems, and a client who has written.
struct Office {
    desk: Desk,
    enote: EnoteSandbox,
    olena: i64,
}

impl Office {
    /// Calls that fail are not repeated, and wait a second at most.
    fn open() -> Self {
        let enote = EnoteSandbox::start(EnoteWorld::seeded()).unwrap();
        let mut desk = Desk::closed();
        desk.more = format!(
            "[enote]\nodata_url = {:?}\nodata_user = {USER:?}\nodata_password = {PASSWORD:?}\n\
             api_url = {:?}\napi_key = {API_KEY:?}\ntimeout_seconds = 1\nretries = 0\n",
            enote.odata_url(),
            enote.api_url()
        );
        let desk = desk.started();
        let olena = desk.client(OLENA);
        desk.client_says(olena, Draft::text("Добрий день"));
        desk.topic(OLENA);
        Self { desk, enote, olena }
    }

    /// The contract is looked for; what the bot shows in the end.
    fn looks_for(&self, contract: &str) -> Shown {
        let command = self.desk.staff_say(OLENA, Draft::text(format!("/enote_link {contract}")));
        let settled =
            |shown: &Shown| shown.reply_to == Some(command) && !shown.words().starts_with("🔎 Шукаю");
        self.desk.shown_in_topic(OLENA, &format!("what was found for {contract}"), settled)
    }

    fn presses(&self, under: &Shown, button: &str) {
        let data = under.data_of(button).unwrap().to_owned();
        let (vet, group) = (self.desk.vet, self.desk.group);
        self.desk.play(|w| w.press(vet, group, under.message_id, &data));
    }

    fn column(&self, name: &str) -> Option<String> {
        let look = rusqlite::Connection::open(self.desk.folder.path().join("pwparents.db")).unwrap();
        look.query_row(&format!("SELECT {name} FROM pp_clients"), (), |row| row.get(0)).unwrap()
    }

    fn log_path(&self) -> PathBuf {
        self.desk.folder.path().join("logs/enote_link.log")
    }

    fn log(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.log_path()).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The desk works as ever: both sides reach each other.
    fn is_usable(&self) {
        self.desk.staff_say(OLENA, Draft::text("Чекаємо на вас"));
        self.desk.shown_to_client(self.olena, "an answer", |shown| shown.words() == "Чекаємо на вас");
        let to_the_client = self.desk.in_private(self.olena);
        assert!(to_the_client.iter().all(|shown| !shown.words().contains("Єнот")), "{to_the_client:?}");
        self.desk.is_clean();
    }
}

#[test]
fn an_owner_is_found_over_http_confirmed_by_a_press_and_noted_in_the_log() {
    let office = Office::open();
    let preview = office.looks_for(clinic::SEVERAL_PETS.contract);
    for words in ["Шевченко Олена Петрівна", "Барсик", "Мурка", "Рекс", clinic::SEVERAL_PETS.owner]
    {
        assert!(preview.words().contains(words), "{words} in {}", preview.words());
    }
    assert_eq!(office.column("owner_ref_key"), None, "nothing is written before a yes");
    office.presses(&preview, LINK);
    office.desk.shown_in_topic(OLENA, "that they are linked", |shown| {
        shown.words().starts_with("🦝 Клієнта прив’язано")
    });
    assert_eq!(office.column("owner_ref_key").as_deref(), Some(clinic::SEVERAL_PETS.owner));
    assert_eq!(office.column("linked_contract_number").as_deref(), Some("885"));
    let phone = office.column("owner_phone_enote").unwrap();
    assert!(phone.starts_with("380") && phone.len() == 12, "{phone}");

    let log = office.log();
    let said: Vec<_> = log.iter().map(|line| (line["event"].as_str(), line["result"].as_str())).collect();
    assert_eq!(said, [(Some("preview"), Some("found")), (Some("linked"), Some("linked"))]);
    assert_eq!(log[1]["actor"], office.desk.vet);
    assert!(log[0]["ms"].as_i64().is_some_and(|ms| (0..20_000).contains(&ms)));
    assert_eq!(std::fs::metadata(office.log_path()).unwrap().permissions().mode() & 0o777, 0o640);
    // Neither log names the owner, their phones, or a secret.
    let both = format!("{}{}", std::fs::read_to_string(office.log_path()).unwrap(), office.desk.log());
    for secret in ["Шевченко", phone.as_str(), &phone[3..], PASSWORD, API_KEY] {
        assert!(!both.contains(secret), "{secret} stands in a log");
    }
    office.is_usable();
}

#[test]
fn what_enote_does_not_have_and_what_is_doubtful_is_said_and_writes_nothing() {
    let office = Office::open();
    for (contract, words) in [
        ("999999", "Договору 999999 в Єноті немає"),
        (clinic::DELETED.contract, "в Єноті немає"),
        (clinic::ONE_NUMBER_TWO_OWNERS[0].contract, "має кілька власників"),
        (clinic::NO_OWNER[0].contract, "не вказано власника"),
    ] {
        let said = office.looks_for(contract);
        assert!(said.words().contains(words), "{contract}: {}", said.words());
        assert!(said.words().ends_with(NOTHING_SENT), "{}", said.words());
        assert!(said.buttons.is_empty());
    }
    assert_eq!(office.column("owner_ref_key"), None);
    office.is_usable();
}

#[test]
fn every_way_to_fail_is_said_in_its_own_words() {
    let odata = Scope::Half(Half::OData);
    for (name, fault, words) in [
        ("a page of the web server", Fault::page(502), "не відповідає"),
        ("maintenance with 200", Fault::maintenance(), "не відповідає"),
        ("a session that cannot begin", Fault::serviced(), "не відповідає"),
        ("no session free", Fault::no_session(), "не відповідає"),
        ("a platform that failed", Fault::application_error(), "не відповідає"),
        ("too many requests", Fault::too_many_requests(30), "не відповідає"),
        ("nothing for a second", Fault::hang(), "не відповідає"),
        ("a wrong password", Fault::unauthorized(), "не впускає"),
        ("no right", Fault::no_rights(), "не впускає"),
        ("half an answer", Fault::body("{\"value\":[{\"Ref_Key\":"), "відкинуто"),
        ("an answer without rows", Fault::body("{}"), "відкинуто"),
        ("somewhere else", Fault::redirect("http://127.0.0.1:9/login"), "відкинуто"),
        ("an answer without an end", Fault::huge(5 << 20), "відкинуто"),
    ] {
        let office = Office::open();
        office.enote.play(|w| w.fail_always(odata, fault));
        let said = office.looks_for("885");
        assert!(said.words().contains(words), "{name}: {}", said.words());
        assert!(said.words().ends_with(NOTHING_SENT), "{name}: {}", said.words());
        assert_eq!(office.column("owner_ref_key"), None, "{name}");
        assert_eq!(office.log().len(), 1, "{name}");
        office.is_usable();
    }
}

#[test]
fn with_the_owners_half_down_the_preview_may_still_be_confirmed() {
    let office = Office::open();
    office.enote.play(|w| w.fail_always(Scope::Half(Half::Api), Fault::page(503)));
    let preview = office.looks_for("885");
    assert!(preview.words().contains("не віддав ПІБ і телефонів"), "{}", preview.words());
    office.presses(&preview, LINK);
    office.desk.shown_in_topic(OLENA, "that they are linked", |shown| {
        shown.words().starts_with("🦝 Клієнта прив’язано") && shown.words().contains("/enote_refresh")
    });
    assert_eq!(office.column("owner_ref_key").as_deref(), Some(clinic::SEVERAL_PETS.owner));
    assert_eq!(office.column("owner_name_enote"), None);
    office.enote.play(EnoteWorld::clear_faults);
    office.desk.staff_say(OLENA, Draft::text("/enote_refresh"));
    office.desk.shown_in_topic(OLENA, "what was read", |shown| shown.words().starts_with("🔄 Оновлено"));
    assert_eq!(office.column("owner_name_enote").as_deref(), Some("Шевченко Олена Петрівна"));
    office.is_usable();
}

#[test]
fn a_dead_enote_costs_a_minute_once_and_then_one_line() {
    let mut office = Office::open();
    office.enote.stop();
    for number in 1..=4 {
        let said = office.looks_for(&number.to_string());
        assert!(said.words().contains("не відповідає"), "{}", said.words());
    }
    let log = office.log();
    assert_eq!(log.len(), 4);
    let last = log[3]["error"].as_str().unwrap();
    assert_ne!(log[0]["error"].as_str(), Some(last), "the fourth was not even tried");
    office.is_usable();
}

#[test]
fn the_bot_stops_while_enote_is_silent_and_asks_again_at_the_next_start() {
    let mut office = Office::open();
    office.desk.more = office.desk.more.replace("timeout_seconds = 1", "timeout_seconds = 25");
    office.desk.stop();
    office.desk.start();
    office.enote.play(|w| w.fail_next(1, Scope::All, Fault::hang()));
    let command = office.desk.staff_say(OLENA, Draft::text("/enote_link 885"));
    assert!(office.enote.wait_for(1, PATIENCE));
    assert_eq!(office.desk.stop(), Some(0), "a question under way holds nothing up");
    office.desk.start();
    office.desk.shown_in_topic(OLENA, "the preview", |shown| {
        shown.reply_to == Some(command) && shown.words().contains("Шевченко Олена Петрівна")
    });
    office.is_usable();
}
