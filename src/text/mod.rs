//! Every sentence a person reads in Telegram, and the only maker of [`Text`].
//! The words stand in `uk.ftl` and `en.ftl`; the functions here only fill them in. It decides nothing:
//! which sentence is said, and to whom, is `relay`'s business.

mod bundle;
mod canned;
mod changed;
mod client;
mod colleague;
mod commands;
pub mod demo;
mod desk;
mod enote;
mod figures;
mod find;
mod help;
mod history;
mod inside;
mod menu;
mod pets;
mod phones;
mod preview;
mod rich;
mod short;
mod ticket;
mod upkeep;
mod when;
mod who;

pub use canned::{
    canned_below, canned_by_button, canned_discard_button, canned_discarded, canned_dropped, canned_full,
    canned_gone, canned_inside, canned_kept, canned_none, canned_not_possible, canned_replaced,
    canned_send_button, canned_sending, canned_stale, canned_unknown, canned_which,
};
pub use changed::{
    changed_to, delete_already, delete_lost, delete_nothing, delete_of_client, delete_refused, delete_unsent,
    deleted, edit_followed, edit_of_deleted,
};
pub use client::{
    choose_language, client_button_stale, client_commands, greeting, intent_noted, language_button,
    language_chosen, menu_shown, phone_prompt, phone_shared, phone_thanks, share_phone_key, skip_key,
};
pub use colleague::{colleague, group_wanted, name_reset, name_set, private_wanted, signed_as, unsigned};
pub use commands::{member_unknown, topic_wanted, usage};
pub use desk::{
    CardFacts, CardState, Unreachable, button_stale, card, client_blocked, client_returned, command_unknown,
    delivered, described, downtime, edit_kept, edit_kept_unsent, edit_of_kept, edit_refused,
    group_no_topic_rights, group_not_forum, late, nameless, not_delivered, not_shown, quarantined, refused,
    refused_in_doubt, refused_some, refused_unreachable, retry_already, retry_button, retry_lost,
    retry_queued, retrying, topic_of_nobody,
};
pub use enote::{
    Ended, News, ask_contract, asking_enote, cancelled, contract_placeholder, enote_not_set_up,
    enote_trouble, errand_cancelled, errand_expired, errand_is_over, held_again_button, held_back,
    held_send_button, held_sent, held_stays, link_button, link_confirmed, link_overtaken, linked,
    linked_without_key, looking_for_contract, no_button, no_contract_number, not_linked, nothing_to_cancel,
    number_too_late, pets_instead, refreshed, unlink_button, unlink_confirmed, unlink_question, unlinked,
};
pub use figures::{Figures, MemberFigures, Queue, Rating, Waiting, queue, queue_empty, stats};
pub use find::{ClientHit, Findings, MessageHit, find_nothing, find_too_short, findings};
pub use help::{ThreadInfo, about, client_menu, help, staff_help, thread_info};
pub use history::{HistoryLine, Mark, Who, history, history_empty};
pub use inside::{channel_not_relayed, edit_into_note, edit_into_note_unsent, edit_not_run, edit_of_note};
pub use menu::{default_menu, menu_answer, menu_button};
pub use pets::{PetsFacts, pets};
pub use phones::{PhoneLine, phone_lines};
pub use preview::{PhoneMatch, PreviewFacts, Relative, preview};
pub use ticket::{
    assign_whom, assigned, assigned_already, choose_below, close_button, closed, closed_already,
    closed_silently, come_out, hand_over_button, name_button, not_summoned, open_already, reopen_button,
    reopened, summons, take_button, ticket_is_closed, ticket_over, unassigned, unassigned_already,
    visit_button,
};
pub use upkeep::{
    Mention, away, rate_ask, rated, rated_already, reminder, reminders_off, slowed, snooze_over, snoozed,
    star_button, unseen,
};
pub use when::{hour_and_minute, opening, utc_read, utc_text};
pub use who::{
    ClientFacts, ban_already, ban_done, banned, card_moved, client, label_usage, labelled, phone,
    unban_already, unban_done, unlabelled, unlabelled_already,
};

use crate::model::Styled;

/// Words of ours, ready to be sent: text and entities, never a parse mode. The fields are private, so
/// that only this room can make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    text: String,
    entities: String,
}

impl From<Text> for Styled {
    fn from(text: Text) -> Self {
        Self { text: text.text, entities: text.entities }
    }
}

impl Text {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The Bot API's list of entities as JSON; empty when there are none.
    pub fn entities(&self) -> &str {
        &self.entities
    }

    /// Brings back a text that was stored. For the store's reader alone; a test holds that.
    pub fn restore(text: String, entities: String) -> Self {
        Self { text, entities }
    }

    /// Words without entities.
    fn plain(text: String) -> Self {
        Self { text, entities: String::new() }
    }
}
