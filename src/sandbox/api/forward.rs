//! Forwarding: a message goes on to another chat with its origin.
//! It never changes the content.

use super::super::world::{Kind, Message, Place, World};
use super::markup::Markup;
use super::spot::Spot;
use super::{Answer, ApiError, Ask};
use serde_json::json;

impl World {
    pub(super) fn forward_message(&mut self, ask: &Ask) -> Answer {
        let (from, source) = self.source(ask, "message to forward")?;
        let place = self.target(ask)?;
        let spot = self.spot_without_reply(ask, place)?;
        self.check_forwardable(from, &source)?;
        let id = self.forwarded(ask, from, spot, &source)?;
        Ok(self.sent_json(place, id))
    }

    pub(super) fn forward_messages(&mut self, ask: &Ask) -> Answer {
        let (from, sources, spot) = self.batch(ask)?;
        let sources: Vec<_> =
            sources.into_iter().filter(|source| self.check_forwardable(from, source).is_ok()).collect();
        let parts: Vec<_> =
            sources.iter().map(|source| (source.album.clone(), source.body.clone())).collect();
        let albums = self.regrouped(&parts);
        let mut sent = Vec::new();
        let mut refused = ApiError::bad("messages can't be forwarded");
        for source in sources {
            match self.forwarded(ask, from, spot.clone(), &source) {
                Ok(id) => {
                    let album = source.album.as_ref().and_then(|old| albums.get(old).cloned());
                    self.message_mut(spot.place, id).album = album;
                    sent.push(json!({"message_id": id}));
                }
                Err(error) => refused = error,
            }
        }
        if sent.is_empty() { Err(refused) } else { Ok(sent.into_iter().collect()) }
    }

    fn check_forwardable(&self, from: Place, source: &Message) -> Result<(), ApiError> {
        if source.protected || self.room(from).protected {
            return Err(ApiError::bad("message has protected content and can't be forwarded"));
        }
        if source.view_once || source.body.kind == Kind::Service || source.body.kind == Kind::Unknown {
            return Err(ApiError::bad("the message can't be forwarded"));
        }
        Ok(())
    }

    fn forwarded(&mut self, ask: &Ask, from: Place, spot: Spot, source: &Message) -> Result<i64, ApiError> {
        let place = spot.place;
        let origin = self.origin_json(from, source);
        let id = self.put_whole(ask, spot, source.body.clone(), Markup::default())?;
        self.message_mut(place, id).origin = Some(origin);
        Ok(id)
    }
}
