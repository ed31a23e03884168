//! The devices of everyday guests.

use super::devices::character::{PtyBackend, UnixBackend};
use super::devices::interface_source::{BridgeSource, NetworkSource, UserSource};
use super::devices::{
    Channel, ChannelTarget, CharacterBackend, Console, ConsoleTarget, ConsoleTargetType,
    DeviceInfo, Disk, DiskBus, DiskDevice, DiskDiscard, DiskDriver, DiskFormat, DiskSource,
    DiskTarget, DiskType, Graphics, GraphicsListen, Input, InputBus, InputType, Interface,
    InterfaceModel, InterfaceModelName, InterfaceSource, ListenAddress, Rng, RngBackend, RngDevice,
    Serial, Video, VideoModel, VideoType, VirtioTarget, VncGraphics,
};

pub(super) fn image(path: String, format: DiskFormat) -> Disk {
    Disk {
        disk_type: Some(DiskType::File),
        device: Some(DiskDevice::Disk),
        driver: Some(driver(format)),
        source: Some(DiskSource::file(path)),
        ..Disk::default()
    }
}

pub(super) fn block_device(path: String) -> Disk {
    Disk {
        disk_type: Some(DiskType::Block),
        device: Some(DiskDevice::Disk),
        driver: Some(driver(DiskFormat::Raw)),
        source: Some(DiskSource::block(path)),
        ..Disk::default()
    }
}

fn driver(format: DiskFormat) -> DiskDriver {
    DiskDriver {
        name: Some("qemu".to_owned()),
        format: Some(format),
        discard: Some(DiskDiscard::Unmap),
        ..DiskDriver::default()
    }
}

pub(super) fn cdrom(path: Option<String>) -> Disk {
    let driver = DiskDriver {
        name: Some("qemu".to_owned()),
        format: Some(DiskFormat::Raw),
        ..DiskDriver::default()
    };
    Disk {
        disk_type: Some(DiskType::File),
        device: Some(DiskDevice::Cdrom),
        driver: Some(driver),
        source: path.map(DiskSource::file),
        readonly: true,
        ..Disk::default()
    }
}

/// The first name behind `prefix` that no disk has.
pub(super) fn target(disks: &[Disk], prefix: &str, bus: DiskBus) -> DiskTarget {
    let taken = |name: &String| {
        disks.iter().filter_map(|disk| disk.target.as_ref()).any(|target| target.dev == *name)
    };
    let names = (0..=disks.len()).map(|number| format!("{prefix}{}", letters(number)));
    let dev = names.into_iter().find(|name| !taken(name)).unwrap_or_default();
    DiskTarget { bus: Some(bus), ..DiskTarget::new(dev) }
}

/// Counts as columns of a spreadsheet do: `a` to `z`, then `aa`.
fn letters(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        letters.push(char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

pub(super) fn network_interface(network: String) -> Interface {
    virtio(InterfaceSource::Network(NetworkSource::new(network)))
}

pub(super) fn bridge_interface(bridge: String) -> Interface {
    virtio(InterfaceSource::Bridge(BridgeSource::new(bridge)))
}

pub(super) fn user_interface() -> Interface {
    virtio(InterfaceSource::User(UserSource::default()))
}

fn virtio(source: InterfaceSource) -> Interface {
    let model = Some(InterfaceModel::new(InterfaceModelName::Virtio));
    Interface { model, ..Interface::new(source) }
}

pub(super) fn vnc() -> Graphics {
    const LOCAL: &str = "127.0.0.1";
    Graphics::Vnc(VncGraphics {
        port: Some(-1),
        autoport: Some(true),
        listen: Some(LOCAL.to_owned()),
        listeners: vec![GraphicsListen::Address(ListenAddress::new(LOCAL))],
        ..VncGraphics::default()
    })
}

pub(super) fn video() -> Video {
    Video { model: Some(VideoModel::new(VideoType::Virtio)), ..Video::default() }
}

pub(super) fn tablet() -> Input {
    Input { bus: Some(InputBus::Usb), ..Input::new(InputType::Tablet) }
}

fn terminal() -> CharacterBackend {
    CharacterBackend::Pty(PtyBackend::default())
}

pub(super) fn serial() -> Serial {
    Serial::new(terminal())
}

pub(super) fn console() -> Console {
    let target_type = Some(ConsoleTargetType::Serial);
    Console {
        backend: terminal(),
        tty: None,
        log: None,
        target: Some(ConsoleTarget { target_type, port: Some(0) }),
        info: DeviceInfo::default(),
    }
}

pub(super) fn agent() -> Channel {
    let name = Some("org.qemu.guest_agent.0".to_owned());
    Channel {
        backend: CharacterBackend::Unix(UnixBackend::default()),
        log: None,
        target: ChannelTarget::Virtio(VirtioTarget { name, state: None }),
        info: DeviceInfo::default(),
    }
}

pub(super) fn random_numbers() -> Rng {
    Rng::new(RngBackend::Random(RngDevice { path: Some("/dev/urandom".to_owned()) }))
}
