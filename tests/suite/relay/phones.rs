//! The phone policy, row by row: which lines stand for which stored values, and which number to call.

use pwparents::model::Lang;
use pwparents::relay::phones::{Phones, lines, to_call};
use pwparents::text::phone_lines;

/// What staff read.
fn read(bot: &str, confirmed: Option<bool>, enote: &str) -> String {
    let field = |value: &str| (value != "NULL").then(|| value.to_owned());
    let phones = Phones { bot: field(bot), confirmed, enote: field(enote) };
    phone_lines(Lang::Uk, &lines(&phones)).as_str().to_owned()
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

#[test]
fn every_row_of_the_policy_has_its_lines() {
    let (one, other) = ("380671234567", "380501112233");
    let table = [
        (one, YES, one, "📞 +380671234567 (авторизовано ✅)"),
        (one, None, one, "📞 +380671234567 (авторизовано ✅)"),
        (one, NO, one, "📞 +380671234567 [enote] (клієнт не підтвердив)"),
        (one, YES, other, "📞 бот: +380671234567 (підтверджено)\n📞 Єнот: +380501112233 [enote]"),
        (one, None, other, "📞 бот: +380671234567 (не підтверджено)\n📞 Єнот: +380501112233 [enote]"),
        (one, NO, other, "📞 бот: +380671234567 (не підтверджено)\n📞 Єнот: +380501112233 [enote]"),
        (one, YES, "NULL", "📞 бот: +380671234567 (підтверджено)"),
        (one, None, "NULL", "📞 бот: +380671234567 (не підтверджено)"),
        (one, NO, "NULL", "📞 бот: +380671234567 (не підтверджено)"),
        ("NULL", YES, other, "📞 Єнот: +380501112233 [enote]"),
        ("NULL", None, other, "📞 Єнот: +380501112233 [enote]"),
        ("NULL", NO, other, "📞 Єнот: +380501112233 [enote]"),
        ("NULL", YES, "NULL", "📞 телефон невідомий"),
        ("NULL", None, "NULL", "📞 телефон невідомий"),
        ("NULL", NO, "NULL", "📞 телефон невідомий"),
    ];
    for (bot, confirmed, enote, said) in table {
        assert_eq!(read(bot, confirmed, enote), said, "{bot} {confirmed:?} {enote}");
    }
}

#[test]
fn numbers_are_compared_and_not_their_spelling() {
    let table = [
        ("0671234567", "+38 (067) 123-45-67", "📞 +380671234567 (авторизовано ✅)"),
        ("80671234567", "380671234567", "📞 +380671234567 (авторизовано ✅)"),
        ("48501234567", "+48 501 234 567", "📞 +48501234567 (авторизовано ✅)"),
        // Whole fields that came with old data: one of them is the bot's.
        ("380671234567", "0441234567, 0671234567", "📞 +380671234567 (авторизовано ✅)"),
        ("380671234567", "04412345670671234567", "📞 +380671234567 (авторизовано ✅)"),
        (
            "380671234567",
            "0441234567; 0501112233",
            "📞 бот: +380671234567 (підтверджено)\n📞 Єнот: +380441234567, +380501112233 [enote]",
        ),
        // The last digits alone make no equality.
        (
            "380671234567",
            "380501234567",
            "📞 бот: +380671234567 (підтверджено)\n📞 Єнот: +380501234567 [enote]",
        ),
    ];
    for (bot, enote, said) in table {
        assert_eq!(read(bot, YES, enote), said, "{bot} {enote}");
    }
}

#[test]
fn what_is_no_number_is_shown_as_it_is_stored() {
    let table = [
        ("123-45-67", YES, "NULL", "📞 бот: 123-45-67 (підтверджено)"),
        ("88804005678", YES, "NULL", "📞 бот: 88804005678 (підтверджено)"),
        ("NULL", None, " питати\nв Ігоря ", "📞 Єнот: питати в Ігоря [enote]"),
        ("NULL", None, "<b>&\"{ $phone }", "📞 Єнот: <b>&\"{ $phone } [enote]"),
        ("12345", None, " 12345 ", "📞 12345 (авторизовано ✅)"),
        ("12345", NO, "12345", "📞 12345 [enote] (клієнт не підтвердив)"),
        ("12345", None, "12346", "📞 бот: 12345 (не підтверджено)\n📞 Єнот: 12346 [enote]"),
        ("12345", YES, "0671234567", "📞 бот: 12345 (підтверджено)\n📞 Єнот: +380671234567 [enote]"),
        ("", YES, " ", "📞 телефон невідомий"),
        ("", YES, "0671234567", "📞 Єнот: +380671234567 [enote]"),
    ];
    for (bot, confirmed, enote, said) in table {
        assert_eq!(read(bot, confirmed, enote), said, "{bot:?} {enote:?}");
    }
}

#[test]
fn the_number_to_call_is_the_bots_then_enotes_and_a_number_if_there_is_one() {
    let (one, other) = (Some("380671234567"), Some("0501112233"));
    let table = [
        ([one, other], Some("+380671234567")),
        ([None, other], Some("+380501112233")),
        ([Some(" "), other], Some("+380501112233")),
        ([Some("12345"), other], Some("+380501112233")),
        ([one, None], Some("+380671234567")),
        ([Some("12345"), None], Some("12345")),
        ([Some("12345"), Some("немає")], Some("12345")),
        ([None, None], None),
        ([Some(""), Some(" \n")], None),
    ];
    for (stored, shown) in table {
        assert_eq!(to_call(stored).as_deref(), shown, "{stored:?}");
    }
}
