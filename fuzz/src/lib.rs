//! Hostile input for virt's readers: what each fuzz target does with its input, what it starts with,
//! and how one input becomes the next.
//!
//! There is a target for every kind of document that `virt-core` knows, whichever they are, and one
//! for each other thing that is read from strangers. `cargo xtask fuzz` builds and runs them.

pub mod mutate;
mod seeds;
mod shapes;
mod target;
mod words;

pub use seeds::write_seeds;
pub use target::Target;
