//! What a bot's `send…` request carries, read into a body.
//! It never looks at the chat; content is read before it.

use super::super::world::{Body, FileKind, Kind, World, stamp_poll};
use super::media::Wanted;
use super::{ApiError, Ask};
use serde_json::{Map, Value, json};

/// Emoji of dice and their highest value (SPEC sendDice).
const DICE: [(&str, i64); 6] = [("🎲", 6), ("🎯", 6), ("🎳", 6), ("🏀", 5), ("⚽", 5), ("🎰", 64)];
/// Smallest and largest total of an invoice in hryvnias, in kopecks: facts §6, roughly, as the real ones
/// follow the rate.
const UAH_TOTAL: std::ops::RangeInclusive<i64> = 4_000..=45_000_000;

impl World {
    pub(super) fn content(&mut self, ask: &Ask) -> Result<Body, ApiError> {
        match ask.method.name.as_str() {
            "sendMessage" => self.text_body(ask),
            "sendPhoto" => self.file_body(ask, "photo", FileKind::Photo, &[]),
            "sendVideo" => self.file_body(ask, "video", FileKind::Video, &["duration", "width", "height"]),
            "sendAnimation" => {
                self.file_body(ask, "animation", FileKind::Animation, &["duration", "width", "height"])
            }
            "sendAudio" => self.file_body(ask, "audio", FileKind::Audio, &["duration", "performer", "title"]),
            "sendDocument" => self.file_body(ask, "document", FileKind::Document, &[]),
            "sendVoice" => self.file_body(ask, "voice", FileKind::Voice, &["duration"]),
            "sendVideoNote" => {
                self.file_body(ask, "video_note", FileKind::VideoNote, &["duration", "length"])
            }
            "sendSticker" => self.file_body(ask, "sticker", FileKind::Sticker, &["emoji"]),
            "sendLocation" => location_body(ask),
            "sendVenue" => venue_body(ask),
            "sendContact" => contact_body(ask),
            "sendPoll" => self.poll_body(ask),
            "sendDice" => self.dice_body(ask),
            "sendInvoice" => invoice_body(ask),
            other => {
                Err(ApiError::other(501, &format!("Not Implemented: the sandbox does not model {other}")))
            }
        }
    }

    fn text_body(&mut self, ask: &Ask) -> Result<Body, ApiError> {
        let (text, entities) = self.text_of(ask)?;
        let mut body = Body::text(text, entities);
        if let Some(options) = ask.object("link_preview_options") {
            body.fields.insert("link_preview_options".into(), Value::Object(options.clone()));
        }
        Ok(body)
    }

    fn file_body(
        &mut self,
        ask: &Ask,
        field: &str,
        kind: FileKind,
        looks: &[&str],
    ) -> Result<Body, ApiError> {
        let caption = self.caption_of(ask)?;
        let wanted = Wanted { source: ask.text(field), kind, looks: looks_of(&ask.values, looks) };
        let mut body = self.media_body(ask, &wanted)?;
        if let Some((text, entities)) = caption.filter(|_| body.kind.takes_caption()) {
            (body.text, body.entities) = (Some(text), entities);
        }
        body.spoiler = ask.flag("has_spoiler");
        body.caption_above = ask.flag("show_caption_above_media");
        Ok(body)
    }

    fn poll_body(&mut self, ask: &Ask) -> Result<Body, ApiError> {
        let question = ask.text("question").unwrap_or_default().trim().to_owned();
        let options = ask.list("options").ok_or_else(|| ApiError::required("options"))?;
        let text =
            |option: &Value| option.get("text").and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let texts: Vec<String> = options.iter().map(text).collect();
        if question.is_empty() || texts.iter().any(String::is_empty) {
            return Err(ApiError::bad("text must be non-empty"));
        }
        if texts.is_empty() {
            return Err(ApiError::bad("poll must have at least 1 option"));
        }
        let kind = ask.text("type").unwrap_or("regular");
        if kind != "regular" && kind != "quiz" {
            return Err(ApiError::bad("unsupported poll type specified"));
        }
        let option = |text: &String| json!({"text": text, "voter_count": 0, "persistent_id": ""});
        let mut poll = json!({
            "id": "", "question": question, "options": texts.iter().map(option).collect::<Vec<Value>>(),
            "total_voter_count": 0, "is_closed": ask.flag("is_closed"), "type": kind,
            "is_anonymous": ask.get("is_anonymous").and_then(Value::as_bool).unwrap_or(true),
            "allows_multiple_answers": ask.flag("allows_multiple_answers"),
            "allows_revoting": kind == "regular", "members_only": ask.flag("members_only"),
        });
        // The single id is what versions before 9.6 had.
        let single = ask.int("correct_option_id").map(|id| json!([id]));
        if let Some(correct) = ask.get("correct_option_ids").cloned().or(single) {
            poll["correct_option_ids"] = correct;
        }
        if let Some(explanation) = ask.text("explanation") {
            poll["explanation"] = json!(explanation);
        }
        let mut body = Body::new(Kind::Poll).with("poll", poll);
        let id = self.opaque();
        stamp_poll(&mut body.fields, id);
        Ok(body)
    }

    fn dice_body(&mut self, ask: &Ask) -> Result<Body, ApiError> {
        let emoji = ask.text("emoji").filter(|emoji| !emoji.is_empty()).unwrap_or("🎲");
        self.rolled(emoji).ok_or_else(|| ApiError::bad("wrong dice emoji specified"))
    }

    /// A dice that has just been thrown. The value looks random, and is the same in every run.
    pub(super) fn rolled(&mut self, emoji: &str) -> Option<Body> {
        let (_, sides) = DICE.iter().find(|(known, _)| known.trim_end_matches('\u{fe0f}') == emoji)?;
        let roll = self.opaque() % sides.unsigned_abs() + 1;
        Some(Body::new(Kind::Dice).with("dice", json!({"emoji": emoji, "value": roll})))
    }
}

/// What a request says about its file.
pub(super) fn looks_of(values: &Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    names.iter().filter_map(|name| Some(((*name).to_owned(), values.get(*name)?.clone()))).collect()
}

/// The place of a request, refused when it is off the map.
pub(super) fn position(ask: &Ask) -> Result<Map<String, Value>, ApiError> {
    let (latitude, longitude) = (ask.float("latitude").unwrap_or(0.0), ask.float("longitude").unwrap_or(0.0));
    if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
        return Err(ApiError::bad("invalid location specified"));
    }
    let mut location = looks_of(&ask.values, &["horizontal_accuracy", "heading", "proximity_alert_radius"]);
    location.insert("latitude".into(), json!(latitude));
    location.insert("longitude".into(), json!(longitude));
    Ok(location)
}

fn location_body(ask: &Ask) -> Result<Body, ApiError> {
    let mut location = position(ask)?;
    if let Some(period) = ask.int("live_period").filter(|period| *period != 0) {
        let forever = 0x7FFF_FFFF;
        if period != forever && !(60..=86_400).contains(&period) {
            return Err(ApiError::bad("wrong live location period specified"));
        }
        location.insert("live_period".into(), json!(period));
    }
    Ok(Body::new(Kind::Location).with("location", Value::Object(location)))
}

fn venue_body(ask: &Ask) -> Result<Body, ApiError> {
    let location = Value::Object(position(ask)?);
    let names =
        ["title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type"];
    let mut venue = looks_of(&ask.values, &names);
    for name in ["title", "address"] {
        venue.get(name).ok_or_else(|| ApiError::required(name))?;
    }
    venue.insert("location".into(), location.clone());
    Ok(Body::new(Kind::Venue).with("venue", Value::Object(venue)).with("location", location))
}

fn contact_body(ask: &Ask) -> Result<Body, ApiError> {
    let contact = looks_of(&ask.values, &["phone_number", "first_name", "last_name", "vcard"]);
    for name in ["phone_number", "first_name"] {
        contact.get(name).ok_or_else(|| ApiError::required(name))?;
    }
    Ok(Body::new(Kind::Contact).with("contact", Value::Object(contact)))
}

/// Facts §6: prices in the smallest units; the provider's token is `digits:TEST|LIVE:…`, empty for Stars.
fn invoice_body(ask: &Ask) -> Result<Body, ApiError> {
    let mut texts = Vec::new();
    for name in ["title", "description", "payload", "currency"] {
        let text = ask.text(name).filter(|text| !text.is_empty());
        texts.push(text.ok_or_else(|| ApiError::required(name))?);
    }
    let [title, description, payload, currency] = texts[..] else { return Err(ApiError::required("title")) };
    let sizes_fit = title.chars().count() <= 32 && description.chars().count() <= 255 && payload.len() <= 128;
    let amount = |price: &Value| price.get("amount").and_then(Value::as_i64);
    let amounts: Option<Vec<i64>> = ask.list("prices").and_then(|prices| prices.iter().map(amount).collect());
    let Some(total) = amounts.filter(|all| !all.is_empty() && sizes_fit).map(|all| all.iter().sum::<i64>())
    else {
        return Err(ApiError::bad("wrong invoice information specified"));
    };
    let provider = ask.text("provider_token").unwrap_or_default();
    let is_token = provider.split(':').nth(1).is_some_and(|part| part == "TEST" || part == "LIVE");
    if currency.len() != 3 || !currency.chars().all(|sign| sign.is_ascii_uppercase()) {
        return Err(ApiError::bad("CURRENCY_INVALID"));
    }
    if (currency == "XTR") != provider.is_empty() || (currency != "XTR" && !is_token) {
        return Err(ApiError::bad("PAYMENT_PROVIDER_INVALID"));
    }
    if total <= 0 || (currency == "UAH" && !UAH_TOTAL.contains(&total)) {
        return Err(ApiError::bad("CURRENCY_TOTAL_AMOUNT_INVALID"));
    }
    let start = ask.text("start_parameter").unwrap_or_default();
    let invoice = json!({"title": title, "description": description, "start_parameter": start,
        "currency": currency, "total_amount": total});
    let mut body = Body::new(Kind::Invoice).with("invoice", invoice);
    body.payload = Some(payload.to_owned());
    Ok(body)
}
