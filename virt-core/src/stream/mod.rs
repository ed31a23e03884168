//! Streams: bytes in both directions between a program and a driver, with an end that is
//! confirmed, an abort, and holes.

mod driver;

pub use driver::{Section, StreamCallback, StreamDriver, Transfer};
