//! Disks of a domain: their size, their use, their limits.

use crate::Result;
use crate::api::domain::{DomainBlockResizeFlags, DomainDiskErrorCode, DomainModificationImpact};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Disks of domains.
///
/// A `disk` is named by its target (`vda`) or by the path of its source.
///
/// # Errors
///
/// [`InvalidArg`](crate::ErrorKind::InvalidArg) when the domain has no such disk.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait BlockDriver: Driver {
    /// Gives the disk of a running domain another size. It is in bytes, whatever the flags say;
    /// with `CAPACITY` it is the size of what the disk stands on.
    #[doc(alias = "domainBlockResize")]
    fn resize_block(
        &self,
        domain: &DomainRef,
        disk: &str,
        size_bytes: u64,
        flags: DomainBlockResizeFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainBlockResize")
    }

    /// Returns what was read from and written to a disk of a running domain, or all of its disks
    /// together with an empty name (`DOMAIN_BLOCK_STATS_*`).
    #[doc(alias("domainBlockStats", "domainBlockStatsFlags"))]
    fn block_statistics(&self, domain: &DomainRef, disk: &str) -> Result<TypedParameters> {
        unsupported(self, "virDomainBlockStatsFlags")
    }

    /// Reads `size` bytes of the disk from `offset_bytes` on.
    #[doc(alias = "domainBlockPeek")]
    fn peek_block(
        &self,
        domain: &DomainRef,
        disk: &str,
        offset_bytes: u64,
        size: usize,
    ) -> Result<Vec<u8>> {
        unsupported(self, "virDomainBlockPeek")
    }

    /// Returns how large the disk is for the guest and on the host.
    #[doc(alias = "domainGetBlockInfo")]
    fn block_info(&self, domain: &DomainRef, disk: &str) -> Result<BlockInfo> {
        unsupported(self, "virDomainGetBlockInfo")
    }

    /// Returns the disks that a running domain has I/O errors on.
    #[doc(alias = "domainGetDiskErrors")]
    fn disk_errors(&self, domain: &DomainRef) -> Result<Vec<DiskError>> {
        unsupported(self, "virDomainGetDiskErrors")
    }

    /// Returns the disk's own limits (`DOMAIN_BLOCK_IOTUNE_*`).
    #[doc(alias = "domainGetBlockIoTune")]
    fn block_io_tune(
        &self,
        domain: &DomainRef,
        disk: &str,
        impact: DomainModificationImpact,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetBlockIoTune")
    }

    /// Sets the disk's own limits (`DOMAIN_BLOCK_IOTUNE_*`); 0 lifts one.
    #[doc(alias = "domainSetBlockIoTune")]
    fn set_block_io_tune(
        &self,
        domain: &DomainRef,
        disk: &str,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetBlockIoTune")
    }

    /// Sets the limits that disks of the throttle group share, and makes the group if there is
    /// none of this name (`DOMAIN_BLOCK_IOTUNE_*`).
    #[doc(alias = "domainSetThrottleGroup")]
    fn set_throttle_group(
        &self,
        domain: &DomainRef,
        group: &str,
        parameters: &TypedParameters,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainSetThrottleGroup")
    }

    /// Removes a throttle group.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) while a disk uses it.
    #[doc(alias = "domainDelThrottleGroup")]
    fn delete_throttle_group(
        &self,
        domain: &DomainRef,
        group: &str,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        unsupported(self, "virDomainDelThrottleGroup")
    }

    /// Asks for one event when a running guest writes beyond `threshold_bytes` of the device's
    /// image; `device` is a target, or `vda[2]` for an image below it. 0 takes the request back.
    #[doc(alias = "domainSetBlockThreshold")]
    fn set_block_threshold(
        &self,
        domain: &DomainRef,
        device: &str,
        threshold_bytes: u64,
    ) -> Result<()> {
        unsupported(self, "virDomainSetBlockThreshold")
    }
}

/// How large a disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockInfo {
    /// The size that the guest sees.
    pub capacity_bytes: u64,
    /// How much of the host's storage the image uses: for a sparse file less than its size.
    pub allocation_bytes: u64,
    /// The size of the image's file or device on the host.
    pub physical_bytes: u64,
}

/// A disk with an I/O error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskError {
    /// The disk's target.
    pub disk: String,
    /// What is wrong.
    pub error: DomainDiskErrorCode,
}
