//! How our nouns stand in columns: words for enums, JSON for the small structs. Both ways, in one place.

use crate::model::{ClientId, Delivery, ErrandId, Kind, Lang, MessageId, StoredId, TicketId, UserId};
use crate::relay::commands::Audience;
use crate::relay::effect::{Direction, Label, Lane};
use crate::relay::event::{Due, Shut};
use crate::relay::view::{Ending, ErrandKind, ErrandState, Status, TopicState};

pub(super) fn kind_word(kind: &Kind) -> String {
    if let Kind::Service(name) = kind {
        format!("service:{name}")
    } else if let Kind::Unknown(name) = kind {
        format!("unknown:{name}")
    } else {
        kind.word().to_owned()
    }
}

/// A word nobody knows (written by a later version, or by hand) is an unknown kind.
pub(super) fn kind(word: &str) -> Kind {
    match word {
        "text" => Kind::Text,
        "photo" => Kind::Photo,
        "video" => Kind::Video,
        "animation" => Kind::Animation,
        "audio" => Kind::Audio,
        "voice" => Kind::Voice,
        "video_note" => Kind::VideoNote,
        "document" => Kind::Document,
        "sticker" => Kind::Sticker,
        "location" => Kind::Location,
        "venue" => Kind::Venue,
        "contact" => Kind::Contact,
        "poll" => Kind::Poll,
        "dice" => Kind::Dice,
        "game" => Kind::Game,
        "story" => Kind::Story,
        "checklist" => Kind::Checklist,
        "paid_media" => Kind::PaidMedia,
        "giveaway" => Kind::Giveaway,
        "invoice" => Kind::Invoice,
        other => match other.split_once(':') {
            Some(("service", name)) => Kind::Service(name.to_owned()),
            Some(("unknown", name)) => Kind::Unknown(name.to_owned()),
            _ => Kind::Unknown(other.to_owned()),
        },
    }
}

pub(super) fn delivery_word(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Queued => "queued",
        Delivery::Sent => "sent",
        Delivery::PossiblyTwice => "possibly twice",
        Delivery::Failed => "failed",
        Delivery::Kept => "kept",
    }
}

pub(super) fn delivery(word: &str) -> Delivery {
    match word {
        "sent" => Delivery::Sent,
        "possibly twice" => Delivery::PossiblyTwice,
        "failed" => Delivery::Failed,
        "kept" => Delivery::Kept,
        _ => Delivery::Queued,
    }
}

pub(super) fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "in",
        Direction::Out => "out",
    }
}

pub(super) fn direction(word: &str) -> Direction {
    if word == "out" { Direction::Out } else { Direction::In }
}

pub(super) fn topic_state(word: &str) -> TopicState {
    match word {
        "opening" => TopicState::Opening,
        "open" => TopicState::Open,
        "suspect" => TopicState::Suspect,
        "dead" => TopicState::Dead,
        _ => TopicState::None,
    }
}

pub(super) fn status(word: &str) -> Status {
    match word {
        "in_progress" => Status::InProgress,
        "closed" => Status::Closed,
        _ => Status::Open,
    }
}

pub(super) fn shut_word(shut: Shut) -> &'static str {
    match shut {
        Shut::NotForum => "not a forum",
        Shut::NoAccess => "no access",
    }
}

pub(super) fn shut(word: &str) -> Shut {
    if word == "not a forum" { Shut::NotForum } else { Shut::NoAccess }
}

/// A lane without the number that tells the rows of `now` apart.
pub(super) fn lane_word(lane: Lane) -> String {
    match lane {
        Lane::In(client) => format!("in:{client}"),
        Lane::Out(client) => format!("out:{client}"),
        Lane::Desk(Some(client)) => format!("desk:{client}"),
        Lane::Desk(None) => "desk".to_owned(),
        Lane::Card(client) => format!("card:{client}"),
        Lane::Look(client) => format!("look:{client}"),
        Lane::Moves(client) => format!("moves:{client}"),
        Lane::React(client) => format!("react:{client}"),
        Lane::Topic(client) => format!("topic:{client}"),
        Lane::Now => "now".to_owned(),
    }
}

pub(super) fn lane(word: &str) -> Option<Lane> {
    let (name, number) = match word.split_once(':') {
        Some((name, number)) => (name, Some(number.parse().ok()?)),
        None => (word, None),
    };
    match (name, number.map(ClientId)) {
        ("in", Some(client)) => Some(Lane::In(client)),
        ("out", Some(client)) => Some(Lane::Out(client)),
        ("desk", client) => Some(Lane::Desk(client)),
        ("card", Some(client)) => Some(Lane::Card(client)),
        ("look", Some(client)) => Some(Lane::Look(client)),
        ("moves", Some(client)) => Some(Lane::Moves(client)),
        ("react", Some(client)) => Some(Lane::React(client)),
        ("topic", Some(client)) => Some(Lane::Topic(client)),
        ("now", _) => Some(Lane::Now),
        _ => None,
    }
}

pub(super) fn label_word(label: Label) -> String {
    match label {
        Label::Card(client) => format!("card:{client}"),
        Label::Late(client) => format!("late:{client}"),
        Label::Refused(message) => format!("refused:{message}"),
        Label::Summons(client, member) => format!("summons:{client}:{member}"),
        Label::Reminder(client) => format!("reminder:{client}"),
        Label::Rating(ticket) => format!("rating:{ticket}"),
        Label::Prompt(errand) => format!("prompt:{errand}"),
        Label::Errand(errand) => format!("errand:{errand}"),
        Label::Held(message) => format!("held:{message}"),
        Label::Slowed(client) => format!("slowed:{client}"),
        Label::Unseen(client) => format!("unseen:{client}"),
    }
}

pub(super) fn label(word: &str) -> Option<Label> {
    let mut words = word.split(':');
    let name = words.next()?;
    let mut number = || words.next()?.parse().ok();
    Some(match name {
        "card" => Label::Card(ClientId(number()?)),
        "late" => Label::Late(ClientId(number()?)),
        "refused" => Label::Refused(StoredId(number()?)),
        "summons" => Label::Summons(ClientId(number()?), UserId(number()?)),
        "reminder" => Label::Reminder(ClientId(number()?)),
        "rating" => Label::Rating(TicketId(number()?)),
        "prompt" => Label::Prompt(ErrandId(number()?)),
        "errand" => Label::Errand(ErrandId(number()?)),
        "held" => Label::Held(MessageId(number()?)),
        "slowed" => Label::Slowed(ClientId(number()?)),
        "unseen" => Label::Unseen(ClientId(number()?)),
        _ => return None,
    })
}

/// Whose list of commands, and in which language.
pub(super) fn list_word(audience: Audience, lang: Lang) -> String {
    let audience = match audience {
        Audience::Group => "group",
        Audience::Private => "private",
    };
    format!("{audience}:{}", lang.code())
}

pub(super) fn list(word: &str) -> Option<(Audience, Lang)> {
    let (audience, lang) = word.split_once(':')?;
    let audience = match audience {
        "group" => Audience::Group,
        "private" => Audience::Private,
        _ => return None,
    };
    let lang = Lang::ALL.into_iter().find(|known| known.code() == lang)?;
    Some((audience, lang))
}

pub(super) fn due_words(due: Due) -> (&'static str, i64) {
    match due {
        Due::Late(client) => ("late", client.0),
        Due::GroupCheck => ("group-check", 0),
        Due::Prune => ("prune", 0),
        Due::Remind(client) => ("remind", client.0),
        Due::CloseIdle => ("close-idle", 0),
        Due::Index => ("index", 0),
        Due::Errands(client) => ("errands", client.0),
        Due::Unseen => ("unseen", 0),
    }
}

pub(super) fn due(kind: &str, subject: i64) -> Option<Due> {
    match kind {
        "late" => Some(Due::Late(ClientId(subject))),
        "group-check" => Some(Due::GroupCheck),
        "prune" => Some(Due::Prune),
        "remind" => Some(Due::Remind(ClientId(subject))),
        "close-idle" => Some(Due::CloseIdle),
        "index" => Some(Due::Index),
        "errands" => Some(Due::Errands(ClientId(subject))),
        "unseen" => Some(Due::Unseen),
        _ => None,
    }
}

pub(super) fn errand_kind_word(kind: ErrandKind) -> &'static str {
    match kind {
        ErrandKind::Link => "link",
        ErrandKind::Pets => "pets",
        ErrandKind::Refresh => "refresh",
        ErrandKind::Unlink => "unlink",
    }
}

pub(super) fn errand_kind(word: &str) -> Option<ErrandKind> {
    [ErrandKind::Link, ErrandKind::Pets, ErrandKind::Refresh, ErrandKind::Unlink]
        .into_iter()
        .find(|kind| errand_kind_word(*kind) == word)
}

pub(super) fn errand_state_word(state: ErrandState) -> &'static str {
    match state {
        ErrandState::Number => "number",
        ErrandState::Asked => "asked",
        ErrandState::Shown => "shown",
        ErrandState::Over(Ending::Done) => "done",
        ErrandState::Over(Ending::Cancelled) => "cancelled",
        ErrandState::Over(Ending::Expired) => "expired",
        ErrandState::Over(Ending::Failed) => "failed",
        ErrandState::Over(Ending::Overtaken) => "overtaken",
    }
}

pub(super) fn errand_state(word: &str) -> Option<ErrandState> {
    let over = [Ending::Done, Ending::Cancelled, Ending::Expired, Ending::Failed, Ending::Overtaken];
    [ErrandState::Number, ErrandState::Asked, ErrandState::Shown]
        .into_iter()
        .chain(over.map(ErrandState::Over))
        .find(|state| errand_state_word(*state) == word)
}
