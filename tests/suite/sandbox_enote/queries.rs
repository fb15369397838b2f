//! Sets, rows, forms: everything of a query but its filter (facts §2.1, §2.2).

use super::wire::{JSON, cards, get, get_with, keys, odata, start};
use pwparents::sandbox::enote::clinic;
use serde_json::{Value, json};

const CARDS: &str = "Catalog_Карточки";
const OWNERS: (&str, &str) = ("$filter", "Хозяин_Key eq guid'0e4e0001-77a9-11f0-8005-0123456789ab'");

#[test]
fn only_what_is_selected_comes_and_in_that_order() {
    let enote = start();
    let select = ("$select", "НомерДоговора,Description,Вид____Presentation");
    let answer = cards(&enote, &[OWNERS, select, ("$top", "1")]);
    let row = r#"{"НомерДоговора":885,"Description":"Барсик","Вид____Presentation":"Кіт"}"#;
    assert!(answer.text().ends_with(&format!("\"value\":[{row}]}}")), "{}", answer.text());
    assert_eq!(cards(&enote, &[("$select", "Description,Кличка")]).error(), (400, "6".to_owned()));
    assert_eq!(cards(&enote, &[("$select", "")]).error(), (400, "6".to_owned()));
    assert!(cards(&enote, &[("$select", "*"), ("$top", "1")]).text().contains("DataVersion"));
}

#[test]
fn everything_comes_when_nothing_is_selected() {
    let enote = start();
    let answer = cards(&enote, &[OWNERS, ("$top", "2")]);
    let rows = answer.json()["value"].clone();
    let barsyk = clinic::SEVERAL_PETS.card;
    assert_eq!(rows[0]["Хозяин@navigationLinkUrl"], format!("{CARDS}(guid'{barsyk}')/Хозяин"));
    assert_eq!(rows[0]["ДополнительныеРеквизиты"][0]["LineNumber"], "1");
    assert_eq!(
        (&rows[0]["DataVersion"], &rows[1]["DataVersion"]),
        (&json!("AAAAAAAAAAE="), &json!("AAAAAAAAAAI="))
    );
    assert_eq!((&rows[0]["DeletionMark"], &rows[0]["ЛетальныйИсход"]), (&json!(false), &json!(false)));
    assert_eq!(
        (&rows[0]["ДатаРождения"], &rows[1]["ДатаРождения"]),
        (&json!("2019-05-17T00:00:00"), &json!("0001-01-01T00:00:00"))
    );
    assert_eq!(rows[1]["Порода_Key"], "00000000-0000-0000-0000-000000000000");
    assert_ne!(rows[0]["Вид_Key"], rows[0]["Порода_Key"]);
    assert_eq!(rows[0]["Вид_Key"], rows[1]["Вид_Key"]);
    assert_eq!(rows[0].get("Вид____Presentation"), None);
    for name in ["Ref_Key", "Code", "Description", "Пол", "НомерЧипа", "Комментарий", "УДАЛИТЬЗамечания"]
    {
        assert!(rows[0].get(name).is_some(), "{name}");
    }
}

#[test]
fn rows_are_skipped_taken_sorted_and_counted() {
    let enote = start();
    let descending = ("$orderby", "Description desc");
    let page =
        cards(&enote, &[OWNERS, descending, ("$skip", "1"), ("$top", "1"), ("$inlinecount", "allpages")]);
    assert_eq!(page.column("Description"), ["Мурка"]);
    // The count is a string, and of all.
    assert_eq!(page.json()["odata.count"], "3");
    let sorted = cards(&enote, &[OWNERS, ("$orderby", "ДатаРождения,НомерДоговора desc")]);
    assert_eq!(sorted.column("Description"), ["Рекс", "Мурка", "Барсик"]);
    assert_eq!(cards(&enote, &[OWNERS, ("$orderby", "Description asc")]).column("Description")[0], "Барсик");
    assert_eq!(cards(&enote, &[OWNERS, ("$skip", "9")]).json()["value"], json!([]));
    for (name, value, code) in [
        ("$orderby", "Кличка", "6"),
        ("$orderby", "Description+desc", "6"),
        ("$orderby", "Description up", "14"),
        ("$top", "one", "14"),
        ("$skip", "-1", "14"),
        ("$inlinecount", "some", "14"),
    ] {
        assert_eq!(cards(&enote, &[(name, value)]).error(), (400, code.to_owned()), "{name}={value}");
    }
    assert_eq!(cards(&enote, &[("$top", "1"), ("$top", "2")]).error(), (400, "14".to_owned()));
    assert_eq!(cards(&enote, &[("$expand", "Хозяин")]).error(), (501, "21".to_owned()));
    assert_eq!(cards(&enote, &[OWNERS, ("allowedOnly", "true")]).status, 200);
}

#[test]
fn the_count_alone_is_text_with_a_bom() {
    let enote = start();
    let answer = get(&enote, &odata("Catalog_Карточки/$count", &[OWNERS]));
    assert_eq!((answer.status, answer.bytes), (200, b"\xef\xbb\xbf3".to_vec()));
}

#[test]
fn a_row_is_had_by_its_key_and_is_not_wrapped() {
    let enote = start();
    let key = clinic::SEVERAL_PETS.card;
    for path in [format!("{CARDS}(guid'{key}')"), format!("{CARDS}(Ref_Key=guid'{key}')")] {
        let answer = get(&enote, &odata(&path, &[("$select", "Description")]));
        let metadata = "http://1c-srv.local/enote/odata/standard.odata/$metadata#Catalog_Карточки/@Element";
        assert_eq!(answer.text(), format!(r#"{{"odata.metadata":"{metadata}","Description":"Барсик"}}"#));
    }
    let unknown = format!("{CARDS}(guid'{}')", clinic::NO_SUCH_OWNER);
    assert_eq!(get(&enote, &odata(&unknown, &[])).error(), (404, "9".to_owned()));
    assert_eq!(get(&enote, &odata("Catalog_Карточки(guid'1')", &[])).error(), (400, "1".to_owned()));
    assert_eq!(get(&enote, &odata("Catalog_Карточки('885')", &[])).error(), (400, "1".to_owned()));
    assert_eq!(get(&enote, &odata("Catalog_Клиенты", &[])).error(), (404, "8".to_owned()));
}

#[test]
fn json_must_be_asked_for() {
    let enote = start();
    let (bare, asked) = (odata(CARDS, &[OWNERS]), odata(CARDS, &[OWNERS, ("$format", "json")]));
    let is_json = |target: &str, accept: &str| {
        let answer = get_with(&enote, target, &format!("{accept}{}", keys()));
        assert_eq!(answer.status, 200);
        answer.header("Content-Type").unwrap().starts_with("application/json")
    };
    assert!(is_json(&bare, JSON) && is_json(&asked, ""));
    assert!(is_json(&bare, "accept: text/html, Application/JSON;q=0.9\r\n"));
    assert!(!is_json(&bare, "") && !is_json(&bare, "Accept: */*\r\n"));
    enote.play(|w| w.options.accept_counts = false);
    assert!(is_json(&asked, "") && !is_json(&bare, JSON));
}

#[test]
fn atom_carries_the_same_rows_and_errors() {
    let enote = start();
    let answer = get_with(&enote, &odata(CARDS, &[("$filter", "НомерДоговора eq 1007")]), &keys());
    let text = answer.text();
    assert_eq!(answer.header("Content-Type"), Some("application/atom+xml;charset=utf-8"));
    assert!(text.contains("<d:НомерДоговора>1007</d:НомерДоговора>"));
    assert!(
        text.contains(
            "<d:Description>Кекс 🐾 &quot;Солодкий&quot; «Пан» 'тест' &lt;b&gt;&amp;&lt;/b&gt; \\<"
        )
    );
    let error = get_with(&enote, &odata(CARDS, &[("$filter", "x")]), &keys());
    assert_eq!((error.status, error.text().contains("<m:code>6</m:code>")), (400, true));
}

#[test]
fn other_forms_of_json() {
    let enote = start();
    let format = |format: &str| cards(&enote, &[OWNERS, ("$top", "1"), ("$format", format)]);
    let bare = format("application/json;odata=nometadata").json();
    assert_eq!((bare.get("odata.metadata"), bare["value"][0].get("Хозяин@navigationLinkUrl")), (None, None));
    assert_eq!(bare["value"][0]["Description"], "Барсик");
    assert!(format("application/json;odata=fullmetadata").json()["odata.metadata"].is_string());
    assert_eq!(format("xlsx").error(), (400, "3".to_owned()));
}

#[test]
fn the_ping_lists_the_sets_and_the_metadata_their_types() {
    let enote = start();
    let ping = get(&enote, &odata("", &[("$format", "json")]));
    assert_eq!((ping.status, ping.column("name")), (200, vec![Value::from(CARDS)]));
    assert!(
        get_with(&enote, &odata("", &[]), &keys()).text().contains("<collection href=\"Catalog_Карточки\"/>")
    );
    let metadata = get(&enote, &odata("$metadata", &[]));
    assert_eq!(metadata.header("Content-Type"), Some("application/xml;charset=utf-8"));
    for property in [
        "<EntityType Name=\"Catalog_Карточки\">",
        "<Property Name=\"Хозяин_Key\" Type=\"Edm.Guid\"",
        "<Property Name=\"НомерДоговора\" Type=\"Edm.Int32\"",
        "<Property Name=\"ДатаРождения\" Type=\"Edm.DateTime\"",
        "<Property Name=\"ЛетальныйИсход\" Type=\"Edm.Boolean\"",
    ] {
        assert!(metadata.text().contains(property), "{property}");
    }
}
