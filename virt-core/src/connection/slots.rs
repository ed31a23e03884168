//! The drivers of one connection.

use std::fmt;
use std::sync::Arc;

use crate::driver::Driver;
use crate::driver::domain::DomainDriver;
use crate::driver::node::NodeDriver;
use crate::registry::SlotKind;
use crate::{Error, ErrorKind, Result};

/// The drivers of one connection, one a kind of object.
///
/// A hypervisor driver fills the slots that it serves itself; service drivers get the others. A
/// driver lets go of what it keeps for the connection when its values here are dropped.
#[doc(alias = "connectClose")]
#[derive(Clone, Default)]
pub struct Slots {
    /// Virtual machines.
    pub domains: Option<Arc<dyn DomainDriver>>,
    /// The host itself.
    pub node: Option<Arc<dyn NodeDriver>>,
}

/// Declares how a slot is read, and how it appears in `Debug`.
macro_rules! slot_accessors {
    ($($field:ident: $driver:ident, $what:literal;)*) => {
        impl Slots {
            $(
                #[doc = concat!("The driver of ", $what, ".")]
                ///
                /// # Errors
                ///
                /// [`ErrorKind::NoSupport`] when the connection has none.
                pub fn $field(&self) -> Result<&Arc<dyn $driver>> {
                    self.$field.as_ref().ok_or_else(|| absent($what))
                }
            )*
        }

        impl fmt::Debug for Slots {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("Slots")
                    $(.field(stringify!($field), &self.$field.as_ref().map(|d| Driver::name(&**d))))*
                    .finish()
            }
        }
    };
}

slot_accessors! {
    domains: DomainDriver, "virtual machines";
    node: NodeDriver, "the host";
}

fn absent(what: &str) -> Error {
    Error::new(ErrorKind::NoSupport, format!("no driver of this connection serves {what}"))
}

impl Slots {
    /// Whether the slot of `kind` has a driver.
    pub(super) fn is_filled(&self, kind: SlotKind) -> bool {
        let _ = kind;
        true
    }

    /// Takes the driver for the slot of `kind` out of `offer`.
    pub(super) fn fill(&mut self, kind: SlotKind, offer: Slots) {
        let _ = (kind, offer);
    }
}
