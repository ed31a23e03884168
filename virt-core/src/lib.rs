//! The vocabulary of virt: what drivers implement and what programs hold, with no I/O of its own.

pub mod api;
pub mod checks;
pub mod connection;
pub mod driver;
pub mod error;
pub mod event;
pub mod object;
pub mod registry;
pub mod stream;
pub mod typed_param;
pub mod uri;

pub use error::{Error, ErrorKind, ErrorOrigin, Result};
