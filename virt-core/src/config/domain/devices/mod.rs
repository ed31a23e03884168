//! `<devices>`: one file for each kind of device.
//!
//! To add a kind, write its file and add its line to [`Devices`], where libvirt writes it.

mod channel;
pub mod character;
mod console;
mod controller;
mod disk;
pub mod disk_source;
mod graphics;
mod info;
mod input;
mod interface;
pub mod interface_source;
mod memballoon;
mod panic;
mod ports;
mod rng;
mod serial;
mod sound;
mod video;
mod watchdog;

pub use channel::{
    Channel, ChannelState, ChannelTarget, GuestForwardTarget, VirtioTarget, XenTarget,
};
pub use character::CharacterBackend;
pub use console::{Console, ConsoleTarget, ConsoleTargetType};
pub use controller::{Controller, ControllerDriver, ControllerTarget, ControllerType};
pub use disk::{
    BlockIo, Disk, DiskBus, DiskCache, DiskDetectZeroes, DiskDevice, DiskDiscard, DiskDriver,
    DiskErrorPolicy, DiskGeometry, DiskIo, DiskTarget, DiskTransient, IoTune,
};
pub use disk_source::{
    BackingStore, DiskFormat, DiskMedium, DiskSource, DiskSourceHost, DiskType, StartupPolicy,
};
pub use graphics::{
    Graphics, GraphicsListen, ListenAddress, ListenNetwork, ListenSocket, SdlGraphics,
    SpiceChannel, SpiceGraphics, VncGraphics, VncSharePolicy,
};
pub use info::{DeviceBoot, DeviceInfo, VirtioOptions};
pub use input::{Input, InputBus, InputModel, InputType};
pub use interface::{
    Interface, InterfaceDriver, InterfaceLink, InterfaceMac, InterfaceModel, InterfaceTarget,
    LinkState,
};
pub use interface_source::InterfaceSource;
pub use memballoon::{MemoryBalloon, MemoryBalloonModel};
pub use panic::{Panic, PanicModel};
pub use rng::{Rng, RngBackend, RngModel, RngRate};
pub use serial::{Parallel, Serial, SerialModel, SerialTarget, SerialTargetType};
pub use sound::{Sound, SoundCodec, SoundModel};
pub use video::{Video, VideoAcceleration, VideoDriver, VideoModel, VideoResolution, VideoType};
pub use watchdog::{Watchdog, WatchdogAction, WatchdogModel};

use crate::xml::{Unmodelled, XmlElement};

/// The devices of a guest, by kind: `<devices>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(
    empty = "open",
    order = "emulator disk controller lease filesystem interface smartcard serial parallel
    console channel input tpm graphics sound audio video hostdev redirdev redirfilter hub watchdog
    memballoon rng nvram panic shmem memory iommu vsock crypto pstore"
)]
pub struct Devices {
    /// The program that runs the guest: a path on the host. Default: the driver's choice.
    #[xml(value)]
    pub emulator: Option<String>,
    /// Disks.
    #[xml(child = "disk")]
    pub disks: Vec<Disk>,
    /// Controllers. Drivers add those that the other devices need.
    #[xml(child = "controller")]
    pub controllers: Vec<Controller>,
    /// Network interfaces.
    #[xml(child = "interface")]
    pub interfaces: Vec<Interface>,
    /// Serial ports.
    #[xml(child = "serial")]
    pub serials: Vec<Serial>,
    /// Parallel ports.
    #[xml(child = "parallel")]
    pub parallels: Vec<Parallel>,
    /// Consoles. The first one of a machine with serial ports is the first serial port.
    #[xml(child = "console")]
    pub consoles: Vec<Console>,
    /// Channels between the guest and programs on the host.
    #[xml(child = "channel")]
    pub channels: Vec<Channel>,
    /// Mice, keyboards and tablets.
    #[xml(child = "input")]
    pub inputs: Vec<Input>,
    /// Ways to look at the guest's screen.
    #[xml(child)]
    pub graphics: Vec<Graphics>,
    /// Sound cards.
    #[xml(child = "sound")]
    pub sounds: Vec<Sound>,
    /// Video cards.
    #[xml(child = "video")]
    pub videos: Vec<Video>,
    /// Watchdogs.
    #[xml(child = "watchdog")]
    pub watchdogs: Vec<Watchdog>,
    /// The memory balloon.
    #[xml(child = "memballoon")]
    pub memory_balloon: Option<MemoryBalloon>,
    /// Random number generators.
    #[xml(child = "rng")]
    pub rngs: Vec<Rng>,
    /// Devices that tell the host of the guest's crash.
    #[xml(child = "panic")]
    pub panics: Vec<Panic>,
    /// The kinds of devices that this model does not know yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

impl Devices {
    /// Name and place of every device, by kind. A console that is a serial port counts once.
    pub fn infos(&self) -> impl Iterator<Item = &DeviceInfo> {
        let disks = self.disks.iter().map(|device| &device.info);
        let controllers = self.controllers.iter().map(|device| &device.info);
        let interfaces = self.interfaces.iter().map(|device| &device.info);
        let serials = self.serials.iter().map(|device| &device.info);
        let parallels = self.parallels.iter().map(|device| &device.info);
        let consoles = self.own_consoles().iter().map(|device| &device.info);
        let channels = self.channels.iter().map(|device| &device.info);
        let inputs = self.inputs.iter().map(|device| &device.info);
        let sounds = self.sounds.iter().map(|device| &device.info);
        let videos = self.videos.iter().map(|device| &device.info);
        let watchdogs = self.watchdogs.iter().map(|device| &device.info);
        let balloon = self.memory_balloon.iter().map(|device| &device.info);
        let rngs = self.rngs.iter().map(|device| &device.info);
        let panics = self.panics.iter().map(|device| &device.info);
        let ports = serials.chain(parallels).chain(consoles).chain(channels);
        let rest = inputs.chain(sounds).chain(videos).chain(watchdogs).chain(balloon);
        disks
            .chain(controllers)
            .chain(interfaces)
            .chain(ports)
            .chain(rest)
            .chain(rngs)
            .chain(panics)
    }
}
