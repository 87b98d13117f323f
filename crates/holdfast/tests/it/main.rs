//! Holdfast from the outside: through the whole gateway in this process, and as the real binary.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod account_links;
mod accounts;
mod appointments;
mod architecture;
mod audit;
mod bad_input;
mod commands;
mod crash;
mod document;
mod events;
mod guests;
mod hours;
mod idempotency;
mod isolation;
mod journeys;
mod limits;
mod mails;
mod members;
mod nowhere;
mod offers;
mod outage;
mod personal_data;
mod provider;
mod race;
mod search;
mod search_plans;
mod sharding;
mod stack;
mod templates;
mod tls;
mod webhook_addresses;
mod webhooks;
mod who_may;
