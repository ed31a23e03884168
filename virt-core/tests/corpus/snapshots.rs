//! Snapshots, checkpoints and backups of domains.

use virt_core::config::backup::BackupSource;
use virt_core::config::snapshot::{
    SnapshotDefaults, SnapshotDomain, SnapshotParent, SnapshotState,
};
use virt_core::config::{DomainBackupConfig, DomainCheckpointConfig, DomainSnapshotConfig};
use virt_core::xml::{Finding, Form};
use virt_core::{Error, Result as VirtResult};

use super::cases::{Case, judge, same_text};
use virt_testkit::needs;

fn known(found: VirtResult<Vec<Finding>>) -> Result<(), String> {
    match found.map_err(shown)?.first() {
        Some(finding) => Err(finding.to_string()),
        None => Ok(()),
    }
}

fn shown(err: Error) -> String {
    err.to_string()
}

/// What libvirt writes into its own files and not into answers is left out, unless the case asks.
fn form() -> Form {
    Form { secure: true, ..Form::default() }
}

/// A new snapshot gets its state and its domain from the driver; so it does here, from the
/// arguments of the case. The domain in a snapshot is filled in by its driver, and the corpus has
/// it filled in already.
#[test]
fn snapshots_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemudomainsnapshotxml2xml", 9, |case| {
        let text = case.file("input");
        known(DomainSnapshotConfig::check(&text))?;
        let mut snapshot = DomainSnapshotConfig::parse(&text).map_err(shown)?;
        snapshot.validate().map_err(shown)?;
        if case.argument("direction") == "in-out" {
            complete(case, &mut snapshot);
        }
        same_text(&case.file("output"), &snapshot.to_xml_as(form()))
    });
}

fn complete(case: &Case, snapshot: &mut DomainSnapshotConfig) {
    let now = case.argument("creation_time").as_u64().unwrap();
    snapshot.fill_defaults(&SnapshotDefaults { now, redefine: false });
    snapshot.validate().unwrap();
    if case.argument("running") == true {
        snapshot.state = Some(SnapshotState::Running);
    }
    let uuid = case.argument("uuid").as_str();
    snapshot.domain = uuid.map(|uuid| SnapshotDomain::Uuid(uuid.parse().unwrap()));
}

/// A checkpoint's parent and the size of its changes are the driver's to say; the expectations
/// show the same ones in every case that has them.
#[test]
fn checkpoints_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemudomaincheckpointxml2xml", 4, |case| {
        let checkpoint = checkpoint(case);
        if case.expects("parse-error") {
            return checkpoint.map_or(Ok(()), |_| Err("expected to be refused".into()));
        }
        same_text(&case.file("output"), &checkpoint?.to_xml())
    });
}

fn checkpoint(case: &Case) -> Result<DomainCheckpointConfig, String> {
    let text = case.file("input");
    known(DomainCheckpointConfig::check(&text))?;
    let mut checkpoint = DomainCheckpointConfig::parse(&text).map_err(shown)?;
    checkpoint.validate().map_err(shown)?;
    checkpoint.fill_defaults(case.argument("creation_time").as_u64().unwrap());
    checkpoint.align_disks(["vda"]);
    checkpoint.validate().map_err(shown)?;
    if case.argument("parent") == true {
        checkpoint.parent = Some(SnapshotParent::new("1525111885"));
    }
    if case.argument("size") == true {
        checkpoint.disks.iter_mut().flat_map(|disks| &mut disks.disks).for_each(|disk| {
            disk.size = Some(1_048_576);
        });
    }
    Ok(checkpoint)
}

/// The domain is the one that the manifest describes: a file for each disk, and one disk more.
#[test]
fn backups_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "domainbackupxml2xml", 6, |case| {
        let text = case.file("input");
        known(DomainBackupConfig::check(&text))?;
        let mut backup = DomainBackupConfig::parse(&text).map_err(shown)?;
        backup.validate().map_err(shown)?;
        backup.fill_defaults();
        let names = backup.disks().map(|disk| disk.name.clone()).chain(["vdextradisk".to_owned()]);
        let disks: Vec<_> = names.map(|name| (format!("/fake/{name}.qcow2"), name)).collect();
        let sources = disks.iter().map(|(file, target)| BackupSource { target, file: Some(file) });
        backup.align_disks(sources, "SUFFIX");
        backup.validate().map_err(shown)?;
        same_text(&case.file("output"), &backup.to_xml())
    });
}

/// Whatever it is, nothing here panics on it.
pub(crate) fn survive(text: &str) {
    if let Ok(mut snapshot) = DomainSnapshotConfig::parse(text) {
        let _ = snapshot.validate();
        snapshot.fill_defaults(&SnapshotDefaults { now: 1, redefine: true });
        DomainSnapshotConfig::parse(&snapshot.to_xml()).unwrap();
    }
    if let Ok(mut checkpoint) = DomainCheckpointConfig::parse(text) {
        let _ = checkpoint.validate();
        checkpoint.fill_defaults(1);
        DomainCheckpointConfig::parse(&checkpoint.to_xml()).unwrap();
    }
    if let Ok(mut backup) = DomainBackupConfig::parse(text) {
        let _ = backup.validate();
        backup.fill_defaults();
        DomainBackupConfig::parse(&backup.to_xml()).unwrap();
    }
}
