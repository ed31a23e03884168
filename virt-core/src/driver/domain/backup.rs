//! Backups of a running domain's disks.

use crate::Result;
use crate::api::domain::DomainBackupBeginFlags;
use crate::driver::Driver;
use crate::object::DomainRef;

/// Backups of domains. A domain has at most one at a time; it is a job of the domain, whose end an
/// event tells, and which is ended by aborting the job.
pub trait BackupDriver: Driver {
    /// Starts the backup that `xml` describes, and with `checkpoint_xml` makes a checkpoint at
    /// the same point in time.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when the domain does not run or
    /// has a job.
    #[doc(alias = "domainBackupBegin")]
    fn begin_backup(
        &self,
        domain: &DomainRef,
        xml: &str,
        checkpoint_xml: Option<&str>,
        flags: DomainBackupBeginFlags,
    ) -> Result<()>;

    /// Returns the description of the backup that is under way, with what was filled in.
    ///
    /// # Errors
    ///
    /// [`NoDomainBackup`](crate::ErrorKind::NoDomainBackup) when there is none.
    #[doc(alias = "domainBackupGetXMLDesc")]
    fn backup_xml(&self, domain: &DomainRef) -> Result<String>;
}
