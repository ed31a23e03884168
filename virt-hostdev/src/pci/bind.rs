//! From the host's driver to that for guests, and back.

use std::path::{Path, PathBuf};

use virt_core::config::domain::PciAddress;
use virt_host::process::Launch;
use virt_host::{Deadline, KernelCall};

use super::variant::best_driver;
use super::{PciView, Want, function, reset};
use crate::error::{Failure, Result};
use crate::nodes;
use crate::work::Work;

/// Makes a device ready for a guest.
pub(crate) fn take(work: &mut Work, want: &Want, user: Option<(u32, u32)>) -> Result<()> {
    let host = work.host.clone();
    let device = PciView::new(&host.places, &want.address);
    let asked = want.driver.as_deref();
    let is_ready =
        device.is_for_guests() && asked.is_none_or(|d| Some(d) == device.driver().as_deref());
    if want.managed && !is_ready {
        hand_over(work, &device, asked)?;
    }
    // VFIO resets devices itself, when a guest opens them and when it closes them.
    if device.group_node().is_none() && device.is_for_guests() {
        reset(work, &device)?;
    }
    if let Some(settings) = &want.network {
        function::set_up(work, &device, settings)?;
    }
    if let Some(node) = device.group_node().filter(|_| device.is_for_guests()) {
        work.wait_for(&format!("'{}' to appear", node.display()), || node.exists())?;
        nodes::give_to(work, &node, user)?;
    }
    Ok(())
}

/// Binds a device to `driver`, or to the best one for guests.
pub(crate) fn hand_over(work: &mut Work, device: &PciView<'_>, driver: Option<&str>) -> Result<()> {
    let host = work.host.clone();
    let driver = driver.map_or_else(|| best_driver(&host.places, device), str::to_owned);
    let current = device.driver();
    let original = &mut work.record.original;
    if !original.known {
        original.known = true;
        original.driver = current.clone();
        original.driver_override = device.driver_override();
    }
    original.handed_to = Some(driver.clone());
    load(work, &driver)?;
    set_override(work, device, Some(&driver))?;
    if current.is_some() && current.as_deref() != Some(driver.as_str()) {
        unbind(work, device)?;
    }
    if device.driver().is_none() {
        probe(work, device)?;
    }
    let bound = || device.driver().as_deref() == Some(driver.as_str());
    work.wait_for(&format!("binding to driver {driver}"), bound)
}

/// Gives a device back to the driver that it had. One whose driver is not known was not taken from
/// it, and stays as it is.
pub(crate) fn give(work: &mut Work, address: &PciAddress) -> Result<()> {
    let host = work.host.clone();
    let device = PciView::new(&host.places, address);
    let original = work.record.original.clone();
    let current = device.driver();
    let is_back =
        current == original.driver && device.driver_override() == original.driver_override;
    if !original.known || is_back {
        return Ok(());
    }
    set_override(work, &device, original.driver_override.as_deref())?;
    if current == original.driver {
        return Ok(());
    }
    if current.is_some() {
        unbind(work, &device)?;
    }
    // One that had no driver stays without.
    let Some(driver) = original.driver else { return Ok(()) };
    probe(work, &device)?;
    // A driver that was unloaded meanwhile is somebody's wish.
    if !driver_folder(work, &driver).exists() {
        tracing::warn!(device = %device.address, driver, "the device's driver is gone");
        return Ok(());
    }
    let bound = || !device.exists() || device.driver().is_some();
    work.wait_for(&format!("going back to driver {driver}"), bound)
}

/// Has the kernel choose a driver for a device of which nobody knows what it had.
pub(crate) fn give_to_any(work: &mut Work, device: &PciView<'_>) -> Result<()> {
    set_override(work, device, None)?;
    if device.is_for_guests() {
        unbind(work, device)?;
    }
    if device.driver().is_none() { probe(work, device) } else { Ok(()) }
}

fn driver_folder(work: &Work, driver: &str) -> PathBuf {
    work.host.places.sysfs.join("bus/pci/drivers").join(driver)
}

/// Loads the module of a driver that is not there.
fn load(work: &mut Work, driver: &str) -> Result<()> {
    let folder = driver_folder(work, driver);
    if folder.exists() {
        return Ok(());
    }
    let refused = |why: &str| {
        Failure::Unclear(format!(
            "{}: no driver {driver} to hand it to guests: {why}",
            work.record.device
        ))
    };
    if work.host.places.sysfs != Path::new("/sys") {
        return Err(refused("it is not loaded"));
    }
    let programs = ["/usr/sbin/modprobe", "/sbin/modprobe", "/usr/bin/modprobe"];
    let Some(program) = programs.into_iter().find(|program| Path::new(program).exists()) else {
        return Err(refused("it is not loaded, and there is no modprobe to load it"));
    };
    let mut launch = Launch::new(program);
    launch.args(["--", driver]);
    let process = launch.spawn()?;
    match process.wait(Deadline::default())? {
        // A module's name need not be its driver's.
        Some(exit) if exit.is_success() && folder.exists() => Ok(()),
        Some(_) => Err(refused(&format!("'modprobe {driver}' does not bring it"))),
        None => Err(refused(&format!("'modprobe {driver}' does not end"))),
    }
}

fn set_override(work: &mut Work, device: &PciView<'_>, driver: Option<&str>) -> Result<()> {
    if device.driver_override().as_deref() == driver {
        return Ok(());
    }
    let what = match driver {
        Some(driver) => format!("reserving it for driver {driver}"),
        None => "leaving it to any driver".to_owned(),
    };
    // A line's end alone takes the reservation away.
    let text = format!("{}\n", driver.unwrap_or_default());
    let file = device.folder().join("driver_override");
    work.call(&what, "", KernelCall::write(file, text)).map(drop)
}

fn unbind(work: &mut Work, device: &PciView<'_>) -> Result<()> {
    let Some(driver) = device.driver() else { return Ok(()) };
    let what = format!("unbinding from driver {driver}");
    let file = device.folder().join("driver/unbind");
    let call = KernelCall::write(file, device.address.to_string());
    match work.call(&what, "", call) {
        // Somebody else was quicker, or the device was pulled out.
        Err(Failure::Step { .. }) if device.driver().as_ref() != Some(&driver) => {}
        result => drop(result?),
    }
    work.wait_for(&what, || device.driver().as_ref() != Some(&driver))
}

fn probe(work: &mut Work, device: &PciView<'_>) -> Result<()> {
    let file = work.host.places.sysfs.join("bus/pci/drivers_probe");
    let call = KernelCall::write(file, device.address.to_string());
    let remedy = "see 'dmesg' for what the driver says";
    work.call("having the kernel choose a driver", remedy, call).map(drop)
}
