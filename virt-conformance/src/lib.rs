//! virt-conformance.

/// A tiny guest of our own for tests that need a real machine.
pub use virt_tiny_guest as guest;
