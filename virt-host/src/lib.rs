//! virt-host.
