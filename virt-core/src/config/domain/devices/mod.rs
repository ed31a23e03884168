//! `<devices>`: one file for each kind of device.
//!
//! To add a kind, write its file and add its line to [`Devices`], where libvirt writes it, and to
//! the list of kinds in `device.rs`.

mod attach;
mod audio;
mod audio_checks;
mod backing_store;
mod card_places;
mod channel;
pub mod character;
mod console;
mod controller;
mod controller_defaults;
mod controller_model;
mod controller_validate;
mod crypto;
mod device;
mod device_source;
mod device_surroundings;
mod disk;
mod disk_auth;
mod disk_defaults;
mod disk_driver;
mod disk_source;
mod disk_target;
mod disk_validate;
mod disks;
mod drives;
mod filesystem;
mod filesystem_defaults;
mod filesystem_source;
mod graphics;
mod host_usb;
pub mod hostdev;
mod hub;
mod info;
mod input;
mod input_defaults;
mod input_validate;
mod interface;
mod interface_backend;
mod interface_defaults;
mod interface_driver;
mod interface_ip;
pub mod interface_source;
mod interface_target;
mod interface_validate;
mod io_tune;
mod iommu;
mod iothreads;
mod lease;
mod memballoon;
mod memory;
mod memory_validate;
mod network_source;
mod nvram;
mod others_validate;
mod panic;
mod places;
mod port_forward;
mod ports;
mod pstore;
mod redirdev;
mod redirfilter;
mod rng;
mod serial;
mod shmem;
mod smartcard;
mod sound;
mod source_defaults;
mod source_validate;
mod tpm;
mod usb_checks;
mod video;
mod video_defaults;
mod video_validate;
mod virtio_model;
mod vsock;
mod watchdog;

pub use attach::{DevicePlace, Searched};
pub use audio::{
    AlsaAudio, AlsaStream, Audio, AudioBackend, AudioFormat, AudioSettings, AudioStream,
    BufferedStream, CoreAudio, FileAudio, JackAudio, JackStream, NamedStream, OssAudio, OssStream,
    PipeWireAudio, PlainAudio, PulseAudio, SdlAudio, SdlAudioDriver,
};
pub use backing_store::{BackingFormat, BackingStore, DiskMirror, MirrorJob, MirrorState};
pub use channel::{
    Channel, ChannelState, ChannelTarget, GuestForwardTarget, VirtioTarget, XenTarget,
};
pub use character::CharacterBackend;
pub use console::{Console, ConsoleTarget, ConsoleTargetType};
pub use controller::{Controller, ControllerDriver, ControllerTarget, ControllerType};
pub use controller_model::{ControllerModel, PciControllerDevice};
pub use crypto::{Crypto, CryptoBackend, CryptoBackendModel, CryptoModel, CryptoType};
pub(crate) use device::DOCUMENTS;
pub use device::{Device, DeviceKind};
pub use device_source::{
    NvmeSource, ReservationsMode, ReservationsSocket, ReservationsSocketType, SourceReservations,
    VhostUserSource,
};
pub use disk::{Disk, DiskDevice, DiskTransient, SgIo, ThrottleFilters};
pub use disk_auth::{DiskAuth, DiskAuthSecret, DiskAuthSecretType};
pub use disk_driver::{
    DiskCache, DiskDetectZeroes, DiskDiscard, DiskDriver, DiskErrorPolicy, DiskFormat, DiskIo,
    DiskMetadataCache,
};
pub use disk_source::{
    DataStore, DeviceSource, DiskMedium, DiskSource, DiskSourceHost, DiskType, HostTransport,
    SliceType, SourceSlice, SourceSlices, StartupPolicy, VolumeSourceMode,
};
pub use disk_target::{BlockIo, DiskBus, DiskGeometry, DiskTarget, DiskTray, GeometryTranslation};
pub use filesystem::{
    CreateMode, Filesystem, FilesystemAccessMode, FilesystemDriver, FilesystemDriverType,
    FilesystemMultidevs, FilesystemType, FilesystemWritePolicy,
};
pub use filesystem_source::{
    FilesystemBinary, FilesystemCache, FilesystemLock, FilesystemSandbox, FilesystemSource,
    RamUsage,
};
pub use graphics::{
    DbusGraphics, DesktopGraphics, EglHeadlessGraphics, Graphics, GraphicsGl, GraphicsListen,
    ImageCompression, ListenAddress, ListenNetwork, ListenSocket, PasswordChange, RdpGraphics,
    SdlGraphics, SpiceChannel, SpiceChannelMode, SpiceChannelName, SpiceCompression, SpiceGraphics,
    SpiceStreaming, VncGraphics, VncSharePolicy,
};
pub use host_usb::{HostUsbAddress, UsbId};
pub use hostdev::{HostDevice, HostDeviceMode};
pub use hub::{Hub, HubType};
pub use info::{DeviceBoot, DeviceInfo, DeviceRom, VirtioOptions};
pub use input::{Input, InputBus, InputGrab, InputGrabToggle, InputSource, InputType};
pub(crate) use input_defaults::InputConnection;
pub use interface::{
    Interface, InterfaceCoalesce, InterfaceCoalesceReceive, InterfaceMac, LinkState, MacType,
};
pub use interface_backend::{
    InterfaceBackend, InterfaceBackendType, InterfaceTune, PortForward, PortProtocol, PortRange,
    Teaming, TransientTeaming,
};
pub use interface_driver::{
    GuestOffloads, HostOffloads, InterfaceDriver, InterfaceDriverName, TransmitMode,
};
pub use interface_ip::InterfaceIp;
pub use interface_source::InterfaceSource;
pub use interface_target::{InterfaceGuest, InterfaceModel, InterfaceModelName, InterfaceTarget};
pub use io_tune::{BurstLengths, IoLimits, IoTune, ThrottleGroup, ThrottleGroups};
pub use iommu::{Iommu, IommuDriver, IommuModel};
pub use iothreads::{IoThreadMapping, MappedIoThread};
pub use lease::{Lease, LeaseTarget};
pub use memballoon::{MemoryBalloon, MemoryBalloonModel};
pub use memory::{
    MemoryDevice, MemoryLabel, MemoryModel, MemorySource, MemoryTarget, MemoryTargetAddress,
};
pub use network_source::{
    NetworkProtocol, NetworkSource, SourceCookie, SourceCookies, SourceIdentity, SourceReconnect,
};
pub use nvram::NvramDevice;
pub use panic::{Panic, PanicModel};
pub use pstore::{PersistentStore, PersistentStoreBackend};
pub use redirdev::{RedirectedBus, RedirectedDevice};
pub use redirfilter::{RedirectionFilter, RedirectionRule, UsbMatch, UsbVersion};
pub use rng::{Rng, RngBackend, RngDevice, RngRate, RngServer};
pub use serial::{Parallel, Serial, SerialModel, SerialTarget, SerialTargetType};
pub use shmem::{
    SharedMemory, SharedMemoryModel, SharedMemoryMsi, SharedMemoryRole, SharedMemoryServer,
    SharedMemorySize,
};
pub use smartcard::{HostCertificates, PassthroughSmartcard, Smartcard, SmartcardMode};
pub use sound::{Sound, SoundCodec, SoundCodecType, SoundModel};
pub use tpm::{
    EmulatorTpm, ExternalTpm, ExternalTpmSource, PassthroughTpm, PcrBanks, RemoveDisabled, Tpm,
    TpmBackend, TpmModel, TpmProfile, TpmSocketType, TpmSource, TpmSourceType, TpmVersion,
};
pub use video::{
    VgaPorts, Video, VideoAcceleration, VideoDriver, VideoDriverName, VideoModel, VideoResolution,
    VideoType,
};
pub use virtio_model::VirtioModel;
pub use vsock::{Vsock, VsockCid};
pub use watchdog::{Watchdog, WatchdogAction, WatchdogModel};

use crate::xml::XmlElement;

/// The devices of a guest, by kind: `<devices>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(empty = "open")]
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
    /// What a lock manager grants to the running guest.
    #[xml(child = "lease")]
    pub leases: Vec<Lease>,
    /// Folders of the host in the guest.
    #[xml(child = "filesystem")]
    pub filesystems: Vec<Filesystem>,
    /// Network interfaces.
    #[xml(child = "interface")]
    pub interfaces: Vec<Interface>,
    /// Smart cards.
    #[xml(child = "smartcard")]
    pub smartcards: Vec<Smartcard>,
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
    /// Trusted platform modules.
    #[xml(child = "tpm")]
    pub tpms: Vec<Tpm>,
    /// Ways to look at the guest's screen.
    #[xml(child)]
    pub graphics: Vec<Graphics>,
    /// Sound cards.
    #[xml(child = "sound")]
    pub sounds: Vec<Sound>,
    /// Where sound goes on the host, and comes from.
    #[xml(child = "audio")]
    pub audios: Vec<Audio>,
    /// Video cards.
    #[xml(child = "video")]
    pub videos: Vec<Video>,
    /// Devices of the host.
    #[xml(child = "hostdev")]
    pub host_devices: Vec<HostDevice>,
    /// USB devices that come over a line.
    #[xml(child = "redirdev")]
    pub redirected_devices: Vec<RedirectedDevice>,
    /// Which USB devices may come over a line. Default: all.
    #[xml(child = "redirfilter", once)]
    pub redirection_filter: Option<RedirectionFilter>,
    /// Hubs, which give USB more ports.
    #[xml(child = "hub")]
    pub hubs: Vec<Hub>,
    /// Watchdogs.
    #[xml(child = "watchdog")]
    pub watchdogs: Vec<Watchdog>,
    /// The memory balloon.
    #[xml(child = "memballoon", once)]
    pub memory_balloon: Option<MemoryBalloon>,
    /// Random number generators.
    #[xml(child = "rng")]
    pub rngs: Vec<Rng>,
    /// The memory of a POWER machine that keeps its settings.
    #[xml(child, once)]
    pub nvram: Option<Box<NvramDevice>>,
    /// Devices that tell the host of the guest's crash.
    #[xml(child = "panic")]
    pub panics: Vec<Panic>,
    /// Memory that guests share.
    #[xml(child = "shmem")]
    pub shared_memories: Vec<SharedMemory>,
    /// Memory that can be plugged.
    #[xml(child = "memory")]
    pub memories: Vec<MemoryDevice>,
    /// The device that translates the addresses that other devices use.
    #[xml(child, once)]
    pub iommu: Option<Box<Iommu>>,
    /// Sockets between the guest and the host.
    #[xml(child, once)]
    pub vsock: Option<Box<Vsock>>,
    /// Devices that encrypt for the guest.
    #[xml(child = "crypto")]
    pub cryptos: Vec<Crypto>,
    /// Where the guest's kernel keeps its last words.
    #[xml(child, once)]
    pub pstore: Option<Box<PersistentStore>>,
}

impl Devices {
    /// Name and place of every device, by kind. A console that is a serial port counts once.
    pub fn infos(&self) -> impl Iterator<Item = &DeviceInfo> {
        self.named_infos().map(|(_, info)| info)
    }
}
