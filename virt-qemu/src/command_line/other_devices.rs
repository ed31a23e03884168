//! Watchdogs, memory balloon, random numbers and panic devices.

use virt_core::Result;
use virt_core::config::domain::Address;
use virt_core::config::domain::devices::{
    MemoryBalloonModel, PanicModel, Rng, RngBackend, RngDevice, VirtioModel, WatchdogAction,
    WatchdogModel,
};

use super::argv::CommandLine;
use super::build::Plan;
use super::device::{alias, virtio};
use super::error::{invalid, unsupported};
use super::props::Props;

pub(super) fn write_watchdogs(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let Some(first) = plan.devices.watchdogs.first() else { return Ok(()) };
    for (index, watchdog) in plan.devices.watchdogs.iter().enumerate() {
        let what = format!("watchdog {index}");
        let alias = alias(&watchdog.info, &what)?;
        match watchdog.model {
            WatchdogModel::Itco => line.option("global", "ICH9-LPC.noreboot=off"),
            WatchdogModel::I6300Esb => {
                let props = Props::device("i6300esb").text("id", alias);
                line.json("device", &plan.places.add(props, &watchdog.info, &what)?);
            }
            WatchdogModel::Ib700 => {
                line.json("device", &Props::device("ib700").text("id", alias));
            }
            other => {
                return Err(unsupported(format!("{what} of model '{}'", other.as_str())));
            }
        }
        if watchdog.action.is_some_and(|action| Some(action) != first.action) {
            return Err(unsupported("watchdogs with different actions: QEMU has one for all"));
        }
    }
    let action = match first.action.unwrap_or(WatchdogAction::Reset) {
        // The driver dumps the memory of the paused guest.
        WatchdogAction::Dump => "pause",
        WatchdogAction::InjectNmi => "inject-nmi",
        other => other.as_str(),
    };
    line.option("watchdog-action", action);
    Ok(())
}

pub(super) fn write_balloon(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let Some(balloon) = &plan.devices.memory_balloon else { return Ok(()) };
    let what = "the memory balloon";
    let driver = match balloon.model {
        MemoryBalloonModel::None => return Ok(()),
        MemoryBalloonModel::Virtio => "virtio-balloon-pci",
        MemoryBalloonModel::VirtioTransitional => "virtio-balloon-pci-transitional",
        MemoryBalloonModel::VirtioNonTransitional => "virtio-balloon-pci-non-transitional",
        other => return Err(unsupported(format!("{what} of model '{}'", other.as_str()))),
    };
    let mut props = Props::device(driver);
    if let Some(options) = &balloon.driver {
        props = virtio(props, options);
    }
    let props = props
        .text("id", alias(&balloon.info, what)?)
        .maybe(balloon.autodeflate, |props, on| props.bool("deflate-on-oom", on.is_on()))
        .maybe(balloon.free_page_reporting, |props, on| {
            props.bool("free-page-reporting", on.is_on())
        });
    line.json("device", &plan.places.add(props, &balloon.info, what)?);
    Ok(())
}

pub(super) fn write_rngs(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, rng) in plan.devices.rngs.iter().enumerate() {
        let what = format!("random number generator {index}");
        let alias = alias(&rng.info, &what)?;
        line.json("object", &backend(rng, &format!("obj{alias}"), &what)?);
        let driver = match rng.model {
            VirtioModel::Virtio => "virtio-rng-pci",
            VirtioModel::VirtioTransitional => "virtio-rng-pci-transitional",
            _ => "virtio-rng-pci-non-transitional",
        };
        let mut props = Props::device(driver);
        if let Some(options) = &rng.driver {
            props = virtio(props, options);
        }
        let props = props.text("rng", format!("obj{alias}")).text("id", alias).maybe(
            rng.rate,
            |props, rate| {
                let bytes = rate.bytes.unwrap_or(0);
                props.number("max-bytes", bytes).number("period", rate.period.unwrap_or(1000))
            },
        );
        line.json("device", &plan.places.add(props, &rng.info, &what)?);
    }
    Ok(())
}

fn backend(rng: &Rng, id: &str, what: &str) -> Result<Props> {
    match &rng.backend {
        RngBackend::Random(device) => {
            let path = device.path.as_deref().unwrap_or(RngDevice::DEFAULT);
            Ok(Props::object("rng-random", id).text("filename", path))
        }
        RngBackend::Builtin => Ok(Props::object("rng-builtin", id)),
        other => Err(unsupported(format!(
            "a backend of model '{}' of {what} is not supported by this driver yet",
            other.word()
        ))),
    }
}

pub(super) fn write_core_info(plan: &Plan<'_>, line: &mut CommandLine) {
    let features = plan.config.features.as_ref();
    let info = features.and_then(|features| features.vmcoreinfo.as_ref());
    if info.is_some_and(|info| info.is_on()) {
        line.option("device", "vmcoreinfo");
    }
}

pub(super) fn write_panics(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, panic) in plan.devices.panics.iter().enumerate() {
        let what = format!("panic device {index}");
        match panic.model.unwrap_or(PanicModel::Isa) {
            // A feature of the processor.
            PanicModel::Hyperv => {}
            PanicModel::Isa => {
                let port = match &panic.info.address {
                    None => None,
                    Some(Address::Isa(address)) => address.iobase,
                    Some(_) => {
                        return Err(invalid(format!("{what} needs an address of type isa")));
                    }
                };
                let props = Props::device("pvpanic");
                line.json("device", &props.maybe(port, |props, port| props.number("ioport", port)));
            }
            PanicModel::Pvpanic => {
                let props = Props::device("pvpanic-pci");
                line.json("device", &plan.places.add(props, &panic.info, &what)?);
            }
            other => {
                return Err(unsupported(format!("{what} of model '{}'", other.as_str())));
            }
        }
    }
    Ok(())
}
