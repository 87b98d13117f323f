//! The scenarios, one per file.

pub(crate) mod bookings;
pub(crate) mod generate;
pub(crate) mod listeners;
pub(crate) mod lone_booking;
pub(crate) mod mixed;
pub(crate) mod people;
pub(crate) mod race;
pub(crate) mod round_trips;
pub(crate) mod search;
pub(crate) mod stack;
pub(crate) mod start;
pub(crate) mod tracing;

use anyhow::Result;
use tempfile::TempDir;

use crate::client::post;
use crate::fixture::{Bookable, Fixture, Size};
use crate::holdfast::{Holdfast, connect, folder};
use crate::lab::Lab;

/// A running Holdfast with a fixture.
pub(crate) struct Scene {
    pub(crate) holdfast: Holdfast,
    pub(crate) fixture: Fixture,
    /// Of each clinic's front desk.
    pub(crate) tokens: Vec<String>,
    /// Dropped last: Holdfast lives in it.
    pub(crate) folder: TempDir,
}

impl Scene {
    pub(crate) async fn new(lab: &Lab, size: Size) -> Result<Self> {
        Self::with(lab, size, &[]).await
    }

    /// The same with settings for Holdfast.
    pub(crate) async fn with(lab: &Lab, size: Size, settings: &[(&str, &str)]) -> Result<Self> {
        let folder = folder()?;
        let holdfast = Holdfast::start(lab, folder.path(), settings).await?;
        let fixture = Fixture::new(lab, size)?;
        fixture.write(&connect(&holdfast.database().await?.url()).await?).await?;
        let tokens = fixture.clinic_ids.iter().map(|id| holdfast.staff_token(*id));
        let tokens = tokens.collect::<Result<Vec<_>>>()?;
        Ok(Self { holdfast, fixture, tokens, folder })
    }

    /// The request that books.
    pub(crate) fn booking(&self, bookable: &Bookable) -> Vec<u8> {
        post("/v1/bookings", Some(&self.tokens[bookable.clinic]), &bookable.body())
    }
}
