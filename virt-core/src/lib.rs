//! The vocabulary of virt: what drivers implement and what programs hold, with no I/O of its own.

// What the derives write names this crate, here as anywhere else.
extern crate self as virt_core;

pub mod api;
pub mod checks;
pub mod config;
pub mod connection;
pub mod cpu_set;
#[cfg(feature = "serde")]
pub mod data;
pub mod driver;
pub mod error;
pub mod event;
pub mod event_loop;
pub mod object;
pub mod registry;
pub mod selector;
pub mod stream;
pub mod typed_parameters;
pub mod units;
pub mod uri;
pub mod xml;

pub use error::{Error, ErrorKind, ErrorOrigin, Result};

/// What the derives write for serde; nothing where the feature is off.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! with_serde {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// What the derives write for serde; nothing where the feature is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! with_serde {
    ($($tokens:tt)*) => {};
}

/// The code of the README is compiled, and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
