//! Virtual machines.

mod agent;
mod backup;
mod block;
mod block_jobs;
mod checkpoints;
mod console;
mod devices;
mod info;
mod input;
mod iothreads;
mod jobs;
mod memory;
mod migration;
mod native;
mod power;
mod qemu_monitor;
mod save;
mod security;
mod snapshots;
mod statistics;
mod tuning;
mod vcpus;

pub use agent::{AgentTimeout, FileSystemInfo, GuestAgentDriver, GuestInterface, InterfaceAddress};
pub use backup::BackupDriver;
pub use block::{BlockDriver, BlockInfo, DiskError};
pub use block_jobs::{BlockJobDriver, BlockJobInfo};
pub use checkpoints::CheckpointDriver;
pub use console::{ConsoleDriver, Screenshot};
pub use devices::DeviceDriver;
pub use info::{AutostartSetting, DomainControl, DomainInfo, DomainStatus};
pub use input::InputDriver;
pub use iothreads::{IoThreadDriver, IoThreadInfo};
pub use jobs::{DomainJobInfo, JobDriver, JobProgress, JobStatistics};
pub use memory::MemoryDriver;
pub use migration::{
    MigrationBegun, MigrationDriver, MigrationFinished, MigrationPrepared, TunnelPrepared,
};
pub use native::NativeDriver;
pub use power::PowerDriver;
pub use qemu_monitor::{MonitorReply, QemuMonitorDriver};
pub use save::{SaveDriver, SaveOptions};
pub use security::{SecurityDriver, SecurityLabel};
pub use snapshots::SnapshotDriver;
pub use statistics::{
    CpuStatisticsScope, DomainStatistics, InterfaceStatistics, MemoryStatistic, StatisticsDriver,
};
pub use tuning::{Scheduler, TuningDriver};
pub use vcpus::{VcpuDriver, VcpuInfo};

use std::os::fd::OwnedFd;

use uuid::Uuid;

use super::{Driver, unsupported};
use crate::Result;
use crate::api::domain::{
    ConnectListAllDomainsFlags, DomainCreateFlags, DomainDefineFlags, DomainDestroyFlags,
    DomainLifecycle, DomainLifecycleAction, DomainMessageType, DomainMetadataType,
    DomainModificationImpact, DomainRebootFlags, DomainShutdownFlags, DomainUndefineFlags,
    DomainXmlFlags,
};
use crate::event::{EventFilter, EventRegistration, EventSender};
use crate::object::DomainRef;

/// The virtual machines of one host: the lifecycle that every hypervisor has, and the facets that
/// this driver has beyond it.
///
/// A [`DomainRef`] names a domain by its UUID; the name and the id in it are what the caller knew
/// when it got the reference. A method that gets one whose domain is gone answers
/// [`NoDomain`](crate::ErrorKind::NoDomain).
///
/// Reading methods never wait for a change of the domain that is under way.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait DomainDriver: Driver {
    /// Returns the domains that match `filter`, sorted by name.
    ///
    /// Within a group of the filter (active or inactive, persistent or transient, the states, …)
    /// one match suffices; groups without a flag match all.
    #[doc(alias(
        "connectListAllDomains",
        "connectListDomains",
        "connectNumOfDomains",
        "connectListDefinedDomains",
        "connectNumOfDefinedDomains"
    ))]
    fn list(&self, filter: ConnectListAllDomainsFlags) -> Result<Vec<DomainRef>>;

    /// Finds the running domain with this id.
    ///
    /// # Errors
    ///
    /// [`NoDomain`](crate::ErrorKind::NoDomain) when none runs under it.
    #[doc(alias = "domainLookupByID")]
    fn lookup_by_id(&self, id: u32) -> Result<DomainRef>;

    /// Finds the domain with this UUID.
    #[doc(alias = "domainLookupByUUID")]
    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<DomainRef>;

    /// Finds the domain with this name.
    #[doc(alias = "domainLookupByName")]
    fn lookup_by_name(&self, name: &str) -> Result<DomainRef>;

    /// Stores `xml` as the persistent definition of its domain.
    ///
    /// A name that exists is redefined; a running domain keeps its live configuration until it
    /// next starts. The definition is on disk on return, where a driver keeps it on disk.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](crate::ErrorKind::OperationFailed) when the name belongs to another
    /// UUID or the UUID to another name; [`XmlError`](crate::ErrorKind::XmlError) and its like
    /// for what cannot be read.
    #[doc(alias("domainDefineXML", "domainDefineXMLFlags"))]
    fn define(&self, xml: &str, flags: DomainDefineFlags) -> Result<DomainRef>;

    /// Removes the persistent definition. A running domain becomes transient.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it is transient, or has
    /// something (a saved state, snapshots, …) that no flag says to remove.
    #[doc(alias("domainUndefine", "domainUndefineFlags"))]
    fn undefine(&self, domain: &DomainRef, flags: DomainUndefineFlags) -> Result<()>;

    /// Starts a domain that is not defined, or that is defined and does not run, from `xml`.
    /// It is gone when it stops, unless it is defined. `files` are handed to an init in the guest.
    #[doc(alias("domainCreateXML", "domainCreateXMLWithFiles"))]
    fn create(&self, xml: &str, flags: DomainCreateFlags, files: Vec<OwnedFd>)
    -> Result<DomainRef>;

    /// Starts a defined domain. `files` are handed to an init in the guest.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it runs already.
    #[doc(alias("domainCreate", "domainCreateWithFlags", "domainCreateWithFiles"))]
    fn start(
        &self,
        domain: &DomainRef,
        flags: DomainCreateFlags,
        files: Vec<OwnedFd>,
    ) -> Result<()>;

    /// Stops the processors of a running domain; its memory stays.
    #[doc(alias = "domainSuspend")]
    fn suspend(&self, domain: &DomainRef) -> Result<()>;

    /// Lets the processors of a suspended domain run again.
    #[doc(alias = "domainResume")]
    fn resume(&self, domain: &DomainRef) -> Result<()>;

    /// Asks the guest to shut down, and returns without waiting for it.
    #[doc(alias("domainShutdown", "domainShutdownFlags"))]
    fn shutdown(&self, domain: &DomainRef, flags: DomainShutdownFlags) -> Result<()>;

    /// Asks the guest to reboot, and returns without waiting for it.
    #[doc(alias = "domainReboot")]
    fn reboot(&self, domain: &DomainRef, flags: DomainRebootFlags) -> Result<()>;

    /// Pulls the reset line.
    #[doc(alias = "domainReset")]
    fn reset(&self, domain: &DomainRef) -> Result<()> {
        unsupported(self, "virDomainReset")
    }

    /// Takes the power away.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it does not run; with
    /// `GRACEFUL`, [`OperationFailed`](crate::ErrorKind::OperationFailed) when its process does
    /// not end on request, and the domain then keeps running.
    #[doc(alias("domainDestroy", "domainDestroyFlags"))]
    fn destroy(&self, domain: &DomainRef, flags: DomainDestroyFlags) -> Result<()>;

    /// Returns the definition: of a running domain the live one, unless `INACTIVE` is given.
    ///
    /// Without `SECURE`, secrets such as passwords are left out.
    #[doc(alias = "domainGetXMLDesc")]
    fn xml(&self, domain: &DomainRef, flags: DomainXmlFlags) -> Result<String>;

    /// Returns state, memory, processors and processor time.
    #[doc(alias = "domainGetInfo")]
    fn info(&self, domain: &DomainRef) -> Result<DomainInfo>;

    /// Returns the state with its reason.
    #[doc(alias = "domainGetState")]
    fn status(&self, domain: &DomainRef) -> Result<DomainStatus>;

    /// Returns what the driver is doing to the domain's monitor, and since when.
    #[doc(alias = "domainGetControlInfo")]
    fn control_info(&self, domain: &DomainRef) -> Result<DomainControl> {
        unsupported(self, "virDomainGetControlInfo")
    }

    /// Returns the kind of machine that the guest sees: `hvm`, `xen`, `exe`.
    #[doc(alias = "domainGetOSType")]
    fn os_type(&self, domain: &DomainRef) -> Result<String>;

    /// Whether the domain runs (or is paused).
    #[doc(alias = "domainIsActive")]
    fn is_active(&self, domain: &DomainRef) -> Result<bool>;

    /// Whether the domain has a definition that outlives its run.
    #[doc(alias = "domainIsPersistent")]
    fn is_persistent(&self, domain: &DomainRef) -> Result<bool>;

    /// Whether the definition was changed while the domain runs.
    #[doc(alias = "domainIsUpdated")]
    fn is_updated(&self, domain: &DomainRef) -> Result<bool> {
        Ok(false)
    }

    /// Whether the domain starts with the host, or once at the next start of the host.
    #[doc(alias("domainGetAutostart", "domainGetAutostartOnce"))]
    fn autostart(&self, domain: &DomainRef, setting: AutostartSetting) -> Result<bool> {
        unsupported(self, "virDomainGetAutostart")
    }

    /// Sets whether the domain starts with the host, or once at the next start of the host.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when the domain is transient.
    #[doc(alias("domainSetAutostart", "domainSetAutostartOnce"))]
    fn set_autostart(
        &self,
        domain: &DomainRef,
        setting: AutostartSetting,
        value: bool,
    ) -> Result<()> {
        unsupported(self, "virDomainSetAutostart")
    }

    /// Gives the domain another name.
    #[doc(alias = "domainRename")]
    fn rename(&self, domain: &DomainRef, name: &str) -> Result<DomainRef> {
        unsupported(self, "virDomainRename")
    }

    /// Sets what happens on the guest's own power-off, reboot or crash.
    #[doc(alias = "domainSetLifecycleAction")]
    fn set_lifecycle_action(
        &self,
        domain: &DomainRef,
        lifecycle: DomainLifecycle,
        action: DomainLifecycleAction,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetLifecycleAction")
    }

    /// Returns the title, the description, or the metadata element of the namespace `uri`.
    ///
    /// # Errors
    ///
    /// [`NoDomainMetadata`](crate::ErrorKind::NoDomainMetadata) when it is not set.
    #[doc(alias = "domainGetMetadata")]
    fn metadata(
        &self,
        domain: &DomainRef,
        kind: DomainMetadataType,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<String> {
        unsupported(self, "virDomainGetMetadata")
    }

    /// Sets, or with `None` removes, the title, the description, or the metadata element of the
    /// namespace `uri`, which is then written with the prefix `key`.
    #[doc(alias = "domainSetMetadata")]
    fn set_metadata(
        &self,
        domain: &DomainRef,
        kind: DomainMetadataType,
        metadata: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetMetadata")
    }

    /// Sends the events of domains that match `filter` to `sender` until the registration is
    /// dropped.
    #[doc(alias(
        "connectDomainEventRegisterAny",
        "connectDomainEventDeregisterAny",
        "connectDomainEventRegister",
        "connectDomainEventDeregister"
    ))]
    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        unsupported(self, "virConnectDomainEventRegisterAny")
    }

    /// Returns what the driver has to say about the domain: what taints it, what is deprecated,
    /// which I/O errors it had. Without a type it is all of it.
    #[doc(alias = "domainGetMessages")]
    fn messages(&self, domain: &DomainRef, types: DomainMessageType) -> Result<Vec<String>> {
        unsupported(self, "virDomainGetMessages")
    }

    /// Memory, when the driver can look at it or change it.
    fn memory(&self) -> Option<&dyn MemoryDriver> {
        None
    }

    /// Virtual processors, when the driver can look at them or change them.
    fn vcpus(&self) -> Option<&dyn VcpuDriver> {
        None
    }

    /// I/O threads, when domains have them.
    fn io_threads(&self) -> Option<&dyn IoThreadDriver> {
        None
    }

    /// Limits and shares, when the driver can look at them or change them.
    fn tuning(&self) -> Option<&dyn TuningDriver> {
        None
    }

    /// Devices that come and go, when the driver can plug them.
    fn devices(&self) -> Option<&dyn DeviceDriver> {
        None
    }

    /// Disks, when the driver can look into them or limit them.
    fn block(&self) -> Option<&dyn BlockDriver> {
        None
    }

    /// Jobs that move the data of disks.
    fn block_jobs(&self) -> Option<&dyn BlockJobDriver> {
        None
    }

    /// Statistics, when the driver keeps any.
    fn statistics(&self) -> Option<&dyn StatisticsDriver> {
        None
    }

    /// Long changes that can be watched and aborted.
    fn jobs(&self) -> Option<&dyn JobDriver> {
        None
    }

    /// Saving, restoring and dumping of memory.
    fn save_restore(&self) -> Option<&dyn SaveDriver> {
        None
    }

    /// Snapshots, when the driver can take them.
    fn snapshots(&self) -> Option<&dyn SnapshotDriver> {
        None
    }

    /// Checkpoints, when the driver can make them.
    fn checkpoints(&self) -> Option<&dyn CheckpointDriver> {
        None
    }

    /// Backups, when the driver can make them.
    fn backup(&self) -> Option<&dyn BackupDriver> {
        None
    }

    /// Migration, when domains can move to another host.
    fn migration(&self) -> Option<&dyn MigrationDriver> {
        None
    }

    /// The agent inside the guest, when the driver can talk to it.
    fn guest_agent(&self) -> Option<&dyn GuestAgentDriver> {
        None
    }

    /// Consoles, channels and screens.
    fn console(&self) -> Option<&dyn ConsoleDriver> {
        None
    }

    /// Keys, interrupts and signals for the guest.
    fn input(&self) -> Option<&dyn InputDriver> {
        None
    }

    /// Sleep and waking of the guest.
    fn power(&self) -> Option<&dyn PowerDriver> {
        None
    }

    /// Labels and encrypted memory.
    fn security(&self) -> Option<&dyn SecurityDriver> {
        None
    }

    /// The hypervisor's own formats and handles.
    fn native(&self) -> Option<&dyn NativeDriver> {
        None
    }

    /// QEMU's own monitor and agent.
    fn qemu_monitor(&self) -> Option<&dyn QemuMonitorDriver> {
        None
    }
}
