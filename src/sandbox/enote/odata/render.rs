//! Rows as JSON or atom (facts §2.2). Members are written in their order, `odata.metadata` first, so the text is
//! put together by hand. It never picks rows.

use super::super::options::Options;
use super::super::pages::escape;
use super::super::records::Card;
use super::query::{Format, Query};
use super::schema::{self, SET};
use serde_json::{Value, json};
use std::fmt::Write;

/// Addresses inside answers name a host that only the server's own network knows, as proxied bases do.
const INSIDE: &str = "http://1c-srv.local/enote/odata/standard.odata";

type Member = (String, Value);

/// An object with its members in order.
fn object(members: &[Member]) -> String {
    let member = |(name, value): &Member| format!("{}:{value}", Value::from(name.as_str()));
    format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
}

/// A row's members: those selected, or all with links and a table besides.
fn members(card: &Card, query: &Query, format: Format, options: &Options) -> Vec<Member> {
    let value = |name: &str| (name.to_owned(), schema::value(card, name, options));
    if let Some(select) = &query.select {
        return select.iter().map(|name| value(name)).collect();
    }
    let mut members: Vec<Member> = schema::names().map(value).collect();
    members.push(("УДАЛИТЬЗамечания".to_owned(), json!("")));
    members.push(("ДополнительныеРеквизиты".to_owned(), table(card)));
    if format == Format::Json {
        for reference in ["Хозяин", "Вид", "Порода"] {
            let link = format!("{SET}(guid'{}')/{reference}", card.id);
            members.push((format!("{reference}@navigationLinkUrl"), json!(link)));
        }
    }
    members
}

/// A tabular part comes inside its row; its line numbers are strings.
fn table(card: &Card) -> Value {
    json!([{ "Ref_Key": card.id, "LineNumber": "1", "Значение": "", "Значение_Type": "StandardODATA.Undefined" }])
}

/// Many rows. The count is of all rows that fit, before `$top` and `$skip`.
pub(super) fn collection(
    rows: &[&Card],
    count: usize,
    query: &Query,
    format: Format,
    options: &Options,
) -> String {
    if format == Format::Atom {
        return feed(rows, query, options);
    }
    let texts: Vec<_> = rows.iter().map(|card| object(&members(card, query, format, options))).collect();
    let mut head = String::new();
    if format == Format::Json {
        let _always = write!(head, "\"odata.metadata\":\"{INSIDE}/$metadata#{SET}\",");
    }
    if query.tells_count {
        let _always = write!(head, "\"odata.count\":\"{count}\",");
    }
    format!("{{{head}\"value\":[{}]}}", texts.join(","))
}

/// One row, not wrapped.
pub(super) fn entity(card: &Card, query: &Query, format: Format, options: &Options) -> String {
    let mut members = members(card, query, format, options);
    match format {
        Format::Atom => entry(card, query, options),
        Format::BareJson => object(&members),
        Format::Json => {
            let metadata = format!("{INSIDE}/$metadata#{SET}/@Element");
            members.insert(0, ("odata.metadata".to_owned(), json!(metadata)));
            object(&members)
        }
    }
}

/// The list of sets, which is what the ping gets.
pub(super) fn service(format: Format) -> String {
    let title = escape(SET);
    match format {
        Format::Atom => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<service xmlns=\"http://www.w3.org/2007/app\" \
             xml:base=\"{INSIDE}/\"><workspace><collection href=\"{title}\"/></workspace></service>"
        ),
        Format::Json => {
            format!("{{\"odata.metadata\":\"{INSIDE}/$metadata\",\"value\":[{}]}}", set())
        }
        Format::BareJson => format!("{{\"value\":[{}]}}", set()),
    }
}

fn set() -> String {
    object(&[("name".to_owned(), json!(SET)), ("url".to_owned(), json!(SET))])
}

fn feed(rows: &[&Card], query: &Query, options: &Options) -> String {
    let entries: String = rows.iter().map(|card| entry(card, query, options)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xml:base=\"{INSIDE}/\"><title type=\"text\"/>{entries}</feed>"
    )
}

fn entry(card: &Card, query: &Query, options: &Options) -> String {
    let mut properties = String::new();
    for (name, value) in members(card, query, Format::Atom, options) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let _always = write!(properties, "<d:{name}>{}</d:{name}>", escape(&text));
    }
    format!(
        "<entry xmlns=\"http://www.w3.org/2005/Atom\" \
         xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\" \
         xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">\
         <id>{INSIDE}/{SET}(guid'{}')</id><content type=\"application/xml\">\
         <m:properties>{properties}</m:properties></content></entry>",
        card.id
    )
}

/// The types of the base.
pub(super) fn metadata(options: &Options) -> String {
    let mut properties = String::new();
    for name in schema::names() {
        let edm = schema::edm_type(name, options);
        let nullable = name != "Ref_Key";
        let _always =
            write!(properties, "<Property Name=\"{name}\" Type=\"{edm}\" Nullable=\"{nullable}\"/>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <edmx:Edmx xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\" Version=\"1.0\">\
         <edmx:DataServices><Schema Namespace=\"StandardODATA\"><EntityType Name=\"{SET}\">\
         <Key><PropertyRef Name=\"Ref_Key\"/></Key>{properties}</EntityType>\
         <EntityContainer Name=\"EnterpriseV8\"><EntitySet Name=\"{SET}\" \
         EntityType=\"StandardODATA.{SET}\"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"
    )
}
