//! The vocabulary of virt: what drivers implement and what programs hold, with no I/O of its own.

pub mod api;
pub mod error;
pub mod event;
pub mod object;
pub mod typed_param;

pub use error::{Error, ErrorKind, ErrorOrigin, Result};
