//! How much a document may ask of its reader. Each limit is checked before memory is taken.

/// The largest document that is read, in bytes.
pub const MAX_SIZE: usize = 10 * 1024 * 1024;

/// The deepest nesting of elements, the root being at 1. libxml2 stops at the same depth, so no
/// document that libvirt wrote is refused.
pub const MAX_DEPTH: usize = 256;

/// The longest name of an element or attribute, in bytes. Paths in errors are made of names.
pub const MAX_NAME: usize = 1024;

/// The most attributes that one element may have.
pub const MAX_ATTRIBUTES: usize = 256;
