//! Definitions and the command lines that they become.

mod corpus;
mod qemu;
