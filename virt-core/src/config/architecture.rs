//! Architectures of CPUs.

use crate::xml::XmlValue;

/// The architecture of a CPU, by libvirt's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the architectures' own names")]
pub enum Architecture {
    #[xml(name = "aarch64")]
    Aarch64,
    #[xml(name = "alpha")]
    Alpha,
    #[xml(name = "armv6l")]
    Armv6l,
    #[xml(name = "armv7l")]
    Armv7l,
    /// The big-endian form of `armv7l`.
    #[xml(name = "armv7b")]
    Armv7b,
    #[xml(name = "cris")]
    Cris,
    #[xml(name = "i686")]
    I686,
    #[xml(name = "ia64")]
    Ia64,
    #[xml(name = "lm32")]
    Lm32,
    #[xml(name = "loongarch64")]
    LoongArch64,
    #[xml(name = "m68k")]
    M68k,
    #[xml(name = "microblaze")]
    MicroBlaze,
    #[xml(name = "microblazeel")]
    MicroBlazeEl,
    #[xml(name = "mips")]
    Mips,
    #[xml(name = "mipsel")]
    MipsEl,
    #[xml(name = "mips64")]
    Mips64,
    #[xml(name = "mips64el")]
    Mips64El,
    #[xml(name = "openrisc")]
    OpenRisc,
    #[xml(name = "parisc")]
    Parisc,
    #[xml(name = "parisc64")]
    Parisc64,
    #[xml(name = "ppc")]
    Ppc,
    #[xml(name = "ppc64")]
    Ppc64,
    #[xml(name = "ppc64le")]
    Ppc64Le,
    #[xml(name = "ppcemb")]
    PpcEmb,
    #[xml(name = "riscv32")]
    RiscV32,
    #[xml(name = "riscv64")]
    RiscV64,
    #[xml(name = "s390")]
    S390,
    #[xml(name = "s390x")]
    S390x,
    #[xml(name = "sh4")]
    Sh4,
    #[xml(name = "sh4eb")]
    Sh4Eb,
    #[xml(name = "sparc")]
    Sparc,
    #[xml(name = "sparc64")]
    Sparc64,
    #[xml(name = "unicore32")]
    Unicore32,
    #[xml(name = "x86_64")]
    X86_64,
    #[xml(name = "xtensa")]
    Xtensa,
    #[xml(name = "xtensaeb")]
    XtensaEb,
}

impl Architecture {
    /// Whether it is one of Intel's, 32 or 64 bits wide.
    pub const fn is_x86(self) -> bool {
        matches!(self, Architecture::I686 | Architecture::X86_64)
    }
}
