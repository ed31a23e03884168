//! Snapshots, checkpoints and backups.

use expect_test::expect;
use virt_core::config::{DomainBackupConfig, DomainCheckpointConfig, DomainSnapshotConfig};

use crate::check;

#[test]
fn snapshots() {
    check(
        DomainSnapshotConfig::diagnose,
        "
<domainsnapshot>
  <name>.a</name>
  <memory snapshot='external'/>
  <disks>
    <disk name='vda'/>
    <disk/>
    <disk name='vda'/>
  </disks>
</domainsnapshot>",
        expect![[r#"
            2:3 /domainsnapshot/name: the name '.a' of the snapshot starts with a dot
            3:3 /domainsnapshot/memory/@file: the memory of an external snapshot needs the attribute 'file'
            6:5 /domainsnapshot/disks/disk[2]/@name: a <disk> of a snapshot needs the attribute 'name'
            7:11 /domainsnapshot/disks/disk[3]/@name: the snapshot has the disk 'vda' already
        "#]],
    );
    check(
        DomainSnapshotConfig::diagnose,
        "<domainsnapshot><name>a/b</name><memory file='c'/></domainsnapshot>",
        expect![[r#"
            1:17 /domainsnapshot/name: the name 'a/b' of the snapshot has a slash
            1:41 /domainsnapshot/memory/@file: the memory's file 'c' is not an absolute path
        "#]],
    );
    check(
        DomainSnapshotConfig::diagnose,
        "<domainsnapshot><name></name><memory snapshot='no' file='/c'/></domainsnapshot>",
        expect![[r#"
            1:52 /domainsnapshot/memory/@file: the memory's file '/c' needs an external snapshot; say snapshot='external' or drop it
        "#]],
    );
}

#[test]
fn checkpoints() {
    check(
        DomainCheckpointConfig::diagnose,
        "
<domaincheckpoint>
  <name>a/b</name>
  <disks>
    <disk checkpoint='no' bitmap='b'/>
    <disk name='vda'/>
    <disk name='vda' checkpoint='no' bitmap='c'/>
  </disks>
</domaincheckpoint>",
        expect![[r#"
            2:3 /domaincheckpoint/name: the name 'a/b' of the checkpoint has a slash
            4:5 /domaincheckpoint/disks/disk[1]/@name: a <disk> of a checkpoint needs the attribute 'name'
            4:27 /domaincheckpoint/disks/disk[1]/@bitmap: the disk '' is not tracked, but has a bitmap; drop it
            6:11 /domaincheckpoint/disks/disk[3]/@name: the checkpoint has the disk 'vda' already
            6:38 /domaincheckpoint/disks/disk[3]/@bitmap: the disk 'vda' is not tracked, but has a bitmap; drop it
        "#]],
    );
}

#[test]
fn backups() {
    check(
        DomainBackupConfig::diagnose,
        "
<domainbackup>
  <server/>
  <disks>
    <disk type='network' exportname='a' exportbitmap='b'><scratch file='/c'/></disk>
    <disk name='vda' backupmode='full' incremental='d'/>
    <disk name='vda' backupmode='incremental'/>
  </disks>
</domainbackup>",
        expect![[r#"
            2:3 /domainbackup/server: a backup of the mode 'push' has no use for a <server>; drop it
            4:5 /domainbackup/disks/disk[1]/@name: a <disk> of a backup needs the attribute 'name'
            4:11 /domainbackup/disks/disk[1]/@type: the disk '' can be copied to 'file' and 'block' only
            4:26 /domainbackup/disks/disk[1]/@exportname: the disk '' has an export, which is for 'pull'
            4:41 /domainbackup/disks/disk[1]/@exportbitmap: the disk '' has an export, which is for 'pull'
            4:58 /domainbackup/disks/disk[1]/scratch: the disk '' has a <scratch>, which is for 'pull'
            5:40 /domainbackup/disks/disk[2]/@incremental: the disk 'vda' is copied in full, so nothing is 'incremental'
            6:5 /domainbackup/disks/disk[3]/@incremental: the disk 'vda' is copied since which checkpoint? 'incremental' says
            6:11 /domainbackup/disks/disk[3]/@name: the backup has the disk 'vda' already
        "#]],
    );
    check(
        DomainBackupConfig::diagnose,
        "<domainbackup mode='pull'/>",
        expect![[r#"
        1:1 /domainbackup/server: a backup of the mode 'pull' needs a <server>
    "#]],
    );
    check(
        DomainBackupConfig::diagnose,
        "
<domainbackup mode='pull'>
  <incremental>d</incremental>
  <server transport='fd'/>
  <disks>
    <disk name='vda' type='file' backupmode='incremental'>
      <target file='/c'>
        <encryption format='luks'><secret type='passphrase'/></encryption>
      </target>
    </disk>
  </disks>
</domainbackup>",
        expect![[r#"
            3:3 /domainbackup/server/@fdgroup: a <server> of the transport 'fd' needs the attribute 'fdgroup'
            6:7 /domainbackup/disks/disk/target: the disk 'vda' has a <target>, which is for 'push'
            7:35 /domainbackup/disks/disk/target/encryption/secret/@uuid: a <secret> needs the attribute 'uuid' or 'usage', which names it
        "#]],
    );
    check(
        DomainBackupConfig::diagnose,
        "<domainbackup mode='pull'><server/></domainbackup>",
        expect![[r#"
            1:27 /domainbackup/server/@name: a <server> of the transport 'tcp' needs the attribute 'name'
        "#]],
    );
}
