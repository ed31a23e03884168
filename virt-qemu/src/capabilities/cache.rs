//! Remembers what QEMU binaries answered: in memory for this program, in a folder for the next one.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tracing::{debug, warn};

use super::error::ProbeError;
use super::identity::Identity;
use super::model::QemuCapabilities;
use super::probe::probe;

/// A QEMU answers in a tenth of a second. A machine that is busy or reads the binary from a slow
/// disk may need a hundred times that.
const PATIENCE: Duration = Duration::from_secs(60);

/// The capabilities of every QEMU binary that somebody asked about.
///
/// An answer is used for as long as the binary, its modules, the kernel, the processor and the
/// access to KVM stay the same. A file of the cache that cannot be read is as good as none.
#[derive(Debug)]
pub struct CapabilitiesCache {
    folder: Option<PathBuf>,
    patience: Duration,
    /// A lock per binary: who waits for one that hangs does not stop the others.
    known: Mutex<HashMap<PathBuf, Arc<Mutex<Option<Remembered>>>>>,
}

#[derive(Debug, Clone)]
struct Remembered {
    identity: Identity,
    capabilities: Arc<QemuCapabilities>,
}

impl CapabilitiesCache {
    /// A cache that keeps its files in `folder`, which is made when the first file is.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        CapabilitiesCache { folder: Some(folder.into()), ..CapabilitiesCache::in_memory() }
    }

    /// A cache that forgets when the program ends.
    pub fn in_memory() -> Self {
        CapabilitiesCache { folder: None, patience: PATIENCE, known: Mutex::default() }
    }

    /// Gives binaries `patience` to answer instead of the 20 seconds that they usually have.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// What the QEMU at `binary` can do, from memory, from the folder, or by asking it.
    ///
    /// # Errors
    ///
    /// [`ProbeError`] when the program cannot be started or does not answer as a QEMU does.
    pub fn of(&self, binary: &Path) -> Result<Arc<QemuCapabilities>, ProbeError> {
        let slot = Arc::clone(lock(&self.known).entry(binary.to_owned()).or_default());
        let mut slot = lock(&slot);
        let identity = Identity::of(binary)?;
        if let Some(known) = slot.as_ref().filter(|known| known.identity == identity) {
            return Ok(Arc::clone(&known.capabilities));
        }
        let capabilities = match self.load(binary, &identity) {
            Some(capabilities) => capabilities,
            None => {
                let capabilities = probe(binary, self.patience)?;
                self.save(binary, &identity, &capabilities);
                capabilities
            }
        };
        let capabilities = Arc::new(capabilities);
        *slot = Some(Remembered { identity, capabilities: Arc::clone(&capabilities) });
        Ok(capabilities)
    }

    fn load(&self, binary: &Path, identity: &Identity) -> Option<QemuCapabilities> {
        let path = self.file(binary)?;
        let text = fs::read(&path).ok()?;
        match serde_json::from_slice::<Kept<QemuCapabilities>>(&text) {
            Ok(kept) if kept.identity == *identity && kept.capabilities.binary == binary => {
                Some(kept.capabilities)
            }
            Ok(_) => {
                debug!(path = %path.display(), "the emulator has changed");
                None
            }
            Err(err) => {
                warn!(path = %path.display(), %err, "unusable capabilities file, asking again");
                None
            }
        }
    }

    /// A cache that cannot be written costs time and nothing else.
    fn save(&self, binary: &Path, identity: &Identity, capabilities: &QemuCapabilities) {
        let (Some(folder), Some(path)) = (&self.folder, self.file(binary)) else { return };
        let kept = Kept { identity: identity.clone(), capabilities };
        let written = serde_json::to_vec(&kept)
            .map_err(std::io::Error::from)
            .and_then(|text| write(folder, &path, &text));
        if let Err(err) = written {
            warn!(path = %path.display(), %err, "cannot keep the emulator's capabilities");
        }
    }

    fn file(&self, binary: &Path) -> Option<PathBuf> {
        let name = binary.file_name()?.to_string_lossy();
        let hash = fnv1a(binary.as_os_str().as_encoded_bytes());
        Some(self.folder.as_ref()?.join(format!("{name}-{hash:016x}.json")))
    }
}

#[derive(Serialize, Deserialize)]
struct Kept<C> {
    identity: Identity,
    capabilities: C,
}

/// Replaces the file in one step, so that a second program never reads half of it. It is not
/// synced: losing it in a power failure costs one more probe.
fn write(folder: &Path, path: &Path, text: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = fs::File::create(&unfinished)?;
    file.write_all(text)
        .and_then(|()| fs::rename(&unfinished, path))
        .inspect_err(|_| drop(fs::remove_file(&unfinished)))
}

/// Tells equal file names from different folders apart; the whole path stands inside the file.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A panic while one binary was asked says nothing against asking again.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
