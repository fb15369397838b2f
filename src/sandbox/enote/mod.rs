//! A pretend Enote: the clinic's 1C:Enterprise service, with both halves of its API, over real HTTP.
//!
//! `EnoteWorld` is Enote as a plain value: a small clinic's base, the ways in which installations differ
//! (`Options`), mishaps on demand (`Fault`), and what was asked (`Seen`). `EnoteSandbox` serves a world on
//! a port of this machine and reads the request line byte by byte, because the way it is encoded decides
//! whether 1C understands it.
//!
//! ```text
//! let enote = EnoteSandbox::start(EnoteWorld::seeded())?;
//! // enote.odata_url() with USER and PASSWORD, enote.api_url() with API_KEY
//! enote.play(|w| w.fail_next(1, Scope::Half(Half::Api), Fault::page(502)));
//! enote.play(|w| w.options.contract_field = ContractField::Int64);
//! // … the program looks up clinic::SEVERAL_PETS.contract …
//! assert!(enote.wait_for(3, LONG));
//! assert_eq!(enote.requests()[2].header("apikey"), Some(API_KEY));
//! ```
//!
//! It is a witness like the pretend Telegram: written from 1C's side, never bent to fit a client. Section
//! numbers in comments ("facts §2.1") are those of the project's collected Enote facts. Where these say
//! "unknown", there is an option; where there is none, the choice is told on the spot.
//!
//! Faults come before everything else, credentials too: a web server in front fails without asking who
//! calls. Answers are made up when a request comes, even if they are brought later.
//!
//! Left out: TLS and its errors, writing, request bodies in chunks, lambdas, arithmetic and the functions of
//! dates in `$filter`, `$expand`, every set but `Catalog_Карточки`, and of `hs/api/v2` everything but
//! `GetClient`. One half cannot refuse connections alone, since both stand behind one port: take two
//! sandboxes, one address from each, and stop one.

mod api;
pub mod clinic;
mod encode;
mod fault;
mod http;
mod journal;
mod odata;
mod options;
mod pages;
mod records;
mod reply;
mod request;
mod world;

pub use fault::{Fault, Scope};
pub use http::EnoteSandbox;
pub use journal::{Ending, Seen};
pub use options::{BadKey, BadKeyBody, ClientParameter, ContractField, Mismatch, Options, Plus, RawBytes};
pub use records::{Card, Clinic, NOBODY, Owner};
pub use reply::{Answer, Delivery, Reply};
pub use request::{Call, Half, Request};
pub use world::{API_KEY, Access, CLINIC, COPY, EnoteWorld, PASSWORD, USER};
