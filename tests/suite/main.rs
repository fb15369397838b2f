//! One test binary; each module is named after what it proves.

// The lint configuration excuses test functions only; what they share may fail as loudly.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod sandbox;
