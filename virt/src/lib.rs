//! virt.
