//! Snapshots: states of a domain to go back to.

use crate::Result;
use crate::api::domain_snapshot::{
    DomainSnapshotCreateFlags, DomainSnapshotDeleteFlags, DomainSnapshotListFlags,
    DomainSnapshotRevertFlags, DomainSnapshotXmlFlags,
};
use crate::driver::{Driver, unsupported};
use crate::object::{DomainRef, SnapshotRef};

/// Snapshots of domains.
///
/// A domain's snapshots are a tree; one of them may be the current one, which the next is made a
/// child of. A method that gets a snapshot that is gone answers
/// [`NoDomainSnapshot`](crate::ErrorKind::NoDomainSnapshot).
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait SnapshotDriver: Driver {
    /// Takes the snapshot that `xml` describes, or with `REDEFINE` takes note of one that exists.
    #[doc(alias = "domainSnapshotCreateXML")]
    fn create_snapshot(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainSnapshotCreateFlags,
    ) -> Result<SnapshotRef>;

    /// Returns the snapshot's description, with the domain's definition of that time.
    #[doc(alias = "domainSnapshotGetXMLDesc")]
    fn snapshot_xml(&self, snapshot: &SnapshotRef, flags: DomainSnapshotXmlFlags)
    -> Result<String>;

    /// Returns the domain's snapshots that match `filter`: by name, or with `TOPOLOGICAL` parents
    /// before children.
    #[doc(alias("domainListAllSnapshots", "domainSnapshotNum", "domainSnapshotListNames"))]
    fn snapshots_of(
        &self,
        domain: &DomainRef,
        filter: DomainSnapshotListFlags,
    ) -> Result<Vec<SnapshotRef>>;

    /// Returns the snapshot's children that match `filter`, or with `DESCENDANTS` all below it.
    #[doc(alias(
        "domainSnapshotListAllChildren",
        "domainSnapshotNumChildren",
        "domainSnapshotListChildrenNames"
    ))]
    fn snapshot_children(
        &self,
        snapshot: &SnapshotRef,
        filter: DomainSnapshotListFlags,
    ) -> Result<Vec<SnapshotRef>> {
        unsupported(self, "virDomainSnapshotListAllChildren")
    }

    /// Finds the domain's snapshot with this name.
    #[doc(alias = "domainSnapshotLookupByName")]
    fn lookup_snapshot(&self, domain: &DomainRef, name: &str) -> Result<SnapshotRef>;

    /// Returns the domain's current snapshot, if it has one.
    #[doc(alias("domainSnapshotCurrent", "domainHasCurrentSnapshot"))]
    fn current_snapshot(&self, domain: &DomainRef) -> Result<Option<SnapshotRef>> {
        unsupported(self, "virDomainSnapshotCurrent")
    }

    /// Returns the snapshot that this one was made after, if there is one.
    #[doc(alias = "domainSnapshotGetParent")]
    fn snapshot_parent(&self, snapshot: &SnapshotRef) -> Result<Option<SnapshotRef>> {
        unsupported(self, "virDomainSnapshotGetParent")
    }

    /// Whether the snapshot is the domain's current one.
    #[doc(alias = "domainSnapshotIsCurrent")]
    fn is_current_snapshot(&self, snapshot: &SnapshotRef) -> Result<bool> {
        unsupported(self, "virDomainSnapshotIsCurrent")
    }

    /// Whether the driver keeps notes of the snapshot that an undefine would have to remove.
    #[doc(alias = "domainSnapshotHasMetadata")]
    fn snapshot_has_metadata(&self, snapshot: &SnapshotRef) -> Result<bool> {
        unsupported(self, "virDomainSnapshotHasMetadata")
    }

    /// Puts the domain back into the state of the snapshot, and with a flag runs or pauses it.
    ///
    /// # Errors
    ///
    /// [`SnapshotRevertRisky`](crate::ErrorKind::SnapshotRevertRisky) when something would be
    /// lost that `FORCE` says to give up.
    #[doc(alias = "domainRevertToSnapshot")]
    fn revert_to_snapshot(
        &self,
        snapshot: &SnapshotRef,
        flags: DomainSnapshotRevertFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainRevertToSnapshot")
    }

    /// Deletes the snapshot; with flags its children as well, or the children only.
    #[doc(alias = "domainSnapshotDelete")]
    fn delete_snapshot(
        &self,
        snapshot: &SnapshotRef,
        flags: DomainSnapshotDeleteFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainSnapshotDelete")
    }
}
