//! virt-conformance.

pub use virt_testkit::{guest, needs};
