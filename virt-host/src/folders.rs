//! Where a driver keeps its state, for each role that it can run in.

mod environment;
mod lock;
mod make;

pub use environment::Environment;
pub use lock::{LockHolder, RootLock};

use std::fmt;
use std::path::{Path, PathBuf};

use virt_core::driver::state::Role;
use virt_core::{Error, ErrorKind, Result};

/// The folders of one driver in one role.
///
/// | | system | session | embedded |
/// | --- | --- | --- | --- |
/// | `config` | `/etc/virt/D` | `$XDG_CONFIG_HOME/virt/D` | `root/etc/D` |
/// | `state` | `/var/lib/virt/D` | `$XDG_DATA_HOME/virt/D` | `root/lib/D` |
/// | `run` | `/run/virt/D` | `$XDG_RUNTIME_DIR/virt/D` | `root/run/D` |
/// | `log` | `/var/log/virt/D` | `$XDG_CACHE_HOME/virt/log/D` | `root/log/D` |
/// | `cache` | `/var/cache/virt/D` | `$XDG_CACHE_HOME/virt/D` | `root/cache/D` |
///
/// ```
/// use virt_core::driver::state::Role;
/// use virt_host::Folders;
///
/// let folders = Folders::for_role(&Role::System, "qemu")?;
/// assert_eq!(folders.config().to_str(), Some("/etc/virt/qemu"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    role: Role,
    driver: String,
    config: PathBuf,
    state: PathBuf,
    run: PathBuf,
    log: PathBuf,
    cache: PathBuf,
}

impl Folders {
    /// Returns the folders of the driver `driver` (`qemu`) in `role`; makes none of them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when an embedded root is not an absolute path, and
    /// [`ErrorKind::ConfigUnsupported`] when a session has neither `HOME` nor the XDG variables.
    /// A client keeps no state: asking for its folders is a bug.
    pub fn for_role(role: &Role, driver: &str) -> Result<Folders> {
        Folders::in_environment(role, driver, &Environment::of_this_process())
    }

    /// Does what [`for_role`](Folders::for_role) does, with the variables of `environment`.
    ///
    /// # Errors
    ///
    /// As for [`for_role`](Folders::for_role).
    pub fn in_environment(role: &Role, driver: &str, environment: &Environment) -> Result<Folders> {
        let [config, state, run, log, cache] = match role {
            Role::Client => {
                let message = format!("driver '{driver}' has no folders in a client");
                return Err(Error::new(ErrorKind::InternalError, message));
            }
            Role::System => {
                ["/etc/virt", "/var/lib/virt", "/run/virt", "/var/log/virt", "/var/cache/virt"]
                    .map(PathBuf::from)
            }
            Role::Session => environment.session_bases()?,
            Role::Embedded { root } => embedded_bases(root)?,
        };
        Ok(Folders {
            role: role.clone(),
            driver: driver.to_owned(),
            config: config.join(driver),
            state: state.join(driver),
            run: run.join(driver),
            log: log.join(driver),
            cache: cache.join(driver),
        })
    }

    /// Makes the folders that do not exist yet.
    ///
    /// In a session and below an embedded root they are for their owner alone (mode 0700). On the
    /// system, definitions and logs are too, while others may reach images and sockets, which
    /// carry modes of their own. A folder that exists keeps its mode.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when a folder cannot be made, and
    /// [`ErrorKind::OperationDenied`] when one that exists belongs to another user or can be
    /// written by everybody: what is in it could be forged.
    pub fn create(&self) -> Result<()> {
        let system = self.role == Role::System;
        let base = if system { 0o755 } else { 0o700 };
        for (folder, system_mode) in [
            (&self.config, 0o700),
            (&self.state, 0o751),
            (&self.run, 0o755),
            (&self.log, 0o700),
            (&self.cache, 0o750),
        ] {
            make::folder(folder, base, if system { system_mode } else { 0o700 })?;
        }
        Ok(())
    }

    /// Definitions and autostart marks.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// Images, dumps, leases: what is kept across boots and is no definition.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Live status and sockets: what ends with the boot.
    pub fn run(&self) -> &Path {
        &self.run
    }

    /// Logs.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// What can be found out again.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// The role that these folders are for.
    pub fn role(&self) -> &Role {
        &self.role
    }

    /// The name of the driver whose folders these are.
    pub fn driver(&self) -> &str {
        &self.driver
    }
}

/// Names the place as messages do: `'/some/root'`, `the system`.
impl fmt::Display for Folders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.role {
            Role::Client => f.write_str("the client's state"),
            Role::System => f.write_str("the system's state"),
            Role::Session => write!(f, "the session's state in '{}'", self.run.display()),
            Role::Embedded { root } => write!(f, "the root '{}'", root.display()),
        }
    }
}

/// Makes `folder` with `mode`, and its missing parents with `parent_mode`. One that exists keeps its
/// mode.
///
/// # Errors
///
/// As for [`Folders::create`].
pub fn create_folder(folder: &Path, parent_mode: u32, mode: u32) -> Result<()> {
    make::folder(folder, parent_mode, mode)
}

/// Makes `folder` and its missing parents for their owner alone.
pub(crate) fn create_private(folder: &Path) -> Result<()> {
    make::folder(folder, 0o700, 0o700)
}

fn embedded_bases(root: &Path) -> Result<[PathBuf; 5]> {
    if !root.is_absolute() {
        let message = format!("root: '{}' has to be an absolute path", root.display());
        return Err(Error::new(ErrorKind::InvalidArg, message));
    }
    Ok(["etc", "lib", "run", "log", "cache"].map(|name| root.join(name)))
}
