//! The variables that say where a session keeps its files.

use std::env;
use std::path::PathBuf;

use virt_core::{Error, ErrorKind, Result};

/// The variables of the XDG base directory specification, as they are set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `HOME`.
    pub home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`, by default `$HOME/.config`.
    pub config_home: Option<PathBuf>,
    /// `XDG_DATA_HOME`, by default `$HOME/.local/share`.
    pub data_home: Option<PathBuf>,
    /// `XDG_CACHE_HOME`, by default `$HOME/.cache`.
    pub cache_home: Option<PathBuf>,
    /// `XDG_RUNTIME_DIR`, by default `virt/run` in the cache, for hosts without a login manager.
    pub runtime_dir: Option<PathBuf>,
}

impl Environment {
    /// Reads the variables of this process. One that is not an absolute path counts as not set,
    /// as the specification asks.
    pub fn of_this_process() -> Environment {
        let variable = |name| env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
        Environment {
            home: variable("HOME"),
            config_home: variable("XDG_CONFIG_HOME"),
            data_home: variable("XDG_DATA_HOME"),
            cache_home: variable("XDG_CACHE_HOME"),
            runtime_dir: variable("XDG_RUNTIME_DIR"),
        }
    }

    /// The folders below which the drivers have theirs: config, state, run, log, cache.
    pub(super) fn session_bases(&self) -> Result<[PathBuf; 5]> {
        let config = self.base("XDG_CONFIG_HOME", &self.config_home, ".config")?;
        let data = self.base("XDG_DATA_HOME", &self.data_home, ".local/share")?;
        let cache = self.base("XDG_CACHE_HOME", &self.cache_home, ".cache")?;
        let run = match &self.runtime_dir {
            Some(folder) => folder.join("virt"),
            None => cache.join("run"),
        };
        Ok([config, data, run, cache.join("log"), cache])
    }

    fn base(&self, name: &str, value: &Option<PathBuf>, below_home: &str) -> Result<PathBuf> {
        let home = || self.home.as_ref().map(|home| home.join(below_home));
        value.clone().or_else(home).map(|base| base.join("virt")).ok_or_else(|| {
            let message = format!("no place for the session's files; set HOME or {name}");
            Error::new(ErrorKind::ConfigUnsupported, message)
        })
    }
}
