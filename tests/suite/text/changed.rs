//! What is said about messages that were deleted, or could not be edited in place.

use super::shown::Said;
use pwparents::model::Lang;
use pwparents::text;

pub fn changed(lang: Lang) -> Said {
    let table = [
        ("changed_to", text::changed_to(lang)),
        ("edit_followed", text::edit_followed(lang, "message can't be edited")),
        ("edit_followed where it is gone", text::edit_followed(lang, "message to edit not found")),
        ("delete_already", text::delete_already(lang)),
        ("delete_lost", text::delete_lost(lang)),
        ("delete_nothing", text::delete_nothing(lang)),
        ("delete_of_client", text::delete_of_client(lang)),
        ("delete_refused", text::delete_refused(lang, "bot was blocked by the user")),
        ("delete_refused for its age", text::delete_refused(lang, "message can't be deleted for everyone")),
        ("delete_refused of nobody", text::delete_refused(lang, "user is deactivated")),
        ("delete_unsent", text::delete_unsent(lang)),
        ("deleted", text::deleted(lang, false)),
        ("deleted where it may stand twice", text::deleted(lang, true)),
        ("edit_of_deleted", text::edit_of_deleted(lang)),
    ];
    table.map(|(name, text)| (name.to_owned(), text)).into()
}

#[test]
fn what_is_said_over_a_chat_is_short() {
    for lang in [Lang::Uk, Lang::En] {
        assert!(text::delete_already(lang).as_str().chars().count() <= 200);
    }
}
