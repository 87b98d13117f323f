//! Imports into a real PostgreSQL. Run with `scripts/with-postgres cargo nextest run -p holdfast-import`.

mod bad_lines;
mod docs;
mod files;
mod good;
mod later;
mod layers;
mod many;
mod scene;
