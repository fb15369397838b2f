//! Finds a sentence by its key and fills in its placeholders. Knows nothing of what the sentences say.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::model::Lang;

type Bundle = FluentBundle<FluentResource>;

static UK: LazyLock<Bundle> = LazyLock::new(|| load("uk", include_str!("uk.ftl")));
static EN: LazyLock<Bundle> = LazyLock::new(|| load("en", include_str!("en.ftl")));

/// Functions that say a sentence without placeholders.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        $($(#[$doc])* pub fn $name(lang: Lang) -> Text { Text::plain(say(lang, $key, &[])) })*
    };
}
pub(super) use sentences;

/// The sentence behind `key`, with its placeholders filled in. A key that is missing comes out as
/// itself: a test keeps both files complete, and a strange word in a topic beats a stopped bot.
pub(super) fn say(lang: Lang, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
    let bundle = match lang {
        Lang::Uk => &*UK,
        Lang::En => &*EN,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        log::error!("text: no sentence for {key}");
        return key.to_owned();
    };
    let mut filled = FluentArgs::new();
    for (name, value) in args {
        filled.set(*name, value.clone());
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&filled), &mut errors);
    if !errors.is_empty() {
        log::error!("text: {key} was not filled in: {errors:?}");
    }
    said.into_owned()
}

fn load(language: &str, source: &str) -> Bundle {
    // The language decides the plural forms; both tags here are well formed.
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Without this, every name would be wrapped in invisible direction marks.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
        log::error!("text: {} sentences cannot be read", errors.len());
        resource
    });
    bundle.add_resource_overriding(resource);
    bundle
}
