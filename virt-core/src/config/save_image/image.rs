//! Header, definition and cookie together.

use std::io::{self, Read};

use super::header::bad;
use super::{SaveImageFormat, SaveImageHeader};
use crate::Result;
use crate::config::{DomainConfig, DriverCookie};
use crate::xml::limits::MAX_SIZE;
use crate::xml::{self, Form};

/// The head of a save image: everything before the guest's memory.
///
/// ```
/// use virt_core::config::save_image::{SaveImage, SaveImageFormat};
/// use virt_core::config::DomainConfig;
///
/// let guest = DomainConfig::parse("<domain type='qemu'><name>web</name></domain>")?;
/// let image = SaveImage::new(&guest, None, SaveImageFormat::Raw)?;
/// let bytes = image.to_bytes()?;
/// assert_eq!(bytes.len(), image.memory_offset());
/// let again = SaveImage::read(&mut bytes.as_slice())?;
/// assert_eq!(again.domain()?.name.as_deref(), Some("web"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveImage {
    /// Whether the guest was saved to the end.
    pub complete: bool,
    /// Whether the guest ran, and so runs again when it is restored.
    pub was_running: bool,
    /// How the guest's memory is stored.
    pub format: SaveImageFormat,
    definition: String,
    cookie: Option<String>,
    /// How many bytes the file has for definition and cookie.
    room: usize,
}

/// What is left free behind definition and cookie, so that both can grow where they are.
const SPARE: usize = 64 * 1024;

/// The most that definition and cookie can take: two of the largest documents.
const MOST: usize = 2 * (MAX_SIZE + 1) + SPARE;

impl SaveImage {
    /// Makes the head for a guest that is about to be saved: it ran, and the image is not complete
    /// yet. The definition is written as another host needs it, with its secrets.
    ///
    /// # Errors
    ///
    /// `OperationFailed` when the definition has a NUL or is larger than documents may be.
    pub fn new(
        domain: &DomainConfig,
        cookie: Option<&DriverCookie>,
        format: SaveImageFormat,
    ) -> Result<Self> {
        let mut image = SaveImage {
            complete: false,
            was_running: true,
            format,
            definition: String::new(),
            cookie: cookie.map(|cookie| xml::to_string_as("cookie", cookie, FORM)),
            room: MOST,
        };
        image.set_domain(domain)?;
        image.room = image.needed() + SPARE;
        Ok(image)
    }

    /// Reads the head of an image, and leaves `file` at the first byte of the guest's memory.
    ///
    /// # Errors
    ///
    /// `OperationFailed` when it is none, or says what cannot be. Whether the image is complete is
    /// for the caller to look at.
    pub fn read(file: &mut impl Read) -> Result<Self> {
        let mut header = [0; SaveImageHeader::LENGTH];
        file.read_exact(&mut header).map_err(|err| unreadable("header", err))?;
        let header = SaveImageHeader::parse(&header)?;
        let room = header.data_length as usize;
        if room == 0 || room > MOST {
            return Err(bad(format!(
                "the save image has {room} bytes for the definition, and 1 to {MOST} would do"
            )));
        }
        // Memory is taken as the file gives it, not as the header promises it.
        let mut data = Vec::new();
        let length = file.take(room as u64).read_to_end(&mut data);
        let length = length.map_err(|err| unreadable("definition", err))?;
        if length < room {
            return Err(unreadable("definition", io::ErrorKind::UnexpectedEof.into()));
        }
        SaveImage::from_parts(&header, &data)
    }

    /// Puts an image together from its header and the `data_length` bytes behind it.
    ///
    /// # Errors
    ///
    /// `OperationFailed` when the parts do not fit each other.
    pub fn from_parts(header: &SaveImageHeader, data: &[u8]) -> Result<Self> {
        let (definition, cookie) = match header.cookie_offset as usize {
            0 => (data, None),
            offset => match data.split_at_checked(offset) {
                Some((definition, cookie)) => (definition, Some(cookie)),
                None => {
                    return Err(bad(format!(
                        "the save image's cookie stands at {offset}, beyond the {} bytes of data",
                        data.len()
                    )));
                }
            },
        };
        let cookie = cookie.map(|bytes| text("cookie", bytes)).transpose()?;
        Ok(SaveImage {
            complete: header.complete,
            was_running: header.was_running,
            format: header.format,
            definition: text("definition", definition)?,
            cookie: cookie.filter(|cookie| !cookie.is_empty()),
            room: data.len(),
        })
    }

    /// Writes the head: what stands in the file before the guest's memory.
    ///
    /// # Errors
    ///
    /// `OperationFailed` when a header cannot say how large it is.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let header = self.header()?;
        let mut bytes = Vec::with_capacity(self.memory_offset());
        bytes.extend(header.to_bytes());
        bytes.extend(self.definition.bytes());
        bytes.push(0);
        if let Some(cookie) = &self.cookie {
            bytes.extend(cookie.bytes());
            bytes.push(0);
        }
        bytes.resize(self.memory_offset(), 0);
        Ok(bytes)
    }

    /// The header.
    ///
    /// # Errors
    ///
    /// As [`SaveImage::to_bytes`].
    pub fn header(&self) -> Result<SaveImageHeader> {
        let number =
            |size: usize| u32::try_from(size).map_err(|_| bad("the save image is too large"));
        let cookie_offset = self.cookie.as_ref().map_or(0, |_| self.definition.len() + 1);
        Ok(SaveImageHeader {
            complete: self.complete,
            version: SaveImageHeader::VERSION,
            data_length: number(self.room)?,
            was_running: self.was_running,
            format: self.format,
            cookie_offset: number(cookie_offset)?,
        })
    }

    /// Where in the file the guest's memory starts.
    pub fn memory_offset(&self) -> usize {
        SaveImageHeader::LENGTH + self.room
    }

    /// The definition as it stands in the image, with its secrets.
    pub fn definition(&self) -> &str {
        &self.definition
    }

    /// The guest's definition.
    ///
    /// # Errors
    ///
    /// As [`DomainConfig::parse`].
    pub fn domain(&self) -> Result<DomainConfig> {
        DomainConfig::parse(&self.definition)
    }

    /// What the driver needs to know beside the definition.
    ///
    /// # Errors
    ///
    /// `XmlDetail` or `XmlError` when it is no `<cookie>`.
    pub fn cookie(&self) -> Result<Option<DriverCookie>> {
        self.cookie.as_deref().map(|text| xml::from_str("cookie", text)).transpose()
    }

    /// Gives the guest another definition, to be restored with. The guest's memory stays where it
    /// is in the file, so there is room for so much and no more.
    ///
    /// # Errors
    ///
    /// `OperationFailed` when it does not fit; the image is as before then.
    pub fn set_domain(&mut self, domain: &DomainConfig) -> Result<()> {
        self.set_definition(domain.to_xml_as(FORM))
    }

    /// As [`SaveImage::set_domain`], with a document that is kept letter by letter.
    ///
    /// # Errors
    ///
    /// `OperationFailed` when it does not fit or has a NUL; the image is as before then.
    pub fn set_definition(&mut self, definition: String) -> Result<()> {
        if definition.contains('\0') {
            return Err(bad("a definition in a save image cannot have a NUL"));
        }
        let before = std::mem::replace(&mut self.definition, definition);
        let needed = self.needed();
        if needed <= self.room {
            return Ok(());
        }
        self.definition = before;
        Err(bad(format!(
            "the definition needs {needed} bytes, and the save image has room for {}; make it \
             shorter, metadata above all",
            self.room
        )))
    }

    /// How many bytes definition and cookie take with the NUL behind each.
    fn needed(&self) -> usize {
        self.definition.len() + 1 + self.cookie.as_ref().map_or(0, |cookie| cookie.len() + 1)
    }
}

/// What another host needs, and the secrets without which the guest could not go on.
const FORM: Form = Form { secure: true, inactive: true, migratable: true };

fn unreadable(what: &str, err: io::Error) -> crate::Error {
    bad(format!("cannot read the save image's {what}")).with_source(err)
}

/// A text up to the NUL that ends it, which must be there.
fn text(what: &str, bytes: &[u8]) -> Result<String> {
    let end = bytes.iter().position(|byte| *byte == 0);
    let text = end.and_then(|end| bytes.get(..end)).and_then(|bytes| str::from_utf8(bytes).ok());
    text.map(str::to_owned).ok_or_else(|| bad(format!("the save image's {what} is no text")))
}
