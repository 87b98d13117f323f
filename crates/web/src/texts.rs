//! What pages say, in every language. The texts are in `locales/`, one folder for a language; the build fails where one lacks a
//! text, has one that no page uses, or a template has words of its own (`build.rs`).

use std::borrow::Borrow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::locale::Locale;
use crate::when::Formats;

static TEXTS: LazyLock<Vec<Texts>> = LazyLock::new(|| Locale::ALL.into_iter().map(Texts::load).collect());

/// The texts of a language.
pub(crate) struct Texts {
    pub(crate) locale: Locale,
    pub(crate) formats: Formats,
    bundle: FluentBundle<FluentResource>,
}

/// Names a text that is chosen elsewhere than where it is said, so that the build sees that it is used.
pub(crate) const fn key(name: &'static str) -> &'static str {
    name
}

impl Texts {
    pub(crate) fn of(locale: Locale) -> &'static Self {
        &TEXTS[locale.index()]
    }

    fn load(locale: Locale) -> Self {
        let source = match locale {
            Locale::English | Locale::American => include_str!(concat!(env!("OUT_DIR"), "/en.ftl")),
            Locale::German => include_str!(concat!(env!("OUT_DIR"), "/de.ftl")),
            Locale::Spanish => include_str!(concat!(env!("OUT_DIR"), "/es.ftl")),
            Locale::Arabic => include_str!(concat!(env!("OUT_DIR"), "/ar.ftl")),
        };
        let mut bundle = FluentBundle::new_concurrent(locale.tag().parse().into_iter().collect());
        // names in Latin letters stand in Arabic sentences; elsewhere the marks would only be in the way of who copies a text
        bundle.set_use_isolating(locale.is_rtl());
        // the build has read them all
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(part, _)| part);
        bundle.add_resource_overriding(resource);
        Self { locale, formats: Formats::of(locale), bundle }
    }

    /// A text without values.
    pub(crate) fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A text with one value.
    pub(crate) fn with(&self, key: &str, name: &str, value: impl AsRef<str>) -> String {
        self.format(key, Some(&args([(name, FluentValue::from(value.as_ref()))])))
    }

    /// A text with two values, each behind its name.
    pub(crate) fn with2(
        &self,
        key: &str,
        first: &str,
        value: impl AsRef<str>,
        second: &str,
        other: impl AsRef<str>,
    ) -> String {
        let values =
            [(first, FluentValue::from(value.as_ref())), (second, FluentValue::from(other.as_ref()))];
        self.format(key, Some(&args(values)))
    }

    /// A text about a number of things, its `$n`.
    pub(crate) fn count(&self, key: &str, n: impl Borrow<u32>) -> String {
        self.format(key, Some(&args([("n", FluentValue::from(*n.borrow()))])))
    }

    /// The same with one value more.
    pub(crate) fn count_with(
        &self,
        key: &str,
        n: impl Borrow<u32>,
        name: &str,
        value: impl AsRef<str>,
    ) -> String {
        self.format(
            key,
            Some(&args([("n", FluentValue::from(*n.borrow())), (name, FluentValue::from(value.as_ref()))])),
        )
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, locale = self.locale.tag(), "a page's text is missing");
            return key.to_owned();
        };
        self.bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }
}

fn args<'a, const N: usize>(values: [(&'a str, FluentValue<'a>); N]) -> FluentArgs<'a> {
    values.into_iter().collect()
}
