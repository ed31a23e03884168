//! The first 92 bytes.

use crate::xml::XmlValue;
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// What the first 92 bytes of a save image say.
///
/// They are a magic word of 16 bytes and 19 numbers of 4 bytes in the byte order of the host that
/// saved the guest; a reader tells it by the version, which is small. 14 of the numbers are zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaveImageHeader {
    /// Whether the guest was saved to the end. What is not complete is no guest.
    pub complete: bool,
    /// The version of the layout, 2 at most.
    pub version: u32,
    /// How many bytes definition and cookie take, with the room behind them. The guest's memory
    /// follows there.
    pub data_length: u32,
    /// Whether the guest ran, and so runs again when it is restored.
    pub was_running: bool,
    /// How the guest's memory is stored.
    pub format: SaveImageFormat,
    /// Where the cookie stands in the data; 0 without one.
    pub cookie_offset: u32,
}

/// How a guest's memory is stored in a save image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlValue)]
#[non_exhaustive]
pub enum SaveImageFormat {
    /// As the hypervisor wrote it.
    #[default]
    Raw,
    /// Packed by gzip.
    Gzip,
    /// Packed by bzip2.
    Bzip2,
    /// Packed by xz.
    Xz,
    /// Packed by lzop.
    Lzop,
    /// Packed by zstd. Since libvirt 9.8.
    Zstd,
    /// Each page at its place, with holes for those that are zero. Since libvirt 11.2.
    Sparse,
}

impl SaveImageFormat {
    /// The number of the format in a header, which is its place in the list.
    fn number(self) -> u32 {
        let place = Self::ALL.iter().position(|known| *known == self);
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or_default()
    }

    fn from_number(number: u32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

impl SaveImageHeader {
    /// How many bytes a header has.
    pub const LENGTH: usize = 92;
    /// The version that is written.
    pub const VERSION: u32 = 2;

    const COMPLETE: &[u8; 16] = b"LibvirtQemudSave";
    const PARTIAL: &[u8; 16] = b"LibvirtQemudPart";

    /// Reads a header.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationFailed`] when it is none, of a later version, or of a format that
    /// nobody knows.
    pub fn parse(bytes: &[u8; Self::LENGTH]) -> Result<Self> {
        let (magic, numbers) = bytes.split_at(Self::COMPLETE.len());
        let complete = magic == Self::COMPLETE;
        if !complete && magic != Self::PARTIAL {
            return Err(bad("this is no save image: its first bytes are others"));
        }
        let swapped = number(numbers, 0, false) > Self::VERSION;
        let number = |at| number(numbers, at, swapped);
        let version = number(0);
        if version > Self::VERSION {
            let message = format!(
                "the save image is of version {}, and {} is the latest that is known",
                version.swap_bytes().min(version),
                Self::VERSION
            );
            return Err(bad(message));
        }
        let format = SaveImageFormat::from_number(number(3));
        let format = format
            .ok_or_else(|| bad(format!("the save image's format {} is not known", number(3))))?;
        Ok(SaveImageHeader {
            complete,
            version,
            data_length: number(1),
            was_running: number(2) != 0,
            format,
            cookie_offset: number(4),
        })
    }

    /// Writes the header in this host's byte order.
    pub fn to_bytes(&self) -> [u8; Self::LENGTH] {
        let numbers = [
            self.version,
            self.data_length,
            u32::from(self.was_running),
            self.format.number(),
            self.cookie_offset,
        ];
        let magic = if self.complete { Self::COMPLETE } else { Self::PARTIAL };
        let numbers = numbers.into_iter().flat_map(u32::to_ne_bytes);
        let mut bytes = [0; Self::LENGTH];
        for (place, byte) in bytes.iter_mut().zip(magic.iter().copied().chain(numbers)) {
            *place = byte;
        }
        bytes
    }
}

/// The number at the place `at`; 0 where there is none.
fn number(numbers: &[u8], at: usize, swapped: bool) -> u32 {
    let bytes = numbers.chunks_exact(4).nth(at).and_then(|bytes| bytes.try_into().ok());
    let number = u32::from_ne_bytes(bytes.unwrap_or_default());
    if swapped { number.swap_bytes() } else { number }
}

pub(super) fn bad(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::OperationFailed, message).with_origin(ErrorOrigin::Qemu)
}
