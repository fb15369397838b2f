//! The Enote client, over real sockets against a server that says what a test wants.

mod breaker;
mod cards;
mod fields;
mod golden;
mod owners;
mod proxy;
mod retries;
mod server;
mod times;
mod tls;
mod troubles;

use std::sync::Arc;
use std::time::Duration;

use pwparents::clock::Clock;
use pwparents::enote::{Enote, Patience};
use pwparents::model::{
    Animal, Contacts, Contract, ContractField, EnoteService, Inquiry, OwnerBy, OwnerCard, OwnerRef, Reply,
    Secret, Trouble, Wire,
};
use server::{Server, Step, json};

pub const OWNER: &str = "5b0c1a2b-77a9-11f0-8005-0123456789ab";
pub const STRANGER: &str = "6c0c1a2b-77a9-11f0-8005-0123456789ab";
pub const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
pub const EMPTY: &str = r#"{"odata.metadata":"x","value":[]}"#;
pub const CLIENT: &str = r#"{"lastName":"Шевченко","firstName":"Олена","middleName":"Петрівна",
    "contact_information":[{"type":"PHONE_NUMBER","value":"+38 (067) 123-45-67"}]}"#;
pub const PASSWORD: &str = "пароль: 7";
pub const KEY: &str = "0f0e0d0c-key";

/// The config of a clinic whose halves are these servers.
pub fn service(odata: &Server, api: &Server) -> EnoteService {
    EnoteService {
        odata_url: format!("{}/clinic/odata/standard.odata", odata.url()),
        odata_user: "одата".to_owned(),
        odata_password: Secret::new(PASSWORD),
        api_url: format!("{}/clinic/hs/api/v2", api.url()),
        api_key: Secret::new(KEY),
        timeout: Duration::from_secs(5),
        retries: 2,
        workers: 2,
        wire: Wire::Percent,
        contracts: ContractField::Auto,
        owner_by: OwnerBy::Auto,
        ca_file: None,
    }
}

/// Pauses that a test can wait for; nothing is left alone.
pub fn quick() -> Patience {
    Patience { pause: Duration::from_millis(2), strikes: u32::MAX, ..Patience::default() }
}

pub fn with(service: &EnoteService, patience: Patience) -> Enote {
    Enote::with(service, Arc::new(Clock::start()), patience).unwrap()
}

pub fn enote(service: &EnoteService) -> Enote {
    with(service, quick())
}

/// A client whose cards come step by step, and whose owners are all Олена.
pub fn scripted(steps: Vec<Step>) -> (Server, Enote) {
    let (odata, api) = (Server::script(steps), Server::script(vec![json(200, CLIENT)]));
    let enote = enote(&service(&odata, &api));
    (odata, enote)
}

/// A client whose owners come step by step.
pub fn owners(steps: Vec<Step>) -> (Server, Enote) {
    let (odata, api) = (Server::script(vec![json(200, EMPTY)]), Server::script(steps));
    let enote = enote(&service(&odata, &api));
    (api, enote)
}

pub fn contract(number: &str) -> Inquiry {
    Inquiry::Contract(Contract::new(number).unwrap())
}

pub fn owner() -> OwnerRef {
    OwnerRef::new(OWNER).unwrap()
}

pub fn ask_contract(enote: &Enote, number: &str) -> Result<OwnerCard, Trouble> {
    enote.ask(&contract(number)).map(|reply| match reply {
        Reply::Card(card) => *card,
        Reply::Contacts(_) | Reply::Animals(_) => panic!("{reply:?} answers another question"),
    })
}

pub fn ask_contacts(enote: &Enote) -> Result<Contacts, Trouble> {
    enote.ask(&Inquiry::Contacts(owner())).map(|reply| match reply {
        Reply::Contacts(contacts) => contacts,
        Reply::Card(_) | Reply::Animals(_) => panic!("{reply:?} answers another question"),
    })
}

pub fn ask_animals(enote: &Enote) -> Result<Vec<Animal>, Trouble> {
    enote.ask(&Inquiry::Animals(owner())).map(|reply| match reply {
        Reply::Animals(animals) => animals,
        Reply::Card(_) | Reply::Contacts(_) => panic!("{reply:?} answers another question"),
    })
}

/// A list of cards.
pub fn list(rows: &[String]) -> Step {
    json(
        200,
        &format!(
            r#"{{"odata.metadata":"http://inner/$metadata#Catalog_Карточки","value":[{}]}}"#,
            rows.join(",")
        ),
    )
}

/// A card; `more` are members that follow the usual ones.
pub fn row(name: &str, owner: &str, contract: &str, more: &str) -> String {
    let key = format!("key-of-{name}-{contract}").replace('"', "");
    format!(
        r#"{{"Ref_Key":"{key}","Description":"{name}","Хозяин_Key":"{owner}","НомерДоговора":{contract},
            "Хозяин@navigationLinkUrl":"Catalog_Карточки(guid'{key}')/Хозяин"{more}}}"#
    )
}
