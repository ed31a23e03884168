//! Drivers whose objects live on when no connection is open.

use std::any::Any;
use std::path::PathBuf;

use crate::Result;

/// On whose behalf drivers run in this process.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// A program that talks to daemons for everything that has state.
    Client,
    /// The daemon of the whole system.
    System,
    /// The daemon of one user.
    Session,
    /// A program that runs the drivers itself, with all their state below `root`.
    Embedded {
        /// The folder of definitions, images, sockets and logs; absolute.
        root: PathBuf,
    },
}

impl Role {
    /// Whether drivers with state run in this process.
    pub fn runs_state(&self) -> bool {
        *self != Role::Client
    }
}

/// What a stateful driver gets when it starts.
#[derive(Debug, Clone)]
pub struct StateContext {
    /// Where the state lives and on whose behalf.
    pub role: Role,
    /// The parameters of the URI that asked for it, or a daemon's settings, in their order.
    pub parameters: Vec<(String, String)>,
}

impl StateContext {
    /// The value of the last parameter called `name`.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The state of one driver in this process, shared by all its connections.
///
/// A driver's start function takes over what an earlier process left behind before it returns
/// the state.
pub trait StateDriver: Any + Send + Sync {
    /// Starts the objects that are marked for it. Called once, after every driver has started.
    ///
    /// An object that does not start is reported and does not keep the others from it.
    fn autostart(&self) -> Result<()> {
        Ok(())
    }

    /// Reads settings and definitions again, and keeps running objects as they are.
    ///
    /// # Errors
    ///
    /// The first definition that cannot be read; the others are loaded.
    #[doc(alias = "stateReload")]
    fn reload(&self) -> Result<()> {
        Ok(())
    }

    /// Prepares for the host's shutdown, as the settings say: saves or shuts down what runs.
    #[doc(alias = "stateStop")]
    fn stop(&self) -> Result<()> {
        Ok(())
    }

    /// Tells the driver's own threads to end. Does not wait.
    #[doc(alias = "stateShutdownPrepare")]
    fn shutdown_prepare(&self) -> Result<()> {
        Ok(())
    }

    /// Waits until the driver's threads have ended.
    #[doc(alias = "stateShutdownWait")]
    fn shutdown_wait(&self) -> Result<()> {
        Ok(())
    }

    /// Lets go of everything this process holds. What runs goes on, and the next start takes it
    /// over. Called once, last.
    #[doc(alias = "stateCleanup")]
    fn cleanup(&self) {}
}
