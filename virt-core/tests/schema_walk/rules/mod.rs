//! Where the schemas allow what libvirt does not take, or does not keep: each rule with its reason.
//!
//! `virsh -c test:///default` shows each of them: what it says of `define`, and what `dumpxml`
//! leaves out.

mod combined;
mod domain_values;
mod foreign;
mod kept;
mod sizes;
mod values;

pub(crate) use combined::complete;
pub(crate) use foreign::is_foreign;
pub(crate) use kept::{HOLLOW, IGNORED, is_first, says_nothing};
pub(crate) use sizes::{bound_size, default_unit};
pub(crate) use values::{at_path, of_pattern};
