//! Definitions and the command lines that they become.

mod corpus;
mod fixtures;
mod host_devices;
mod qemu;
mod real;
mod refusals;
