//! Every sentence a person reads: complete in both languages, well counted, and shown in
//! tests/data/texts.txt, so that a change of wording is one line of a diff.

mod changed;
mod enote;
mod finding;
mod inside;
mod names;
mod opening;
mod said;
mod sentences;
mod shown;
mod upkeep;
mod who;
