//! Every enumeration, flag and typed-parameter name of libvirt's API, by the part of the
//! API that it belongs to. The numbers are libvirt's; the names are its names without the
//! common prefix. Written by `cargo xtask codegen`.

#[macro_use]
mod macros;

pub mod admin;
pub mod common;
pub mod domain;
pub mod domain_checkpoint;
pub mod domain_snapshot;
pub mod error;
pub mod event;
pub mod host;
pub mod interface;
pub mod network;
pub mod nodedev;
pub mod nwfilter;
pub mod qemu;
pub mod secret;
pub mod storage;
pub mod stream;

/// The version of libvirt whose API this is, 11.3.0, as 1,000,000 × major + 1,000 × minor +
/// release.
pub const VERSION: u64 = 11_003_000;
