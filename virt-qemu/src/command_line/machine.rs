//! `-machine`, `-accel` and the sleep states.

use virt_core::Result;
use virt_core::config::domain::{FeatureState, Features, IoApicDriver};

use super::argv::CommandLine;
use super::assign::Chipset;
use super::build::Plan;
use super::error::unsupported;
use super::firmware;
use super::memory;
use crate::capabilities::Accelerator;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let none = Features::default();
    let features = plan.config.features.as_ref().unwrap_or(&none);
    check(features)?;
    let mut value = plan.os_type.machine.clone().unwrap_or_default();
    let mut add = |name: &str, text: &str| {
        value.push_str(&format!(",{name}={text}"));
    };
    add("usb", "off");
    if let Some(vmport) = &features.vmport {
        add("vmport", on_off(vmport.is_on()));
    }
    if let Some(smm) = &features.smm {
        if plan.chipset != Chipset::Q35 {
            return Err(unsupported("<smm> needs a machine of type q35"));
        }
        add("smm", on_off(smm.is_on()));
    }
    if let Some(driver) = features.ioapic.and_then(|ioapic| ioapic.driver) {
        add("kernel_irqchip", if driver == IoApicDriver::Qemu { "split" } else { "on" });
    }
    let dump = plan.config.memory.as_ref().and_then(|memory| memory.dump_core);
    add("dump-guest-core", on_off(dump.is_some_and(|dump| dump.is_on())));
    if let Some(backend) = memory::backend(plan) {
        add("memory-backend", backend);
    }
    for (name, node) in firmware::flash(plan) {
        add(name, node);
    }
    if let Some(present) = super::clock::hpet(plan) {
        add("hpet", on_off(present));
    }
    if plan.devices.sounds.iter().any(super::sounds::is_pc_speaker) {
        add("pcspk-audiodev", "audio1");
    }
    if let Some(i8042) = &features.ps2 {
        add("i8042", on_off(i8042.is_on()));
    }
    if plan.chipset != Chipset::IsaPc || features.acpi {
        add("acpi", on_off(features.acpi));
    } else {
        add("acpi", "off");
    }
    line.option("machine", value);
    line.option(
        "accel",
        match plan.accelerator()? {
            Accelerator::Kvm => "kvm",
            Accelerator::Tcg => "tcg",
        },
    );
    Ok(())
}

fn check(features: &Features) -> Result<()> {
    let foreign = [
        ("hap", features.hap.is_some()),
        ("viridian", features.viridian),
        ("privnet", features.privnet),
        ("gic", features.gic.is_some()),
    ];
    match foreign.into_iter().find(|(_, set)| *set) {
        Some((name, _)) => Err(unsupported(format!("the feature <{name}> is not for PCs in QEMU"))),
        None => Ok(()),
    }
}

/// Whether a feature for Windows is on.
pub(super) fn is_on(feature: Option<FeatureState>) -> bool {
    feature.is_some_and(|feature| feature.is_on())
}

pub(super) fn on_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// Sleep states are properties of the chipset's power management.
pub(super) fn write_power_management(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let Some(pm) = &plan.config.pm else { return Ok(()) };
    let device = match plan.chipset {
        Chipset::Q35 => "ICH9-LPC",
        _ => "PIIX4_PM",
    };
    let states = [("disable_s3", pm.suspend_to_mem), ("disable_s4", pm.suspend_to_disk)];
    for (name, enabled) in states {
        if let Some(enabled) = enabled {
            line.option("global", format!("{device}.{name}={}", u8::from(!enabled)));
        }
    }
    Ok(())
}
