//! Definitions and the command lines that they become.

mod corpus;
mod fixtures;
mod qemu;
mod real;
mod refusals;
