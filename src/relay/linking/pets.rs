//! An owner's animals, as staff read them: how old each is, and how fresh what is known.

use crate::model::{Animal, MINUTE, Millis, Owner};
use crate::relay::view::{KnownAnimals, View};
use crate::text::PetsFacts;

/// How long what Enote said of animals is shown without asking again, in milliseconds.
const FRESH: i64 = 2 * MINUTE;

/// What is known of the animals of the client's owner, if it was read a moment ago.
pub(in crate::relay) fn fresh<'a>(view: &'a View<'_>, now: Millis) -> Option<&'a KnownAnimals> {
    view.linking.animals.as_ref().filter(|known| now.since(known.read) < FRESH)
}

/// What is shown of them.
pub(in crate::relay) fn facts<'a>(
    owner: &'a Owner,
    animals: &'a [Animal],
    read: Millis,
    now: Millis,
) -> PetsFacts<'a> {
    PetsFacts { owner: owner.name.as_deref(), animals, read, now }
}
