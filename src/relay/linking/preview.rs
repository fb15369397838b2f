//! What staff compare before they say yes: who is in the topic, and who stands in Enote.

use crate::model::{Millis, OwnerCard};
use crate::relay::effect::OwnerDetails;
use crate::relay::phones;
use crate::relay::view::{Client, Errand, View};
use crate::text::{self, News, PreviewFacts, Text};

/// The preview of an owner that was found.
pub(super) fn words(
    view: &View<'_>,
    client: &Client,
    errand: &Errand,
    card: &OwnerCard,
    now: Millis,
) -> Text {
    let lang = view.policy.lang;
    let asked = errand.contract.as_ref().map_or(card.contract.as_str(), |contract| contract.as_str());
    let contacts = card.contacts.as_ref();
    let numbers = contacts.map_or(&[][..], |contacts| &contacts.phones);
    text::preview(
        lang,
        &view.policy.zone(),
        &PreviewFacts {
            contract: asked,
            linked: view.linking.link.as_ref(),
            name: &client.name,
            username: client.username.as_deref(),
            phones: &phones::lines(&phones::Phones { enote: None, ..client.phones.clone() }),
            card,
            owner_phones: &phones::each(numbers),
            compared: contacts.ok().map(|_| phones::compare(client.phones.bot.as_deref(), numbers)),
            family: &view.linking.family,
            now,
        },
    )
}

/// What has changed in what is kept of an owner.
pub(super) fn news(before: &OwnerDetails, after: &OwnerDetails) -> News {
    let changed = |before: &Option<String>, after: &Option<String>| (before != after).then(|| after.clone());
    News {
        name: changed(&before.name, &after.name),
        phone: changed(&before.phone, &after.phone).map(|phone| phones::to_call([phone.as_deref()])),
        others: (before.others != after.others).then(|| after.others.clone()),
    }
}
