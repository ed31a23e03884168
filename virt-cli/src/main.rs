//! The command `virt`.

fn main() {}
