//! Resetting a device as after power-on.

use virt_core::ErrorKind;
use virt_core::driver::node::{Obstacle, Severity};
use virt_host::KernelCall;
use virt_host::pci::ConfigSpace;

use super::PciView;
use crate::DeviceId;
use crate::error::{Failure, Result};
use crate::host::text;
use crate::work::Work;

/// Resets a device by the first way that it has: alone where it can be, else with its bus when
/// nobody else is on that.
pub(crate) fn reset(work: &mut Work, device: &PciView<'_>) -> Result<()> {
    let file = device.folder().join("reset");
    if !file.exists() {
        let message = format!(
            "{} cannot be reset: the kernel knows no way that leaves other devices alone",
            work.record.device
        );
        return Err(Failure::Invalid(message));
    }
    if !resets_alone(device) {
        let obstacles = others_on_bus(work, device);
        if !obstacles.is_empty() {
            let device = work.record.device.clone();
            return Err(Failure::InTheWay { device, kind: ErrorKind::OperationInvalid, obstacles });
        }
    }
    work.call("resetting it", "", KernelCall::write(file, "1")).map(drop)
}

/// Whether the first way to reset it concerns no other device.
fn resets_alone(device: &PciView<'_>) -> bool {
    if let Some(methods) = text(&device.folder().join("reset_method")) {
        let first = methods.split_whitespace().next();
        return first.is_some_and(|first| !matches!(first, "bus" | "cxl_bus"));
    }
    // Kernels before 5.15 do not say; the device does.
    ConfigSpace::read(&device.folder().join("config")).is_ok_and(|config| {
        config.has_function_level_reset() || config.has_power_management_reset()
    })
}

fn others_on_bus(work: &Work, device: &PciView<'_>) -> Vec<Obstacle> {
    let others = device.neighbours().into_iter().filter_map(|other| {
        let id = DeviceId::Pci(other.address.clone());
        let guest = work.host.ledger.peek(&id).filter(|record| !record.holders.is_empty());
        let user = match (guest, other.driver()) {
            (Some(record), _) => format!("{} has it", record.holders.first()?.owner()),
            (None, Some(driver)) if !other.is_for_guests() => format!("driver {driver} has it"),
            _ => return None,
        };
        let what = format!("it is reset with its bus, where {} is too, and {user}", other.address);
        Some(Obstacle::new(what, Severity::Remediable))
    });
    others.collect()
}
