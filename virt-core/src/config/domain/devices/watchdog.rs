//! `<watchdog>`: notices that the guest hangs.

use super::DeviceInfo;
use crate::xml::{XmlElement, XmlValue};

/// Notices that the guest hangs: `<watchdog model='itco' action='reset'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Watchdog {
    /// Which one it is.
    #[xml(attribute)]
    pub model: WatchdogModel,
    /// What happens then. Default: reset.
    #[xml(attribute)]
    pub action: Option<WatchdogAction>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Watchdog {
    pub(crate) fn fill_defaults(&mut self) {
        self.action.get_or_insert(WatchdogAction::Reset);
    }
}

/// A kind of watchdog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum WatchdogModel {
    #[xml(name = "i6300esb")]
    I6300Esb,
    #[xml(name = "ib700")]
    Ib700,
    #[xml(name = "diag288")]
    Diag288,
    Itco,
}

/// What happens when a guest hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum WatchdogAction {
    /// It is reset.
    Reset,
    /// It is asked to shut down.
    Shutdown,
    /// It ends.
    Poweroff,
    /// It is paused.
    Pause,
    /// Nothing.
    None,
    /// Its memory is dumped.
    Dump,
    /// It is sent a non-maskable interrupt.
    InjectNmi,
}
