//! What a person sees and types: consoles, channels, screens.

use std::os::fd::OwnedFd;

use crate::Result;
use crate::api::domain::{
    DomainChannelFlags, DomainConsoleFlags, DomainGraphicsReloadType, DomainOpenGraphicsFlags,
};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::stream::StreamDriver;

/// Consoles, channels and screens of domains.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait ConsoleDriver: Driver {
    /// Opens the console with this alias, or the first one; both ends write and read.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](crate::ErrorKind::OperationFailed) when another connection has it
    /// open and `FORCE` is not given.
    #[doc(alias = "domainOpenConsole")]
    fn open_console(
        &self,
        domain: &DomainRef,
        device: Option<&str>,
        flags: DomainConsoleFlags,
    ) -> Result<Box<dyn StreamDriver>> {
        unsupported(self, "virDomainOpenConsole")
    }

    /// Opens the channel with this target name or alias, or the first one; both ends write and
    /// read.
    #[doc(alias = "domainOpenChannel")]
    fn open_channel(
        &self,
        domain: &DomainRef,
        name: Option<&str>,
        flags: DomainChannelFlags,
    ) -> Result<Box<dyn StreamDriver>> {
        unsupported(self, "virDomainOpenChannel")
    }

    /// Connects `socket` to the graphics device at `index`, as if a client had connected to it.
    #[doc(alias = "domainOpenGraphics")]
    fn open_graphics(
        &self,
        domain: &DomainRef,
        index: u32,
        socket: OwnedFd,
        flags: DomainOpenGraphicsFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainOpenGraphics")
    }

    /// Returns a socket that is connected to the graphics device at `index`.
    #[doc(alias = "domainOpenGraphicsFD")]
    fn open_graphics_socket(
        &self,
        domain: &DomainRef,
        index: u32,
        flags: DomainOpenGraphicsFlags,
    ) -> Result<OwnedFd> {
        unsupported(self, "virDomainOpenGraphicsFD")
    }

    /// Lets graphics devices of this kind read their TLS certificates again.
    #[doc(alias = "domainGraphicsReload")]
    fn reload_graphics(&self, domain: &DomainRef, kind: DomainGraphicsReloadType) -> Result<()> {
        unsupported(self, "virDomainGraphicsReload")
    }

    /// Takes a picture of the screen `screen`, which counts from 0.
    #[doc(alias = "domainScreenshot")]
    fn screenshot(&self, domain: &DomainRef, screen: u32) -> Result<Screenshot> {
        unsupported(self, "virDomainScreenshot")
    }
}

/// A picture of a domain's screen.
pub struct Screenshot {
    /// The picture's format: `image/png`, `image/x-portable-pixmap`.
    pub mime_type: String,
    /// The picture, to be read to its end.
    pub data: Box<dyn StreamDriver>,
}
