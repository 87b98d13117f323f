//! What measurements are made by. The number of labels is part of the type, so that none is forgotten.

use ::metrics::{IntoF64, Key, Label, Level, Metadata, SharedString, with_recorder};

use super::Declared;

static METADATA: Metadata<'static> = Metadata::new("holdfast", Level::INFO, None);

/// Declares a kind of metric.
macro_rules! kind {
    ($(#[$doc:meta])+ $kind:ident, $register:ident) => {
        $(#[$doc])+
        #[derive(Debug)]
        pub struct $kind<const N: usize>(Declared);

        impl<const N: usize> $kind<N> {
            pub(super) const fn new(declared: Declared) -> Self {
                Self(declared)
            }

            /// Its row of the table.
            pub const fn declared(&'static self) -> &'static Declared {
                &self.0
            }

            /// The series of these values of its labels.
            pub fn of<V: Into<SharedString>>(&'static self, values: [V; N]) -> ::metrics::$kind {
                let key = key(&self.0, values);
                with_recorder(|recorder| recorder.$register(&key, &METADATA))
            }
        }

        impl $kind<0> {
            fn only(&'static self) -> ::metrics::$kind {
                self.of::<&'static str>([])
            }
        }
    };
}

kind! {
    /// A counter with `N` labels.
    Counter, register_counter
}
kind! {
    /// A gauge with `N` labels.
    Gauge, register_gauge
}
kind! {
    /// A histogram with `N` labels.
    Histogram, register_histogram
}

fn key<V: Into<SharedString>, const N: usize>(declared: &Declared, values: [V; N]) -> Key {
    let labels = declared.labels.iter().zip(values);
    let labels: Vec<_> = labels.map(|(name, value)| Label::new(*name, value)).collect();
    Key::from_parts(declared.name, labels)
}

impl Counter<0> {
    /// Counts so many more.
    pub fn increment(&'static self, by: u64) {
        self.only().increment(by);
    }
}

impl Gauge<0> {
    /// It is so now.
    pub fn set(&'static self, value: f64) {
        self.only().set(value);
    }
}

impl Histogram<0> {
    /// It was so this time.
    pub fn record(&'static self, value: impl IntoF64) {
        self.only().record(value);
    }
}
