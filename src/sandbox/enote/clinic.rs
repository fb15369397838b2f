//! A small Ukrainian clinic with every awkward case that a base filled in by people has (facts §4, §5.1).
//! Nobody in it exists.

use super::records::{Card, Clinic, NOBODY, Owner};
use serde_json::json;

/// A card of the seed, to look up by contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The contract number as a client types it.
    pub contract: &'static str,
    /// The animal's name.
    pub name: &'static str,
    /// The card's key.
    pub card: &'static str,
    /// The owner's key.
    pub owner: &'static str,
}

macro_rules! known {
    ($number:literal, $contract:literal, $name:expr) => {
        Known {
            contract: $contract,
            name: $name,
            card: concat!("ca4d", $number, "-77a9-11f0-8005-0123456789ab"),
            owner: concat!("0e4e", $number, "-77a9-11f0-8005-0123456789ab"),
        }
    };
}

/// Олена Петрівна Шевченко has three animals: this cat, another cat and a dog (`HER_OTHERS`).
pub const SEVERAL_PETS: Known = known!("0001", "885", "Барсик");
/// The other two of `SEVERAL_PETS`; they have numbers of their own.
pub const HER_OTHERS: [Known; 2] = [
    Known { owner: SEVERAL_PETS.owner, ..known!("0002", "886", "Мурка") },
    Known { owner: SEVERAL_PETS.owner, ..known!("0003", "887", "Рекс") },
];
/// Two cards with one number, of one owner.
pub const ONE_NUMBER_ONE_OWNER: [Known; 2] = [
    known!("0011", "1001", "Тиша"),
    Known { owner: known!("0011", "", "").owner, ..known!("0012", "1001", "Тиша (дубль)") },
];
/// Two cards with one number, of two owners.
pub const ONE_NUMBER_TWO_OWNERS: [Known; 2] =
    [known!("0021", "1002", "Сніжок"), known!("0022", "1002", "Жужа")];
/// Marked as deleted; the owner has `LIVING_BESIDE_DELETED` too.
pub const DELETED: Known = known!("0031", "1003", "Стара картка");
/// The good card of the owner of `DELETED`.
pub const LIVING_BESIDE_DELETED: Known = Known { owner: DELETED.owner, ..known!("0032", "1103", "Нюша") };
/// The animal has died; the owner has `LIVING_BESIDE_DEAD` too.
pub const DEAD: Known = known!("0041", "1004", "Граф");
/// The living animal of the owner of `DEAD`.
pub const LIVING_BESIDE_DEAD: Known = Known { owner: DEAD.owner, ..known!("0042", "1104", "Ґудзик") };
/// Two cards without an owner: strangers to each other.
pub const NO_OWNER: [Known; 2] = [
    Known { owner: NOBODY, ..known!("0051", "1005", "Підкидьок") },
    Known { owner: NOBODY, ..known!("0052", "1105", "Знайда") },
];
/// Apostrophes: Знам'янка, and Дар'я О'Коннор.
pub const APOSTROPHES: Known = known!("0061", "1006", "Знам'янка");
/// Emoji and quotes of all sorts.
pub const EMOJI_AND_QUOTES: Known = known!("0071", "1007", "Кекс 🐾 \"Солодкий\" «Пан» 'тест' <b>&</b> \\");
/// The owner has no phones.
pub const NO_PHONES: Known = known!("0081", "1008", "Мовчун");
/// The owner has every form of `PHONES`, in that order.
pub const ALL_PHONES: Known = known!("0091", "1009", "Балакун");
/// Nulls: all names of the owner; of the animal the comment, the chip's number and the date of birth.
pub const NULLS: Known = known!("0101", "1010", "Нуль");
/// The owner's answer has no `contact_information`.
pub const MISSING_CONTACTS: Known = known!("0111", "1011", "Тінь");
/// The owner's `contact_information` is null.
pub const NULL_CONTACTS: Known = known!("0121", "1012", "Привид");
/// The owner's phone has the type `phone_number`.
pub const LOWER_CASE_TYPE: Known = known!("0131", "1013", "Малюк");
/// The owner's contacts have unknown types and odd entries, a phone last.
pub const UNKNOWN_TYPES: Known = known!("0141", "1014", "Загадка");
/// An e-mail comes before the phone.
pub const EMAIL_FIRST: Known = known!("0151", "1015", "Лист");
/// The owner's answer has no `middleName`.
pub const NO_MIDDLE_NAME: Known = known!("0161", "1016", "Джек");
/// Names of hundreds of characters, the animal's too (`long`).
pub const LONG_NAMES: Known = known!("0171", "1017", "Дуже довге ім'я");
/// `GetClient` knows the owner only in the clinic's copy.
pub const OWNER_ONLY_IN_COPY: Known = known!("0181", "1018", "Мандрівник");
/// A number that no card has.
pub const NO_SUCH_CONTRACT: &str = "999999";
/// A key that nobody has.
pub const NO_SUCH_OWNER: &str = "0e4effff-77a9-11f0-8005-0123456789ab";

/// Phones as people write them, from facts §4. Each has an owner of its own, see `phone_contract`.
pub const PHONES: [&str; 44] = [
    "0671234567",
    "(067) 123-45-67",
    "+38 (067) 123-45-67",
    "380671234567",
    "38 067 123 45 67",
    "671234567",
    "00380671234567",
    "+3800671234567",
    "Мама 0671234567",
    "О671234567",
    "80671234567",
    "8 (067) 123-45-67",
    "0671234567, 0501234567",
    "0671234567; 0501234567",
    "0671234567/0501234567",
    "0671234567 та 0501234567",
    "0671234567  0501234567",
    "0671234567\n0501234567",
    "067-123-45-67 Олена",
    "067-123-45-67 дод. 12",
    "067-123-45-67 доб.12",
    "067-123-45-67 ext 12",
    "067\u{a0}123\u{a0}45\u{a0}67",
    "067123456",
    "06712345678",
    "123-45-67",
    "0441234567",
    "0322 12-34-56",
    "0800 123 456",
    "0891234567",
    "+48 501 234 567",
    "0048501234567",
    "+1 415 555 26 71",
    "+7 916 123-45-67",
    "+49 151 23456789",
    "48501234567",
    "79161234567",
    "38 (674) 545451",
    "0000000000",
    "000-000-00-00",
    "380000000000",
    "",
    "-",
    "немає",
];

/// The contract of the owner whose only phone is `PHONES[index]`.
pub fn phone_contract(index: usize) -> String {
    (2_000 + index).to_string()
}

/// The key of the owner whose only phone is `PHONES[index]`.
pub fn phone_owner(index: usize) -> String {
    format!("0e4ea{index:03}-77a9-11f0-8005-0123456789ab")
}

/// The clinic.
pub fn seed() -> Clinic {
    let mut clinic = Clinic::default();
    add_ordinary(&mut clinic);
    add_awkward_cards(&mut clinic);
    add_awkward_names(&mut clinic);
    add_awkward_contacts(&mut clinic);
    add_phones(&mut clinic);
    clinic
}

/// The clinic's copy: an older state, with one owner whom the clinic itself no longer tells of.
pub fn copy() -> Clinic {
    let mut clinic = seed();
    let owner = OWNER_ONLY_IN_COPY.owner;
    clinic.add_owner(Owner::new(owner, "Давній", "Клим", "Захарович").phone("0501112233"));
    clinic
}

fn card(known: Known) -> Card {
    Card::new(known.card, known.contract, known.owner, known.name)
}

fn owner(known: Known, last: &str, first: &str, middle: &str) -> Owner {
    Owner::new(known.owner, last, first, middle)
}

fn add_ordinary(clinic: &mut Clinic) {
    let olena = owner(SEVERAL_PETS, "Шевченко", "Олена", "Петрівна").phone("+38 (067) 123-45-67");
    clinic.add_owner(olena);
    let barsyk = card(SEVERAL_PETS).kind("Кіт", "Британська короткошерста");
    clinic.add_card(
        barsyk.with("Пол", "Самець").with("ДатаРождения", "2019-05-17T00:00:00").with("Кастрировано", true),
    );
    let [murka, rex] = HER_OTHERS;
    clinic.add_card(card(murka).kind("Кіт", "").with("Пол", "Самка"));
    clinic.add_card(card(rex).kind("Собака", "Вівчарка").with("НомерЧипа", "804098100012345"));
}

fn add_awkward_cards(clinic: &mut Clinic) {
    clinic.add_owner(owner(ONE_NUMBER_ONE_OWNER[0], "Бойко", "Ірина", "Іванівна").phone("0501112201"));
    clinic.add_owner(owner(ONE_NUMBER_TWO_OWNERS[0], "Мельник", "Тарас", "Юрійович").phone("0501112202"));
    clinic.add_owner(owner(ONE_NUMBER_TWO_OWNERS[1], "Гнатюк", "Соломія", "Львівна").phone("0501112203"));
    clinic.add_owner(owner(DELETED, "Лисенко", "Павло", "Ігорович").phone("0501112204"));
    clinic.add_owner(owner(DEAD, "Ткач", "Юлія", "Романівна").phone("0501112205"));
    for known in ONE_NUMBER_ONE_OWNER.into_iter().chain(ONE_NUMBER_TWO_OWNERS).chain(NO_OWNER) {
        clinic.add_card(card(known).kind("Собака", ""));
    }
    clinic.add_card(card(DELETED).kind("Кіт", "").deleted());
    clinic.add_card(card(LIVING_BESIDE_DELETED).kind("Кіт", ""));
    clinic.add_card(card(DEAD).kind("Собака", "Дог").dead());
    clinic.add_card(card(LIVING_BESIDE_DEAD).kind("Тхір", ""));
    // Nobody of that key is in the clinic, only in its copy.
    clinic.add_card(card(OWNER_ONLY_IN_COPY).kind("Папуга", ""));
}

fn add_awkward_names(clinic: &mut Clinic) {
    clinic.add_owner(owner(APOSTROPHES, "О'Коннор", "Дар'я", "Лук'янівна").phone("0501112206"));
    clinic.add_owner(owner(EMOJI_AND_QUOTES, "Кравець 🐶", "Зоя \"Зірка\"", "«Ол»").phone("0501112207"));
    let nameless = owner(NULLS, "", "", "").phone("0501112210");
    let null = serde_json::Value::Null;
    clinic.add_owner(
        nameless
            .with("lastName", null.clone())
            .with("firstName", null.clone())
            .with("middleName", null.clone()),
    );
    clinic
        .add_owner(owner(NO_MIDDLE_NAME, "Сміт", "Джон", "").without("middleName").phone("+1 415 555 26 71"));
    let long = owner(LONG_NAMES, &long("Заболотна-"), &long("Аделаїда "), &long("Всеволодівна "));
    clinic.add_owner(long.phone("0501112217"));
    clinic.add_card(card(APOSTROPHES).kind("Кіт", ""));
    clinic.add_card(card(EMOJI_AND_QUOTES).kind("Кіт", "\"Мейн-кун\""));
    let nulls = card(NULLS).with("Комментарий", null.clone()).with("НомерЧипа", null.clone());
    clinic.add_card(nulls.with("ДатаРождения", null));
    clinic.add_card(card(NO_MIDDLE_NAME));
    clinic.add_card(card(LONG_NAMES).with("Description", self::long(LONG_NAMES.name)));
}

fn add_awkward_contacts(clinic: &mut Clinic) {
    clinic.add_owner(owner(NO_PHONES, "Німа", "Віра", "Олегівна"));
    let talkative = owner(ALL_PHONES, "Говоруха", "Ніна", "Павлівна");
    clinic.add_owner(PHONES.into_iter().fold(talkative, Owner::phone));
    let shadow = owner(MISSING_CONTACTS, "Тихий", "Орест", "Ілліч").without("contact_information");
    clinic.add_owner(shadow);
    let ghost = owner(NULL_CONTACTS, "Тиха", "Рута", "Іллівна");
    clinic.add_owner(ghost.with("contact_information", serde_json::Value::Null));
    clinic.add_owner(owner(LOWER_CASE_TYPE, "Мала", "Ася", "Глібівна").contact("phone_number", "0501112213"));
    clinic.add_owner(odd_contacts());
    let letters = owner(EMAIL_FIRST, "Листовська", "Емілія", "Янівна");
    clinic.add_owner(letters.contact("EMAIL", "emiliya@example.com").phone("0501112215"));
    for known in
        [NO_PHONES, ALL_PHONES, MISSING_CONTACTS, NULL_CONTACTS, LOWER_CASE_TYPE, UNKNOWN_TYPES, EMAIL_FIRST]
    {
        clinic.add_card(card(known).kind("Кріль", ""));
    }
}

fn odd_contacts() -> Owner {
    owner(UNKNOWN_TYPES, "Дивна", "Марта", "Остапівна")
        .contact("TELEGRAM", "@marta_example")
        .contact("ADDRESS", "вул. Тестова, 12, кв. 0671234500")
        .contact("", "0501112298")
        .entry(json!({ "type": null, "value": "0501112299" }))
        .entry(json!({ "type": "PHONE_NUMBER", "value": null }))
        .entry(json!({ "type": "PHONE_NUMBER" }))
        .entry(json!({ "value": "0501112297" }))
        .entry(json!(null))
        .entry(json!("0501112296"))
        .entry(json!({ "type": "PHONE_NUMBER", "value": "0501112214", "isMain": true, "comment": null }))
}

fn add_phones(clinic: &mut Clinic) {
    for (index, phone) in PHONES.into_iter().enumerate() {
        let key = phone_owner(index);
        clinic.add_owner(Owner::new(&key, "Телефонна", &format!("Проба {index}"), "Іванівна").phone(phone));
        let id = format!("ca4da{index:03}-77a9-11f0-8005-0123456789ab");
        clinic.add_card(Card::new(&id, &phone_contract(index), &key, &format!("Дзвінок {index}")));
    }
}

/// Three hundred characters and more.
fn long(word: &str) -> String {
    word.repeat(300_usize.div_ceil(word.chars().count()))
}
