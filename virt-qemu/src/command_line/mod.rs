//! From a definition to the command line of QEMU, without touching the host.
//!
//! The steps, in order:
//!
//! 1. [`assign`] completes a definition: machine, implied devices, controllers, addresses. What it
//!    gives is kept by `define`.
//! 2. [`assign_aliases`] names the devices of a guest that is about to start.
//! 3. [`build`] gives the [`CommandLine`]: arguments, environment, and what QEMU has to inherit.
//!
//! 4. [`after_start`] gives the commands for what no command line can say.
//!
//! What this driver does not do yet is refused by name, never left out: whatever is not in the table
//! of what is [`served`]. A new part of the command line adds its places there.

mod after_start;
mod argv;
mod assign;
mod boot;
mod build;
mod channels;
mod chardev;
mod clock;
mod controllers;
mod cpu;
mod device;
mod disks;
mod error;
mod firmware;
mod graphics;
mod host_devices;
mod inputs;
mod interfaces;
mod machine;
mod memory;
mod other_devices;
mod props;
mod serials;
mod served;
mod sounds;
mod videos;

#[cfg(test)]
mod tests;

pub(crate) use after_start::after_start;
pub(crate) use argv::{CommandLine, DescriptorSource};
pub(crate) use assign::{Chipset, IsConventional, assign, assign_aliases, defaults};
pub(crate) use build::{BuildOptions, build, check, hot_plug};
