//! Moving a running domain to another host.

use std::time::Duration;

use crate::Result;
use crate::api::domain::{DomainMigrateFlags, DomainMigrateMaxSpeedFlags};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::stream::StreamDriver;
use crate::typed_parameters::TypedParameters;

/// Migration of domains, step by step.
///
/// The facade calls the steps in this order, on the source host S and the destination D, and hands
/// the cookie of each to the next:
///
/// | step | on | |
/// | --- | --- | --- |
/// | [`begin`](MigrationDriver::begin_migration) | S | what the domain is |
/// | [`prepare`](MigrationDriver::prepare_migration) | D | a process waits for its state |
/// | [`perform`](MigrationDriver::perform_migration) | S | the state goes over |
/// | [`finish`](MigrationDriver::finish_migration) | D | it runs there, or is cleaned up |
/// | [`confirm`](MigrationDriver::confirm_migration) | S | it is gone here, or runs on |
///
/// libvirt has had several generations of these steps; they differ in what they say, not in what
/// they do. Version 3 is described here. In version 2, `begin` and `confirm` are missing and
/// cookies go from `prepare` to the steps after it; in version 1, `prepare` does not get the
/// definition either. [`Driver features`](crate::api::host::DriverFeature) say which ones a
/// driver takes part in.
///
/// What is moved where travels as parameters (`MIGRATE_PARAM_*` of [`crate::api::domain`]): the
/// URI of the destination, the name and the definition there, the bandwidth, the disks.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait MigrationDriver: Driver {
    /// Starts on the source: returns the definition that the destination gets.
    ///
    /// # Errors
    ///
    /// [`MigrateUnsafe`](crate::ErrorKind::MigrateUnsafe) when the guest's disks could be
    /// damaged and `UNSAFE` is not given.
    #[doc(alias("domainMigrateBegin3", "domainMigrateBegin3Params"))]
    fn begin_migration(
        &self,
        domain: &DomainRef,
        parameters: &TypedParameters,
        flags: DomainMigrateFlags,
    ) -> Result<MigrationBegun> {
        unsupported(self, "virDomainMigrateBegin3Params")
    }

    /// Prepares the destination, and returns the URI that the source is to send the state to.
    /// The definition is among the parameters.
    #[doc(alias(
        "domainMigratePrepare",
        "domainMigratePrepare2",
        "domainMigratePrepare3",
        "domainMigratePrepare3Params"
    ))]
    fn prepare_migration(
        &self,
        parameters: &TypedParameters,
        cookie: &[u8],
        flags: DomainMigrateFlags,
    ) -> Result<MigrationPrepared> {
        unsupported(self, "virDomainMigratePrepare3Params")
    }

    /// Prepares the destination for a state that comes through the connection: the caller writes
    /// it into the stream.
    #[doc(alias(
        "domainMigratePrepareTunnel",
        "domainMigratePrepareTunnel3",
        "domainMigratePrepareTunnel3Params"
    ))]
    fn prepare_tunnel(
        &self,
        parameters: &TypedParameters,
        cookie: &[u8],
        flags: DomainMigrateFlags,
    ) -> Result<TunnelPrepared> {
        unsupported(self, "virDomainMigratePrepareTunnel3Params")
    }

    /// Sends the state from the source, and returns when it has arrived. With `PEER2PEER` the
    /// source does all steps itself over a connection of its own to `destination`.
    ///
    /// # Errors
    ///
    /// [`OperationAborted`](crate::ErrorKind::OperationAborted) when somebody aborted the job.
    #[doc(alias("domainMigratePerform", "domainMigratePerform3", "domainMigratePerform3Params"))]
    fn perform_migration(
        &self,
        domain: &DomainRef,
        destination: Option<&str>,
        parameters: &TypedParameters,
        cookie: &[u8],
        flags: DomainMigrateFlags,
    ) -> Result<Vec<u8>> {
        unsupported(self, "virDomainMigratePerform3Params")
    }

    /// Runs the domain on the destination, or with `cancelled` cleans up what was prepared there
    /// and returns no domain.
    #[doc(alias(
        "domainMigrateFinish",
        "domainMigrateFinish2",
        "domainMigrateFinish3",
        "domainMigrateFinish3Params"
    ))]
    fn finish_migration(
        &self,
        parameters: &TypedParameters,
        cookie: &[u8],
        flags: DomainMigrateFlags,
        cancelled: bool,
    ) -> Result<MigrationFinished> {
        unsupported(self, "virDomainMigrateFinish3Params")
    }

    /// Ends the migration on the source: the domain is gone there, or with `cancelled` runs on.
    #[doc(alias("domainMigrateConfirm3", "domainMigrateConfirm3Params"))]
    fn confirm_migration(
        &self,
        domain: &DomainRef,
        parameters: &TypedParameters,
        cookie: &[u8],
        flags: DomainMigrateFlags,
        cancelled: bool,
    ) -> Result<()> {
        unsupported(self, "virDomainMigrateConfirm3Params")
    }

    /// Returns how long a guest may stand still while it is moved.
    #[doc(alias = "domainMigrateGetMaxDowntime")]
    fn max_downtime(&self, domain: &DomainRef) -> Result<Duration> {
        unsupported(self, "virDomainMigrateGetMaxDowntime")
    }

    /// Sets how long a guest may stand still while it is moved, in whole milliseconds.
    #[doc(alias = "domainMigrateSetMaxDowntime")]
    fn set_max_downtime(&self, domain: &DomainRef, downtime: Duration) -> Result<()> {
        unsupported(self, "virDomainMigrateSetMaxDowntime")
    }

    /// Returns the size of the cache of pages that were sent already.
    #[doc(alias = "domainMigrateGetCompressionCache")]
    fn compression_cache_bytes(&self, domain: &DomainRef) -> Result<u64> {
        unsupported(self, "virDomainMigrateGetCompressionCache")
    }

    /// Sets the size of the cache of pages that were sent already.
    #[doc(alias = "domainMigrateSetCompressionCache")]
    fn set_compression_cache_bytes(&self, domain: &DomainRef, size_bytes: u64) -> Result<()> {
        unsupported(self, "virDomainMigrateSetCompressionCache")
    }

    /// Returns the most that a migration may send, or with `POSTCOPY` may send after the switch,
    /// in MiB a second.
    #[doc(alias = "domainMigrateGetMaxSpeed")]
    fn max_speed_mib(&self, domain: &DomainRef, flags: DomainMigrateMaxSpeedFlags) -> Result<u64> {
        unsupported(self, "virDomainMigrateGetMaxSpeed")
    }

    /// Sets the most that a migration may send, or with `POSTCOPY` may send after the switch, in
    /// MiB a second.
    #[doc(alias = "domainMigrateSetMaxSpeed")]
    fn set_max_speed_mib(
        &self,
        domain: &DomainRef,
        mib_per_second: u64,
        flags: DomainMigrateMaxSpeedFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainMigrateSetMaxSpeed")
    }

    /// Switches a migration that was started with `POSTCOPY` to the destination now; what is
    /// missing there is fetched when the guest needs it.
    #[doc(alias = "domainMigrateStartPostCopy")]
    fn start_post_copy(&self, domain: &DomainRef) -> Result<()> {
        unsupported(self, "virDomainMigrateStartPostCopy")
    }
}

/// What the source says first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationBegun {
    /// The definition for the destination.
    pub xml: String,
    /// What the destination's driver is to know.
    pub cookie: Vec<u8>,
}

/// What the destination says when it is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationPrepared {
    /// Where the source sends the state to, unless the caller said so.
    pub uri: Option<String>,
    /// What the source's driver is to know.
    pub cookie: Vec<u8>,
}

/// What the destination says when it is ready for a state through the connection.
pub struct TunnelPrepared {
    /// Takes the state; finished when all of it is written.
    pub stream: Box<dyn StreamDriver>,
    /// What the source's driver is to know.
    pub cookie: Vec<u8>,
}

/// What the destination says at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationFinished {
    /// The domain on the destination; none when the migration was cancelled or failed there.
    pub domain: Option<DomainRef>,
    /// What the source's driver is to know.
    pub cookie: Vec<u8>,
}
