//! virt-test.
