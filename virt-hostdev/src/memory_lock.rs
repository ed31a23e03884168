//! How much memory a guest's process has to be able to lock.

use virt_core::config::domain::DomainConfig;
use virt_core::config::domain::devices::hostdev::{HostDeviceMode, SubsystemDevice};
use virt_core::config::domain::devices::{DiskMedium, InterfaceSource};
use virt_core::units::MemorySize;

/// How much memory a process may lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemoryLock {
    /// Any amount.
    Unlimited,
    /// So much.
    Limit(MemorySize),
}

/// What VFIO maps beside the guest's memory: registers of devices and the like.
const FOR_DEVICES: MemorySize = MemorySize::from_gib(1);

/// How much memory the process of `domain` has to be able to lock; none when it needs no more than
/// any process has.
///
/// VFIO locks all memory that the guest has. Behind an IOMMU of the guest each device has a view of
/// its own, and each view counts; so do NVMe drives and vDPA devices, which are beside the view that
/// the other devices share. An author who sets a hard limit knows better. Memory that can be plugged
/// in later does not count, as with libvirt: the limit has to be raised then.
///
/// `domain` is filled in: its memory is the sum of that of its NUMA nodes and modules.
pub fn memory_lock(domain: &DomainConfig) -> Option<MemoryLock> {
    let tune = domain.mem_tune.as_deref();
    if let Some(limit) = tune.and_then(|tune| tune.hard_limit) {
        return Some(MemoryLock::Limit(limit));
    }
    if domain.memory_backing.as_deref().is_some_and(|backing| backing.locked) {
        return Some(MemoryLock::Unlimited);
    }
    let views = views(domain);
    if views == 0 {
        return None;
    }
    let memory = domain.memory.map_or(0, |memory| memory.size.bytes());
    let bytes = memory.saturating_mul(views);
    let bytes = bytes.saturating_add(FOR_DEVICES.bytes());
    Some(MemoryLock::Limit(MemorySize::from_bytes(bytes)))
}

/// How often the guest's memory is locked.
fn views(domain: &DomainConfig) -> u64 {
    let Some(devices) = &domain.devices else { return 0 };
    let host_devices = devices.host_devices.iter().filter(|device| {
        let HostDeviceMode::Subsystem(device) = &device.device else { return false };
        matches!(device, SubsystemDevice::Pci(_) | SubsystemDevice::Mdev(_))
    });
    let interfaces = devices.interfaces.iter();
    let taken = interfaces.clone().filter(|i| matches!(i.source, InterfaceSource::Hostdev(_)));
    let vdpa = interfaces.filter(|i| matches!(i.source, InterfaceSource::Vdpa(_)));
    let nvme = devices.disks.iter().filter(|disk| matches!(disk.medium(), DiskMedium::Nvme(_)));

    let vfio = host_devices.count() + taken.count();
    let vfio = if devices.iommu.is_some() { vfio } else { vfio.min(1) };
    u64::try_from(vfio + vdpa.count() + nvme.count()).unwrap_or(u64::MAX)
}
