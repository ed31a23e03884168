//! Storage pools and volumes.

use virt_core::config::storage::{
    StoragePoolCapabilities, StoragePoolConfig, StoragePoolType, StorageSize, StorageSources,
    StorageVolumeConfig, VolumeDefaults,
};

use super::cases::{Case, judge, same_text};
use virt_testkit::needs;

fn pool(text: &str) -> Result<StoragePoolConfig, String> {
    let findings = StoragePoolConfig::check(text).map_err(|err| err.to_string())?;
    let mut pool = StoragePoolConfig::parse(text).map_err(|err| err.to_string())?;
    if let Some(finding) = findings.first() {
        return Err(finding.to_string());
    }
    pool.fill_defaults();
    pool.validate().map_err(|err| err.to_string())?;
    Ok(pool)
}

/// Where `capacity` is set, the definition may leave the capacity to somebody else.
fn volume(
    text: &str,
    pool: &StoragePoolConfig,
    capacity: Option<StorageSize>,
) -> Result<StorageVolumeConfig, String> {
    let findings = StorageVolumeConfig::check(text).map_err(|err| err.to_string())?;
    let mut volume = StorageVolumeConfig::parse(text).map_err(|err| err.to_string())?;
    if let Some(finding) = findings.first() {
        return Err(finding.to_string());
    }
    volume.fill_defaults(&VolumeDefaults { pool_type: pool.pool_type, capacity });
    volume.validate().map_err(|err| err.to_string())?;
    Ok(volume)
}

fn reads_again(case: &Case) -> Result<(), String> {
    let text = case.file("output");
    let pool = StoragePoolConfig::parse(&text).map_err(|err| err.to_string())?;
    same_text(&text, &pool.to_xml())
}

#[test]
fn pools() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "storagepoolxml2xml", 22, |case| {
        same_text(&case.file("output"), &pool(&case.file("input"))?.to_xml())?;
        reads_again(case)
    });
}

/// The commands are a driver's; what it makes them of is read, filled in and found right, and
/// stays the same when it is written and read again.
#[test]
fn pools_of_commands() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "storagepoolxml2argv", 19, |case| {
        let first = pool(&case.file("input"))?;
        same_text(&first.to_xml(), &pool(&first.to_xml())?.to_xml())
    });
}

/// A definition without a capacity is one whose capacity the caller knows, here as in the calls
/// that copy or describe a volume.
#[test]
fn volumes() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "storagevolxml2xml", 16, |case| {
        let pool = pool(&case.file("pool"))?;
        let volume = volume(&case.file("input"), &pool, Some(StorageSize::default()))?;
        same_text(&case.file("output"), &volume.to_xml())?;
        let text = case.file("output");
        again(&text)
    });
}

/// As for pools: what a driver makes commands of.
#[test]
fn volumes_of_commands() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "storagevolxml2argv", 18, |case| {
        for (volume_file, pool_file) in [("input", "pool"), ("input_volume", "input_pool")] {
            let Some(text) = case.optional_file(volume_file) else { continue };
            let pool = pool(&case.file(pool_file))?;
            let first = volume(&text, &pool, None)?;
            same_text(&first.to_xml(), &volume(&first.to_xml(), &pool, None)?.to_xml())?;
        }
        Ok(())
    });
}

fn again(text: &str) -> Result<(), String> {
    let volume = StorageVolumeConfig::parse(text).map_err(|err| err.to_string())?;
    same_text(text, &volume.to_xml())
}

/// Whatever it is, nothing here panics on it.
pub(crate) fn survive(text: &str) {
    let _ = StorageSources::parse(text).map(|sources| sources.to_xml());
    let _ = StoragePoolCapabilities::parse(text).map(|capabilities| capabilities.to_xml());
    if let Ok(mut pool) = StoragePoolConfig::parse(text) {
        let _ = pool.validate();
        pool.fill_defaults();
        StoragePoolConfig::parse(&pool.to_xml()).unwrap();
    }
    if let Ok(mut volume) = StorageVolumeConfig::parse(text) {
        let _ = volume.validate();
        volume.fill_defaults(&VolumeDefaults::new(StoragePoolType::Disk));
        StorageVolumeConfig::parse(&volume.to_xml()).unwrap();
    }
}
