//! Behaviour tests that any virt driver runs against its own URI: one for each promise of the
//! driver traits.
//!
//! A driver crate, in this tree or out of it, has them in one file without libtest's harness:
//!
//! ```toml
//! [[test]]
//! name = "conformance"
//! harness = false
//! ```
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! fn main() -> ExitCode {
//!     virt_conformance::Suite::new(|_folder| "test:///default".to_owned())
//!         .guest_xml(|name| {
//!             format!(
//!                 "<domain type='test'>
//!                    <name>{name}</name>
//!                    <memory unit='MiB'>64</memory>
//!                    <os><type>hvm</type></os>
//!                  </domain>"
//!             )
//!         })
//!         .run()
//! }
//! ```
//!
//! A driver of other objects, such as the host's devices, has the promises about them
//! [alone](Suite::only).
//!
//! Each promise is a test of its own, and `cargo test NAME`, `--list` and the like work as ever.
//! What a driver does not have is found out by asking it: such a test is reported as ignored,
//! with the name of the call.
//!
//! The crate also hands out what tests of virtual machines need: a tiny [`guest`] and the way to
//! say that a part of the host is missing, [`needs`].

#![expect(clippy::panic, reason = "a broken promise is a panic: that is how a test fails")]

mod domains;
mod events;
mod host;
mod node;
mod node_devices;
mod outcome;
mod promise;
mod suite;

pub use suite::Suite;
pub use virt_testkit::{guest, needs};
