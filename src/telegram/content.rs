//! What a message holds: its kind, its words, its file, and what else is needed to send it again. Pure.

use super::fields::{Fields, words_within};
use crate::model::{CAPTION_MAX, Content, Extra, Kind, Styled, TEXT_MAX, UserId};

/// The field that tells each kind we know, in the order in which to look: an animation also carries a
/// document, a venue also a location.
const KINDS: [(&str, Kind); 18] = [
    ("animation", Kind::Animation),
    ("venue", Kind::Venue),
    ("text", Kind::Text),
    ("rich_message", Kind::Text),
    ("photo", Kind::Photo),
    ("video", Kind::Video),
    ("audio", Kind::Audio),
    ("voice", Kind::Voice),
    ("video_note", Kind::VideoNote),
    ("document", Kind::Document),
    ("sticker", Kind::Sticker),
    ("location", Kind::Location),
    ("contact", Kind::Contact),
    ("poll", Kind::Poll),
    ("dice", Kind::Dice),
    ("game", Kind::Game),
    ("story", Kind::Story),
    ("checklist", Kind::Checklist),
];

/// Kinds that Telegram never lets a bot copy (`copyMessage`).
const NEVER_COPIED: [(&str, Kind); 4] = [
    ("paid_media", Kind::PaidMedia),
    ("giveaway", Kind::Giveaway),
    ("giveaway_winners", Kind::Giveaway),
    ("invoice", Kind::Invoice),
];

/// Service messages (`Message`, the fields that begin with "Service message").
const SERVICE: [&str; 51] = [
    "new_chat_members",
    "left_chat_member",
    "chat_owner_left",
    "chat_owner_changed",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "message_auto_delete_timer_changed",
    "pinned_message",
    "successful_payment",
    "refunded_payment",
    "users_shared",
    "chat_shared",
    "gift",
    "unique_gift",
    "gift_upgrade_sent",
    "connected_website",
    "write_access_allowed",
    "passport_data",
    "proximity_alert_triggered",
    "boost_added",
    "chat_background_set",
    "checklist_tasks_done",
    "checklist_tasks_added",
    "direct_message_price_changed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "giveaway_created",
    "giveaway_completed",
    "managed_bot_created",
    "paid_message_price_changed",
    "poll_option_added",
    "poll_option_deleted",
    "suggested_post_approved",
    "suggested_post_approval_failed",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "video_chat_scheduled",
    "video_chat_started",
    "video_chat_ended",
    "video_chat_participants_invited",
    "web_app_data",
    "reactions",
];

/// The entities a bot may send (`MessageEntity`).
const ENTITIES: [&str; 20] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
];

/// Fields that say something about a message but are not what it holds.
const AROUND: [&str; 40] = [
    "message_id",
    "message_thread_id",
    "direct_messages_topic",
    "from",
    "sender_chat",
    "sender_boost_count",
    "sender_business_bot",
    "sender_tag",
    "date",
    "guest_query_id",
    "business_connection_id",
    "chat",
    "forward_origin",
    "is_topic_message",
    "is_automatic_forward",
    "reply_to_message",
    "external_reply",
    "quote",
    "reply_to_story",
    "reply_to_checklist_task_id",
    "reply_to_poll_option_id",
    "via_bot",
    "guest_bot_caller_user",
    "guest_bot_caller_chat",
    "edit_date",
    "has_protected_content",
    "is_from_offline",
    "is_paid_post",
    "media_group_id",
    "author_signature",
    "paid_star_count",
    "entities",
    "link_preview_options",
    "suggested_post_info",
    "effect_id",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "reply_markup",
];

/// What a message holds.
pub(super) fn read(body: &Fields<'_>) -> Content {
    let known = KINDS.iter().chain(&NEVER_COPIED).find(|(field, _)| body.has(field));
    let kind = known.map_or_else(|| other(body), |(_, kind)| kind.clone());
    let field = known.map(|(field, _)| *field);
    let text = words(body, &kind);
    Content {
        file: field.filter(|_| kind.is_file()).and_then(|field| file(body, field)),
        extra: extra(body, &kind, &text),
        text,
        kind,
    }
}

/// A service message, or something this version does not know.
fn other(body: &Fields<'_>) -> Kind {
    if let Some(service) = SERVICE.iter().find(|field| body.has(field)) {
        return Kind::Service((*service).to_owned());
    }
    let unknown = body.names().find(|name| !AROUND.contains(name));
    Kind::Unknown(unknown.unwrap_or_default().to_owned())
}

/// Text or caption. Of what nobody knows, all the words in it: they decide whether it may travel.
fn words(body: &Fields<'_>, kind: &Kind) -> Styled {
    if let Some(text) = body.text("text") {
        return Styled { text, entities: body.raw("entities").unwrap_or_default().to_owned() };
    }
    if let Some(text) = body.text("caption") {
        return Styled { text, entities: body.raw("caption_entities").unwrap_or_default().to_owned() };
    }
    let field = if let Kind::Unknown(field) = kind { field } else { "rich_message" };
    Styled::plain(body.raw(field).map(words_within).unwrap_or_default())
}

/// A photo comes in several sizes, the largest last.
fn file(body: &Fields<'_>, field: &str) -> Option<String> {
    if field == "photo" {
        let sizes: Vec<&serde_json::value::RawValue> = body.get(field)?;
        return Fields::of(sizes.last()?.get())?.text("file_id");
    }
    body.object(field)?.text("file_id")
}

/// Whether only a copy brings the words whole: they are a rich message, longer than a bot may write, or
/// marked with an entity that this version has never heard of (`MessageEntity`).
fn is_rich(body: &Fields<'_>, text: &Styled) -> bool {
    let longest = if body.has("text") { TEXT_MAX } else { CAPTION_MAX };
    let entities: Vec<&serde_json::value::RawValue> =
        serde_json::from_str(&text.entities).unwrap_or_default();
    let known = |raw: &serde_json::value::RawValue| {
        Fields::of(raw.get())
            .and_then(|entity| entity.text("type"))
            .is_some_and(|kind| ENTITIES.contains(&kind.as_str()))
    };
    body.has("rich_message") || text.units() > longest || !entities.into_iter().all(known)
}

fn extra(body: &Fields<'_>, kind: &Kind, text: &Styled) -> Extra {
    let fields = if *kind == Kind::Text {
        body.pick(&["link_preview_options"])
    } else if *kind == Kind::Venue {
        venue(body)
    } else if *kind == Kind::Location {
        picked(body, "location", &["latitude", "longitude", "horizontal_accuracy", "live_period", "heading"])
    } else {
        picked(body, "contact", &["phone_number", "first_name", "last_name", "vcard"])
    };
    let poll = || body.object("poll").and_then(|poll| poll.text("question"));
    Extra {
        spoiler: body.get("has_media_spoiler").unwrap_or(false),
        caption_above: body.get("show_caption_above_media").unwrap_or(false),
        rich: is_rich(body, text),
        fields,
        words: dice(body).or_else(poll).unwrap_or_default(),
        user: body.object("contact").and_then(|contact| contact.get("user_id")).map(UserId),
    }
}

fn picked(body: &Fields<'_>, field: &str, names: &[&str]) -> String {
    body.object(field).map(|inner| inner.pick(names)).unwrap_or_default()
}

/// `sendVenue` wants the place's coordinates beside its name.
fn venue(body: &Fields<'_>) -> String {
    let names =
        ["title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type"];
    let place = picked(body, "venue", &names);
    let point = body.object("venue").map(|venue| picked(&venue, "location", &["latitude", "longitude"]));
    match (place.strip_suffix('}'), point.as_deref().and_then(|point| point.strip_prefix('{'))) {
        (Some(place), Some(point)) => format!("{place},{point}"),
        _ => String::new(),
    }
}

/// `🎲 4`: what everybody in the chat saw it show.
fn dice(body: &Fields<'_>) -> Option<String> {
    let dice = body.object("dice")?;
    Some(format!("{} {}", dice.text("emoji")?, dice.get::<i64>("value")?))
}
