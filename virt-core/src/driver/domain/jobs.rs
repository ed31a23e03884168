//! The job of a domain: the one long change that is under way.

use std::time::Duration;

use crate::Result;
use crate::api::domain::{DomainAbortJobFlags, DomainGetJobStatsFlags, DomainJobType};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Jobs of domains. Asking about a job never waits for it.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait JobDriver: Driver {
    /// Returns how far the domain's job is.
    #[doc(alias = "domainGetJobInfo")]
    fn job_info(&self, domain: &DomainRef) -> Result<DomainJobInfo> {
        unsupported(self, "virDomainGetJobInfo")
    }

    /// Returns how far the domain's job is, or with `COMPLETED` how the last one went, in detail.
    #[doc(alias = "domainGetJobStats")]
    fn job_statistics(
        &self,
        domain: &DomainRef,
        flags: DomainGetJobStatsFlags,
    ) -> Result<JobStatistics> {
        unsupported(self, "virDomainGetJobStats")
    }

    /// Aborts the domain's job as soon as that is possible.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when there is none, or when it
    /// cannot be aborted any more.
    #[doc(alias("domainAbortJob", "domainAbortJobFlags"))]
    fn abort_job(&self, domain: &DomainRef, flags: DomainAbortJobFlags) -> Result<()> {
        unsupported(self, "virDomainAbortJobFlags")
    }
}

/// How far a domain's job is. Numbers that are not known are 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainJobInfo {
    /// Whether there is a job, and whether its end is known.
    pub kind: DomainJobType,
    /// How long it has been under way.
    pub elapsed: Duration,
    /// How long it will go on, when the kind is `Bounded`.
    pub remaining: Duration,
    /// Memory and files together.
    pub data: JobProgress,
    /// The guest's memory.
    pub memory: JobProgress,
    /// The guest's disks.
    pub file: JobProgress,
}

impl DomainJobInfo {
    /// The answer for a domain without a job.
    pub const NONE: DomainJobInfo = DomainJobInfo {
        kind: DomainJobType::None,
        elapsed: Duration::ZERO,
        remaining: Duration::ZERO,
        data: JobProgress::ZERO,
        memory: JobProgress::ZERO,
        file: JobProgress::ZERO,
    };
}

/// How far one part of a job is. A guest that changes what was moved makes the total grow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JobProgress {
    /// All of it.
    pub total_bytes: u64,
    /// What is done.
    pub processed_bytes: u64,
    /// What is left.
    pub remaining_bytes: u64,
}

impl JobProgress {
    /// Nothing to do.
    pub const ZERO: JobProgress =
        JobProgress { total_bytes: 0, processed_bytes: 0, remaining_bytes: 0 };
}

/// How far a domain's job is, in detail.
#[derive(Debug, Clone, PartialEq)]
pub struct JobStatistics {
    /// Whether there is a job, and whether its end is known, or how it ended.
    pub kind: DomainJobType,
    /// The numbers (`DOMAIN_JOB_*`).
    pub parameters: TypedParameters,
}
