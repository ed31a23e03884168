//! The parts of the system that report errors, with libvirt's numbers and labels. Written
//! by `cargo xtask codegen`.

/// Which part of the system reports an error (libvirt calls it the error's domain).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[repr(i32)]
pub enum ErrorOrigin {
    /// `VIR_FROM_NONE`, since 0.1.0.
    None = 0,
    /// `VIR_FROM_XEN`, since 0.1.0.
    Xen = 1,
    /// `VIR_FROM_XEND`, since 0.1.0.
    Xend = 2,
    /// `VIR_FROM_XENSTORE`, since 0.1.0.
    Xenstore = 3,
    /// `VIR_FROM_SEXPR`, since 0.1.0.
    Sexpr = 4,
    /// `VIR_FROM_XML`, since 0.1.0.
    Xml = 5,
    /// `VIR_FROM_DOM`, since 0.1.0.
    Dom = 6,
    /// `VIR_FROM_RPC`, since 0.1.1.
    Rpc = 7,
    /// `VIR_FROM_PROXY`, since 0.1.3.
    Proxy = 8,
    /// `VIR_FROM_CONF`, since 0.1.6.
    Conf = 9,
    /// `VIR_FROM_QEMU`, since 0.2.0.
    Qemu = 10,
    /// `VIR_FROM_NET`, since 0.2.0.
    Net = 11,
    /// `VIR_FROM_TEST`, since 0.2.3.
    Test = 12,
    /// `VIR_FROM_REMOTE`, since 0.2.3.
    Remote = 13,
    /// `VIR_FROM_OPENVZ`, since 0.3.1.
    Openvz = 14,
    /// `VIR_FROM_XENXM`, since 0.4.1.
    Xenxm = 15,
    /// `VIR_FROM_STATS_LINUX`, since 0.4.1.
    StatsLinux = 16,
    /// `VIR_FROM_LXC`, since 0.4.2.
    Lxc = 17,
    /// `VIR_FROM_STORAGE`, since 0.4.1.
    Storage = 18,
    /// `VIR_FROM_NETWORK`, since 0.4.6.
    Network = 19,
    /// `VIR_FROM_DOMAIN`, since 0.4.6.
    Domain = 20,
    /// `VIR_FROM_UML`, since 0.5.0.
    Uml = 21,
    /// `VIR_FROM_NODEDEV`, since 0.5.0.
    Nodedev = 22,
    /// `VIR_FROM_XEN_INOTIFY`, since 0.5.0.
    XenInotify = 23,
    /// `VIR_FROM_SECURITY`, since 0.6.1.
    Security = 24,
    /// `VIR_FROM_VBOX`, since 0.6.3.
    Vbox = 25,
    /// `VIR_FROM_INTERFACE`, since 0.6.4.
    Interface = 26,
    /// `VIR_FROM_ONE`, since 0.6.4.
    One = 27,
    /// `VIR_FROM_ESX`, since 0.7.0.
    Esx = 28,
    /// `VIR_FROM_PHYP`, since 0.7.0.
    Phyp = 29,
    /// `VIR_FROM_SECRET`, since 0.7.1.
    Secret = 30,
    /// `VIR_FROM_CPU`, since 0.7.5.
    Cpu = 31,
    /// `VIR_FROM_XENAPI`, since 0.8.0.
    Xenapi = 32,
    /// `VIR_FROM_NWFILTER`, since 0.8.0.
    Nwfilter = 33,
    /// `VIR_FROM_HOOK`, since 0.8.0.
    Hook = 34,
    /// `VIR_FROM_DOMAIN_SNAPSHOT`, since 0.8.0.
    DomainSnapshot = 35,
    /// `VIR_FROM_AUDIT`, since 0.8.5.
    Audit = 36,
    /// `VIR_FROM_SYSINFO`, since 0.8.6.
    Sysinfo = 37,
    /// `VIR_FROM_STREAMS`, since 0.8.6.
    Streams = 38,
    /// `VIR_FROM_VMWARE`, since 0.8.7.
    Vmware = 39,
    /// `VIR_FROM_EVENT`, since 0.9.0.
    Event = 40,
    /// `VIR_FROM_LIBXL`, since 0.9.0.
    Libxl = 41,
    /// `VIR_FROM_LOCKING`, since 0.9.2.
    Locking = 42,
    /// `VIR_FROM_HYPERV`, since 0.9.5.
    Hyperv = 43,
    /// `VIR_FROM_CAPABILITIES`, since 0.9.8.
    Capabilities = 44,
    /// `VIR_FROM_URI`, since 0.9.11.
    Uri = 45,
    /// `VIR_FROM_AUTH`, since 0.9.11.
    Auth = 46,
    /// `VIR_FROM_DBUS`, since 0.9.12.
    Dbus = 47,
    /// `VIR_FROM_PARALLELS`, since 0.10.0.
    Parallels = 48,
    /// `VIR_FROM_DEVICE`, since 0.10.0.
    Device = 49,
    /// `VIR_FROM_SSH`, since 0.10.0.
    Ssh = 50,
    /// `VIR_FROM_LOCKSPACE`, since 1.0.0.
    Lockspace = 51,
    /// `VIR_FROM_INITCTL`, since 1.0.1.
    Initctl = 52,
    /// `VIR_FROM_IDENTITY`, since 1.0.4.
    Identity = 53,
    /// `VIR_FROM_CGROUP`, since 1.0.5.
    Cgroup = 54,
    /// `VIR_FROM_ACCESS`, since 1.1.0.
    Access = 55,
    /// `VIR_FROM_SYSTEMD`, since 1.1.1.
    Systemd = 56,
    /// `VIR_FROM_BHYVE`, since 1.2.2.
    Bhyve = 57,
    /// `VIR_FROM_CRYPTO`, since 1.2.3.
    Crypto = 58,
    /// `VIR_FROM_FIREWALL`, since 1.2.4.
    Firewall = 59,
    /// `VIR_FROM_POLKIT`, since 1.2.9.
    Polkit = 60,
    /// `VIR_FROM_THREAD`, since 1.2.14.
    Thread = 61,
    /// `VIR_FROM_ADMIN`, since 1.2.17.
    Admin = 62,
    /// `VIR_FROM_LOGGING`, since 1.3.0.
    Logging = 63,
    /// `VIR_FROM_XENXL`, since 1.3.2.
    Xenxl = 64,
    /// `VIR_FROM_PERF`, since 1.3.3.
    Perf = 65,
    /// `VIR_FROM_LIBSSH`, since 2.5.0.
    Libssh = 66,
    /// `VIR_FROM_RESCTRL`, since 3.7.0.
    Resctrl = 67,
    /// `VIR_FROM_FIREWALLD`, since 5.1.0.
    Firewalld = 68,
    /// `VIR_FROM_DOMAIN_CHECKPOINT`, since 5.2.0.
    DomainCheckpoint = 69,
    /// `VIR_FROM_TPM`, since 5.6.0.
    Tpm = 70,
    /// `VIR_FROM_BPF`, since 5.10.0.
    Bpf = 71,
    /// `VIR_FROM_CH`, since 7.5.0.
    Ch = 72,
}

impl ErrorOrigin {
    /// The number that libvirt gives this part.
    pub const fn as_raw(self) -> i32 {
        self as i32
    }

    /// The part with libvirt's number `raw`, when this version knows it.
    pub const fn from_raw(raw: i32) -> Option<Self> {
        Some(match raw {
            0 => Self::None,
            1 => Self::Xen,
            2 => Self::Xend,
            3 => Self::Xenstore,
            4 => Self::Sexpr,
            5 => Self::Xml,
            6 => Self::Dom,
            7 => Self::Rpc,
            8 => Self::Proxy,
            9 => Self::Conf,
            10 => Self::Qemu,
            11 => Self::Net,
            12 => Self::Test,
            13 => Self::Remote,
            14 => Self::Openvz,
            15 => Self::Xenxm,
            16 => Self::StatsLinux,
            17 => Self::Lxc,
            18 => Self::Storage,
            19 => Self::Network,
            20 => Self::Domain,
            21 => Self::Uml,
            22 => Self::Nodedev,
            23 => Self::XenInotify,
            24 => Self::Security,
            25 => Self::Vbox,
            26 => Self::Interface,
            27 => Self::One,
            28 => Self::Esx,
            29 => Self::Phyp,
            30 => Self::Secret,
            31 => Self::Cpu,
            32 => Self::Xenapi,
            33 => Self::Nwfilter,
            34 => Self::Hook,
            35 => Self::DomainSnapshot,
            36 => Self::Audit,
            37 => Self::Sysinfo,
            38 => Self::Streams,
            39 => Self::Vmware,
            40 => Self::Event,
            41 => Self::Libxl,
            42 => Self::Locking,
            43 => Self::Hyperv,
            44 => Self::Capabilities,
            45 => Self::Uri,
            46 => Self::Auth,
            47 => Self::Dbus,
            48 => Self::Parallels,
            49 => Self::Device,
            50 => Self::Ssh,
            51 => Self::Lockspace,
            52 => Self::Initctl,
            53 => Self::Identity,
            54 => Self::Cgroup,
            55 => Self::Access,
            56 => Self::Systemd,
            57 => Self::Bhyve,
            58 => Self::Crypto,
            59 => Self::Firewall,
            60 => Self::Polkit,
            61 => Self::Thread,
            62 => Self::Admin,
            63 => Self::Logging,
            64 => Self::Xenxl,
            65 => Self::Perf,
            66 => Self::Libssh,
            67 => Self::Resctrl,
            68 => Self::Firewalld,
            69 => Self::DomainCheckpoint,
            70 => Self::Tpm,
            71 => Self::Bpf,
            72 => Self::Ch,
            _ => return None,
        })
    }

    /// What people call this part: `QEMU Driver`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Xen => "Xen Driver",
            Self::Xend => "Xen Daemon",
            Self::Xenstore => "Xen Store",
            Self::Sexpr => "S-Expression",
            Self::Xml => "XML Util",
            Self::Dom => "Domain",
            Self::Rpc => "XML-RPC",
            Self::Proxy => "Proxy Daemon",
            Self::Conf => "Config File",
            Self::Qemu => "QEMU Driver",
            Self::Net => "Network",
            Self::Test => "Test Driver",
            Self::Remote => "Remote Driver",
            Self::Openvz => "OpenVZ Driver",
            Self::Xenxm => "Xen XM Driver",
            Self::StatsLinux => "Linux Statistics",
            Self::Lxc => "LXC Driver",
            Self::Storage => "Storage Driver",
            Self::Network => "Network Driver",
            Self::Domain => "Domain Config",
            Self::Uml => "User Mode Linux Driver",
            Self::Nodedev => "Node Device Driver",
            Self::XenInotify => "Xen Inotify Driver",
            Self::Security => "Security Driver",
            Self::Vbox => "VirtualBox Driver",
            Self::Interface => "Network Interface Driver",
            Self::One => "Open Nebula Driver",
            Self::Esx => "ESX Driver",
            Self::Phyp => "Power Hypervisor Driver",
            Self::Secret => "Secrets Driver",
            Self::Cpu => "CPU Driver",
            Self::Xenapi => "XenAPI Driver",
            Self::Nwfilter => "Network Filter Driver",
            Self::Hook => "Lifecycle Hook",
            Self::DomainSnapshot => "Domain Snapshot",
            Self::Audit => "Audit Utils",
            Self::Sysinfo => "Sysinfo Utils",
            Self::Streams => "I/O Stream Utils",
            Self::Vmware => "VMware Driver",
            Self::Event => "Event Loop",
            Self::Libxl => "Xen Light Driver",
            Self::Locking => "Lock Driver",
            Self::Hyperv => "Hyper-V Driver",
            Self::Capabilities => "Capabilities Utils",
            Self::Uri => "URI Utils",
            Self::Auth => "Authentication Utils",
            Self::Dbus => "DBus Utils",
            Self::Parallels => "Parallels Cloud Server",
            Self::Device => "Device Config",
            Self::Ssh => "SSH transport layer",
            Self::Lockspace => "Lock Space",
            Self::Initctl => "Init control",
            Self::Identity => "Identity",
            Self::Cgroup => "Cgroup",
            Self::Access => "Access Manager",
            Self::Systemd => "Systemd",
            Self::Bhyve => "Bhyve",
            Self::Crypto => "Crypto",
            Self::Firewall => "Firewall",
            Self::Polkit => "Polkit",
            Self::Thread => "Thread jobs",
            Self::Admin => "Admin Interface",
            Self::Logging => "Log Manager",
            Self::Xenxl => "Xen XL Config",
            Self::Perf => "Perf",
            Self::Libssh => "Libssh transport layer",
            Self::Resctrl => "Resource control",
            Self::Firewalld => "FirewallD",
            Self::DomainCheckpoint => "Domain Checkpoint",
            Self::Tpm => "TPM",
            Self::Bpf => "BPF",
            Self::Ch => "Cloud-Hypervisor Driver",
        }
    }
}
