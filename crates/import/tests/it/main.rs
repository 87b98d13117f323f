//! Imports into a real PostgreSQL. Run with `scripts/with-postgres cargo nextest run -p holdfast-import`.

mod bad_lines;
mod files;
mod good;
mod later;
mod many;
mod scene;
