//! How a domain is asked to stop.

use virt_core::api::domain::{DomainDestroyFlags, DomainRebootFlags, DomainShutdownFlags};

/// How the guest is asked to shut down.
///
/// Several ways, tried in the driver's order, are a [`DomainShutdownFlags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ShutdownMode {
    /// The driver's choice.
    #[default]
    Default,
    /// The ACPI power button.
    Acpi,
    /// The agent inside the guest.
    Agent,
    /// The init of a container, through its control socket.
    Initctl,
    /// A signal to the init of a container.
    Signal,
    /// The hypervisor's own way of talking to the guest.
    Paravirt,
}

impl From<ShutdownMode> for DomainShutdownFlags {
    fn from(mode: ShutdownMode) -> Self {
        match mode {
            ShutdownMode::Default => Self::empty(),
            ShutdownMode::Acpi => Self::ACPI_POWER_BTN,
            ShutdownMode::Agent => Self::GUEST_AGENT,
            ShutdownMode::Initctl => Self::INITCTL,
            ShutdownMode::Signal => Self::SIGNAL,
            ShutdownMode::Paravirt => Self::PARAVIRT,
        }
    }
}

/// How the guest is asked to reboot.
///
/// Several ways, tried in the driver's order, are a [`DomainRebootFlags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RebootMode {
    /// The driver's choice.
    #[default]
    Default,
    /// The ACPI power button.
    Acpi,
    /// The agent inside the guest.
    Agent,
    /// The init of a container, through its control socket.
    Initctl,
    /// A signal to the init of a container.
    Signal,
    /// The hypervisor's own way of talking to the guest.
    Paravirt,
}

impl From<RebootMode> for DomainRebootFlags {
    fn from(mode: RebootMode) -> Self {
        match mode {
            RebootMode::Default => Self::empty(),
            RebootMode::Acpi => Self::ACPI_POWER_BTN,
            RebootMode::Agent => Self::GUEST_AGENT,
            RebootMode::Initctl => Self::INITCTL,
            RebootMode::Signal => Self::SIGNAL,
            RebootMode::Paravirt => Self::PARAVIRT,
        }
    }
}

/// How hard the power is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DestroyMode {
    /// Ask the hypervisor to end, and make it end if it does not.
    #[default]
    Forced,
    /// Ask the hypervisor to end so that it writes back its caches; fail if it does not.
    Graceful,
}

impl From<DestroyMode> for DomainDestroyFlags {
    fn from(mode: DestroyMode) -> Self {
        match mode {
            DestroyMode::Forced => Self::empty(),
            DestroyMode::Graceful => Self::GRACEFUL,
        }
    }
}
