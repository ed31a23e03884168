//! `-netdev` and `-device` for network interfaces.

use virt_core::Result;
use virt_core::config::domain::devices::{
    Interface, InterfaceDriverName, InterfaceSource, LinkState, Teaming, TransmitMode,
};

use super::argv::CommandLine;
use super::build::Plan;
use super::device::{alias, virtio, virtio_driver};
use super::error::{invalid, refuse_if, unsupported};
use super::props::Props;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, interface) in plan.devices.interfaces.iter().enumerate() {
        let what = format!("network interface {index}");
        check(interface, &what)?;
        if let InterfaceSource::Hostdev(_) = interface.source {
            // It is a device of the host, which is written with its like.
            continue;
        }
        let alias = alias(&interface.info, &what)?;
        line.json("netdev", &backend(interface, &format!("host{alias}"), &what)?);
        let boot = plan.boot.interfaces.get(index).copied().flatten();
        line.json("device", &device(plan, interface, alias, boot, &what)?);
    }
    Ok(())
}

fn check(interface: &Interface, what: &str) -> Result<()> {
    if let Some(driver) = &interface.driver {
        refuse_if(driver.name == Some(InterfaceDriverName::Vhost), "<driver name='vhost'>", what)?;
        refuse_if(driver.queues.is_some_and(|queues| queues > 1), "more than one queue", what)?;
    }
    if !matches!(interface.source, InterfaceSource::Hostdev(_)) {
        refuse_if(interface.vlan.is_some(), "<vlan>", what)?;
        refuse_if(interface.virtual_port.is_some(), "<virtualport>", what)?;
    }
    Ok(())
}

/// The host's end.
fn backend(interface: &Interface, id: &str, what: &str) -> Result<Props> {
    let kind = match &interface.source {
        InterfaceSource::User(_) => {
            return Ok(Props::new().text("type", "user").text("id", id));
        }
        InterfaceSource::Network(_) => "network",
        InterfaceSource::Bridge(_) => "bridge",
        InterfaceSource::Ethernet(_) => "ethernet",
        InterfaceSource::Direct(_) => "direct",
        InterfaceSource::VhostUser(_) => "vhostuser",
        InterfaceSource::Vdpa(_) => "vdpa",
        _ => "its kind",
    };
    Err(unsupported(format!(
        "{what} of type '{kind}' is not supported by this driver yet; types 'user' and 'hostdev' are"
    )))
}

/// The guest's end.
fn device(
    plan: &Plan<'_>,
    interface: &Interface,
    alias: &str,
    boot: Option<u32>,
    what: &str,
) -> Result<Props> {
    let model = interface.model.as_ref().map_or("rtl8139", |model| model.name.as_str());
    let is_virtio = model.starts_with("virtio");
    let driver = match is_virtio {
        true => virtio_driver("virtio-net-pci", Some(model), what)?,
        false => model.to_owned(),
    };
    if !plan.qemu.has_type(&driver) {
        return Err(unsupported(format!(
            "{what} of model '{model}': '{}' has no such device",
            plan.qemu.binary.display()
        )));
    }
    let mut props = Props::device(&driver);
    if let Some(options) = &interface.driver
        && is_virtio
    {
        props = virtio(props, &options.virtio)
            .maybe(options.txmode, |props, mode| {
                props.text("tx", if mode == TransmitMode::Timer { "timer" } else { "bh" })
            })
            .maybe(options.ioeventfd, |props, on| props.bool("ioeventfd", on.is_on()))
            .maybe(options.event_idx, |props, on| props.bool("event_idx", on.is_on()))
            .maybe(options.rx_queue_size, |props, size| props.number("rx_queue_size", size))
            .maybe(options.tx_queue_size, |props, size| props.number("tx_queue_size", size));
    }
    let mac = interface.mac_address().ok_or_else(|| invalid(format!("{what} has no MAC")))?;
    let leads = interface.teaming == Some(Teaming::Persistent);
    let props = props
        .when(leads, |props| props.bool("failover", true))
        .text("netdev", format!("host{alias}"))
        .text("id", alias)
        .text("mac", mac.to_string())
        .maybe(boot, |props, boot| props.number("bootindex", boot));
    plan.places.add(props, &interface.info, what)
}

/// Whether the cable of an interface is out: QEMU is told after the start, by name.
pub(crate) fn unplugged(interface: &Interface) -> bool {
    interface.link == Some(LinkState::Down)
}
