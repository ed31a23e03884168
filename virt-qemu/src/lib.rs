//! virt-qemu.
