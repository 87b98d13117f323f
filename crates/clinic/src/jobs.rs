//! The jobs of the clinic service.

pub mod seal_audit;
