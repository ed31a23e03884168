//! Jobs that move a disk's data while its domain runs.

use crate::Result;
use crate::api::domain::{
    DomainBlockCommitFlags, DomainBlockCopyFlags, DomainBlockJobAbortFlags, DomainBlockJobType,
    DomainBlockRebaseFlags,
};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Block jobs of domains: at most one a disk.
///
/// A `disk` is named by its target (`vda`) or by the path of its source. Bandwidths are in bytes
/// a second, whatever the flags say; 0 sets no limit. Starting a job does not wait for its end,
/// which an event tells.
///
/// # Errors
///
/// [`BlockCopyActive`](crate::ErrorKind::BlockCopyActive) or
/// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when the disk has a job already.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait BlockJobDriver: Driver {
    /// Cancels the disk's job, or with `PIVOT` ends a copy by switching the guest to it. With
    /// `ASYNC` does not wait until it has ended.
    #[doc(alias = "domainBlockJobAbort")]
    fn abort_block_job(
        &self,
        domain: &DomainRef,
        disk: &str,
        flags: DomainBlockJobAbortFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainBlockJobAbort")
    }

    /// Returns how far the disk's job is, if it has one.
    #[doc(alias = "domainGetBlockJobInfo")]
    fn block_job(&self, domain: &DomainRef, disk: &str) -> Result<Option<BlockJobInfo>> {
        unsupported(self, "virDomainGetBlockJobInfo")
    }

    /// Sets the most that the disk's job may move.
    #[doc(alias = "domainBlockJobSetSpeed")]
    fn set_block_job_speed(
        &self,
        domain: &DomainRef,
        disk: &str,
        bytes_per_second: u64,
    ) -> Result<()> {
        unsupported(self, "virDomainBlockJobSetSpeed")
    }

    /// Copies all data of the images below the disk's image into it, so that it stands alone.
    #[doc(alias = "domainBlockPull")]
    fn pull_block(&self, domain: &DomainRef, disk: &str, bytes_per_second: u64) -> Result<()> {
        unsupported(self, "virDomainBlockPull")
    }

    /// Copies the data of the images between `base` and the disk's image into it, so that it
    /// stands on `base`; or with `COPY` starts a copy of the disk in the file `base`.
    #[doc(alias = "domainBlockRebase")]
    fn rebase_block(
        &self,
        domain: &DomainRef,
        disk: &str,
        base: Option<&str>,
        bytes_per_second: u64,
        flags: DomainBlockRebaseFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainBlockRebase")
    }

    /// Starts a copy of the disk in the `<disk>` that `destination_xml` describes, and keeps both
    /// the same until the job is ended (`DOMAIN_BLOCK_COPY_*`).
    #[doc(alias = "domainBlockCopy")]
    fn copy_block(
        &self,
        domain: &DomainRef,
        disk: &str,
        destination_xml: &str,
        parameters: &TypedParameters,
        flags: DomainBlockCopyFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainBlockCopy")
    }

    /// Writes the data of the images from `top` down to above `base` into `base`. Without `top`
    /// it is the disk's image, without `base` the lowest.
    #[doc(alias = "domainBlockCommit")]
    fn commit_block(
        &self,
        domain: &DomainRef,
        disk: &str,
        base: Option<&str>,
        top: Option<&str>,
        bytes_per_second: u64,
        flags: DomainBlockCommitFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainBlockCommit")
    }
}

/// How far a block job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockJobInfo {
    /// What the job does.
    pub kind: DomainBlockJobType,
    /// The most that it may move, in bytes a second; 0 when nothing limits it.
    pub bytes_per_second: u64,
    /// How far it is, on the way to `end`.
    pub current: u64,
    /// Where it ends, as far as is known now; a copy that has reached it goes on.
    pub end: u64,
}
