//! The QEMU driver of virt.

#![allow(dead_code, unused_imports, reason = "the driver that uses these lands on top of them")]

mod affinity;
pub mod capabilities;
mod command_line;
mod qmp;
