//! One test binary; each module is named after what it proves.

mod sandbox;
