//! The architectures that QEMU emulates, under libvirt's names.

use std::fmt;
use std::str::FromStr;

use virt_core::config::Architecture;

/// One row: libvirt's name, QEMU's name (the end of `qemu-system-…`, and what `query-target` says)
/// and the word size.
type Row = (&'static str, &'static str, u8);

/// Rows with the same QEMU binary stand together, the one that the binary is named for first.
const ARCHES: &[Row] = &[
    ("aarch64", "aarch64", 64),
    ("alpha", "alpha", 64),
    ("armv7l", "arm", 32),
    ("armv6l", "arm", 32),
    ("armv7b", "arm", 32),
    ("parisc", "hppa", 32),
    ("i686", "i386", 32),
    ("loongarch64", "loongarch64", 64),
    ("m68k", "m68k", 32),
    ("microblaze", "microblaze", 32),
    ("microblazeel", "microblazeel", 32),
    ("mips", "mips", 32),
    ("mips64", "mips64", 64),
    ("mips64el", "mips64el", 64),
    ("mipsel", "mipsel", 32),
    ("openrisc", "or1k", 32),
    ("ppc", "ppc", 32),
    ("ppc64", "ppc64", 64),
    ("ppc64le", "ppc64", 64),
    ("riscv32", "riscv32", 32),
    ("riscv64", "riscv64", 64),
    ("s390x", "s390x", 64),
    ("sh4", "sh4", 32),
    ("sh4eb", "sh4eb", 32),
    ("sparc", "sparc", 32),
    ("sparc64", "sparc64", 64),
    ("x86_64", "x86_64", 64),
    ("xtensa", "xtensa", 32),
    ("xtensaeb", "xtensaeb", 32),
];

/// An architecture of guests, such as `x86_64`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Arch(&'static Row);

impl Arch {
    /// What PCs and most servers are.
    pub const X86_64: Arch = Arch(&("x86_64", "x86_64", 64));

    /// The architecture of this host; `None` where QEMU has no name for it.
    pub fn host() -> Option<Arch> {
        let name = match std::env::consts::ARCH {
            "x86" => "i686",
            "arm" => "armv7l",
            "powerpc" => "ppc",
            "powerpc64" if cfg!(target_endian = "little") => "ppc64le",
            "powerpc64" => "ppc64",
            other => other,
        };
        name.parse().ok()
    }

    /// Every architecture, by libvirt's name.
    pub fn all() -> impl Iterator<Item = Arch> {
        ARCHES.iter().map(Arch)
    }

    /// The architecture that QEMU calls `target`.
    pub fn from_qemu_target(target: &str) -> Option<Arch> {
        ARCHES.iter().find(|row| row.1 == target).map(Arch)
    }

    /// libvirt's name, as in `<type arch='…'>`.
    pub fn name(self) -> &'static str {
        self.0.0
    }

    /// The same in definitions.
    pub fn architecture(self) -> Option<Architecture> {
        self.name().parse().ok()
    }

    /// QEMU's name, as in `qemu-system-…`.
    pub fn qemu_target(self) -> &'static str {
        self.0.1
    }

    /// The number of bits of its words: 32 or 64.
    pub fn word_size(self) -> u8 {
        self.0.2
    }

    /// Whether it is one of the two PC architectures.
    pub fn is_x86(self) -> bool {
        matches!(self.name(), "x86_64" | "i686")
    }
}

impl FromStr for Arch {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let row = ARCHES.iter().find(|row| row.0 == name);
        row.map(Arch).ok_or_else(|| format!("unknown architecture '{name}'"))
    }
}

impl fmt::Display for Arch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Arch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl serde::Serialize for Arch {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> serde::Deserialize<'de> for Arch {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}
