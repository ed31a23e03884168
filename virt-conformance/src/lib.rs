//! virt-conformance.
