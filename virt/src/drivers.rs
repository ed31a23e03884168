//! What this build contains. Each crate registers itself; naming it here keeps it linked.

#[cfg(feature = "nodedev")]
use virt_nodedev as _;
#[cfg(feature = "qemu")]
use virt_qemu as _;
#[cfg(feature = "test")]
use virt_test as _;
