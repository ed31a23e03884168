//! A virt driver from outside of virt's tree: its domains are processes of this host.
//!
//! `process:///default` is a host of which all connections of a program see the same domains. A
//! domain runs the program that its definition names, as a container would, only without walls:
//!
//! ```xml
//! <domain type='process'>
//!   <name>sleeper</name>
//!   <memory unit='MiB'>16</memory>
//!   <os>
//!     <type>exe</type>
//!     <init>/bin/sleep</init>
//!     <initarg>3600</initarg>
//!   </os>
//! </domain>
//! ```
//!
//! Definitions live in memory, and processes no longer than the last connection.

mod definition;
mod domain;
mod domain_driver;
mod driver;
mod host;
mod lifecycle;
mod node_driver;

use virt_core::registry::DriverEntry;

/// The registry entry: the crate's whole contact with virt. It has no probe, so nobody gets this
/// driver without asking for it.
pub const ENTRY: DriverEntry =
    DriverEntry::hypervisor("process", &["process"], driver::open).rank(500);

inventory::submit! { ENTRY }
