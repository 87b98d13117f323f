//! Pages for people: patients find a time and book it, change it or call it off; a clinic's desk has its day. They are as thin as the
//! routes of the API: behind the same door, over the same clients, limits and audit, and without a rule of their own. All of them work
//! without scripts; `assets/holdfast.js` only adds to them.
//!
//! Start reading at `routes.rs`, then at a page in `pages/`: its handler, and its template of the same name beside it. What all pages share
//! is in `visit.rs` (who looks), `page.rs` and `layout.html` (the frame), `texts.rs` (what they say, from `locales/`), `when.rs` (days and
//! times) and `components/` (parts of pages, each with its styles).

mod assets;
mod calendar;
mod cookies;
mod days;
mod draft;
mod embed;
mod facets;
mod fields;
mod held;
mod locale;
mod lost;
mod nav;
mod offers;
mod page;
mod pages;
mod problems;
mod routes;
mod span;
mod texts;
mod visit;
mod visit_facts;
mod when;

pub use routes::pages;
