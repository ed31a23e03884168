//! Checkpoints: points in time since which a domain's disks know what changed.

use crate::Result;
use crate::api::domain_checkpoint::{
    DomainCheckpointCreateFlags, DomainCheckpointDeleteFlags, DomainCheckpointListFlags,
    DomainCheckpointXmlFlags,
};
use crate::driver::{Driver, unsupported};
use crate::object::{CheckpointRef, DomainRef};

/// Checkpoints of domains.
///
/// A method that gets a checkpoint that is gone answers
/// [`NoDomainCheckpoint`](crate::ErrorKind::NoDomainCheckpoint).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait CheckpointDriver: Driver {
    /// Makes the checkpoint that `xml` describes, or with `REDEFINE` takes note of one that
    /// exists.
    #[doc(alias = "domainCheckpointCreateXML")]
    fn create_checkpoint(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainCheckpointCreateFlags,
    ) -> Result<CheckpointRef>;

    /// Returns the checkpoint's description.
    #[doc(alias = "domainCheckpointGetXMLDesc")]
    fn checkpoint_xml(
        &self,
        checkpoint: &CheckpointRef,
        flags: DomainCheckpointXmlFlags,
    ) -> Result<String>;

    /// Returns the domain's checkpoints that match `filter`: by name, or with `TOPOLOGICAL`
    /// parents before children.
    #[doc(alias = "domainListAllCheckpoints")]
    fn checkpoints_of(
        &self,
        domain: &DomainRef,
        filter: DomainCheckpointListFlags,
    ) -> Result<Vec<CheckpointRef>>;

    /// Returns the checkpoint's children that match `filter`, or with `DESCENDANTS` all below it.
    #[doc(alias = "domainCheckpointListAllChildren")]
    fn checkpoint_children(
        &self,
        checkpoint: &CheckpointRef,
        filter: DomainCheckpointListFlags,
    ) -> Result<Vec<CheckpointRef>> {
        unsupported(self, "virDomainCheckpointListAllChildren")
    }

    /// Finds the domain's checkpoint with this name.
    #[doc(alias = "domainCheckpointLookupByName")]
    fn lookup_checkpoint(&self, domain: &DomainRef, name: &str) -> Result<CheckpointRef>;

    /// Returns the checkpoint that this one was made after, if there is one.
    #[doc(alias = "domainCheckpointGetParent")]
    fn checkpoint_parent(&self, checkpoint: &CheckpointRef) -> Result<Option<CheckpointRef>> {
        unsupported(self, "virDomainCheckpointGetParent")
    }

    /// Deletes the checkpoint; with flags its children as well, or the children only.
    #[doc(alias = "domainCheckpointDelete")]
    fn delete_checkpoint(
        &self,
        checkpoint: &CheckpointRef,
        flags: DomainCheckpointDeleteFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainCheckpointDelete")
    }
}
