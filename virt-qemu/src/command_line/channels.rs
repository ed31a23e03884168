//! Channels, and consoles that are like them.

use virt_core::Result;
use virt_core::config::domain::Address;
use virt_core::config::domain::devices::{Channel, ChannelTarget, DeviceInfo};

use super::argv::CommandLine;
use super::build::Plan;
use super::chardev;
use super::device::alias;
use super::error::unsupported;
use super::props::Props;
use super::serials;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for (index, channel) in plan.devices.channels.iter().enumerate() {
        write_channel(plan, line, channel, index)?;
    }
    for (index, console) in plan.devices.consoles.iter().enumerate() {
        serials::write_console(line, console, index)?;
    }
    Ok(())
}

fn write_channel(
    plan: &Plan<'_>,
    line: &mut CommandLine,
    channel: &Channel,
    index: usize,
) -> Result<()> {
    let what = format!("channel {index}");
    let alias = alias(&channel.info, &what)?;
    let socket = match &channel.target {
        ChannelTarget::Virtio(target) => target.name.as_deref().unwrap_or(alias),
        _ => alias,
    };
    // The name is the guest's affair and may hold anything; a socket's name may not.
    let socket = plan.options.channel_folder.join(socket.replace('/', "_"));
    let log = channel.log.as_ref();
    let chardev = chardev::write(line, &channel.backend, log, alias, Some(socket))?;
    match &channel.target {
        ChannelTarget::GuestForward(target) => {
            let forward = format!("tcp:{}:{}-chardev:{chardev}", target.address, target.port);
            let props = Props::new()
                .text("type", "user")
                .list("guestfwd", vec![Props::new().text("str", forward)])
                .text("id", alias);
            line.json("netdev", &props);
        }
        ChannelTarget::Virtio(target) => {
            let props = port(Props::device("virtserialport"), &channel.info)
                .text("chardev", chardev)
                .text("id", alias)
                .maybe(target.name.as_deref(), |props, name| props.text("name", name));
            line.json("device", &props);
        }
        _ => return Err(unsupported(format!("the target of {what}"))),
    }
    Ok(())
}

/// The port of a virtio-serial controller.
pub(super) fn port(props: Props, info: &DeviceInfo) -> Props {
    let Some(Address::VirtioSerial(address)) = &info.address else { return props };
    props
        .text("bus", format!("virtio-serial{}.{}", address.controller, address.bus))
        .maybe(address.port, |props, port| props.number("nr", port))
}
