//! What is said about what stays inside.

use super::shown::Said;
use pwparents::model::Lang;
use pwparents::text;

pub fn said(lang: Lang) -> Said {
    let table = [
        ("channel_not_relayed", text::channel_not_relayed(lang)),
        ("edit_into_note", text::edit_into_note(lang)),
        ("edit_into_note_unsent", text::edit_into_note_unsent(lang)),
        ("edit_not_run", text::edit_not_run(lang)),
        ("edit_of_note", text::edit_of_note(lang)),
        ("usage note", text::usage(lang, "note")),
    ];
    table.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}
