//! The host's end of a guest's serial ports and consoles, for one user at a time.

use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use virt_core::api::domain::DomainConsoleFlags;
use virt_core::api::stream::{StreamEventType, StreamFlags, StreamRecvFlags};
use virt_core::config::domain::devices::character::{CharacterBackend, SocketMode};
use virt_core::stream::{FdStream, StreamCallback, StreamDriver, Transfer, from_fd};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use super::Domain;
use crate::devices::characters;
use crate::error::{failed, not_running, unsupported};
use crate::socket;
use crate::state::QemuState;

/// Every console that is open in this program, by the path of the host's end.
#[derive(Default, Clone)]
pub(crate) struct Consoles(Arc<Mutex<HashMap<String, Weak<FdStream>>>>);

/// Where the host's end of a character device is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    Terminal(String),
    Socket(String),
}

impl Domain {
    /// Opens the character device with the alias `device`, or the first console.
    pub(crate) fn open_console(
        &self,
        state: &QemuState,
        device: Option<&str>,
        flags: DomainConsoleFlags,
    ) -> Result<Box<dyn StreamDriver>> {
        let view = self.view();
        let live = view.live.as_ref().ok_or_else(|| not_running(&view.name))?;
        let mut found = characters(&live.config)
            .filter(|(alias, _)| device.is_none_or(|device| *alias == Some(device)));
        let (alias, backend) = found.next().ok_or_else(|| match device {
            Some(device) => Error::new(
                ErrorKind::InvalidArg,
                format!("device: domain '{}' has no character device '{device}'", view.name),
            ),
            None => unsupported(format!("domain '{}' has no console", view.name)),
        })?;
        let alias = alias.unwrap_or("console");
        let end = end_of(backend).ok_or_else(|| {
            unsupported(format!(
                "device '{alias}' of domain '{}' is neither a terminal nor a socket that QEMU \
                 listens at, and cannot be opened",
                view.name
            ))
        })?;
        let force = flags.contains(DomainConsoleFlags::FORCE);
        state.consoles().open(&view.name, alias, &end, force)
    }
}

impl Consoles {
    fn open(
        &self,
        domain: &str,
        alias: &str,
        end: &End,
        force: bool,
    ) -> Result<Box<dyn StreamDriver>> {
        let key = match end {
            End::Terminal(path) | End::Socket(path) => path,
        };
        let mut open = self.lock();
        if let Some(other) = open.get(key).and_then(Weak::upgrade) {
            if !force {
                return Err(in_use(domain, alias, "in this program"));
            }
            // Its user gets an error at the next call.
            other.abort()?;
        }
        let stream = Arc::new(from_fd(end.open(domain, alias)?)?);
        open.insert(key.clone(), Arc::downgrade(&stream));
        Ok(Box::new(Console { stream, key: key.clone(), consoles: self.clone() }))
    }

    /// Lets the next user have what `stream` had.
    fn close(&self, key: &str, stream: &Arc<FdStream>) {
        let mut open = self.lock();
        if open.get(key).is_some_and(|known| std::ptr::eq(known.as_ptr(), Arc::as_ptr(stream))) {
            open.remove(key);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Weak<FdStream>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl End {
    fn open(&self, domain: &str, alias: &str) -> Result<OwnedFd> {
        let path = match self {
            End::Socket(path) => return socket::connect(Path::new(path)).map(OwnedFd::from),
            End::Terminal(path) => path,
        };
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let terminal = open(path.as_str(), flags, Mode::empty()).map_err(|err| {
            failed(format!("cannot open '{path}', device '{alias}' of domain '{domain}'"))
                .with_source(std::io::Error::from(err))
        })?;
        // Terminal programs use the same lock. An abandoned one ends with its holder, so that
        // nobody ever has to break it.
        if flock(&terminal, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(in_use(domain, alias, "in another program"));
        }
        Ok(terminal)
    }
}

fn end_of(backend: &CharacterBackend) -> Option<End> {
    match backend {
        CharacterBackend::Pty(pty) => pty.source.as_ref()?.path.clone().map(End::Terminal),
        CharacterBackend::Unix(unix) => {
            let source = unix.source.as_ref()?;
            let listens = source.mode != Some(SocketMode::Connect);
            source.path.clone().filter(|_| listens).map(End::Socket)
        }
        _ => None,
    }
}

fn in_use(domain: &str, alias: &str, place: &str) -> Error {
    Error::new(
        ErrorKind::OperationFailed,
        format!("device '{alias}' of domain '{domain}' has an active console session {place}"),
    )
    .with_origin(ErrorOrigin::Qemu)
}

/// One user's end of a console.
struct Console {
    stream: Arc<FdStream>,
    key: String,
    consoles: Consoles,
}

impl Drop for Console {
    fn drop(&mut self) {
        self.consoles.close(&self.key, &self.stream);
    }
}

impl StreamDriver for Console {
    fn send(&self, data: &[u8], mode: StreamFlags) -> Result<Transfer> {
        self.stream.send(data, mode)
    }

    fn receive_flags(
        &self,
        buffer: &mut [u8],
        flags: StreamRecvFlags,
        mode: StreamFlags,
    ) -> Result<Transfer> {
        self.stream.receive_flags(buffer, flags, mode)
    }

    fn add_callback(&self, events: StreamEventType, callback: StreamCallback) -> Result<()> {
        self.stream.add_callback(events, callback)
    }

    fn update_callback(&self, events: StreamEventType) -> Result<()> {
        self.stream.update_callback(events)
    }

    fn remove_callback(&self) -> Result<()> {
        self.stream.remove_callback()
    }

    fn finish(&self) -> Result<()> {
        self.consoles.close(&self.key, &self.stream);
        self.stream.finish()
    }

    fn abort(&self) -> Result<()> {
        self.consoles.close(&self.key, &self.stream);
        self.stream.abort()
    }
}
