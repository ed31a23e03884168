//! The host and its emulators.

use virt_core::Result;
use virt_core::driver::node::NodeDriver;

use crate::capabilities::{Arch, find_emulator};
use crate::driver::QemuDriver;
use crate::error::unsupported;

impl NodeDriver for QemuDriver {
    fn type_name(&self) -> Result<String> {
        Ok("QEMU".to_owned())
    }

    fn version(&self) -> Result<u64> {
        let none = || unsupported("no QEMU is installed for this host's processor");
        let binary = Arch::host().and_then(find_emulator).ok_or_else(none)?;
        let known = self.state().capabilities().of(&binary)?;
        let version = known.version;
        Ok(u64::from(version.major) * 1_000_000
            + u64::from(version.minor) * 1_000
            + u64::from(version.micro))
    }

    fn hostname(&self) -> Result<String> {
        let name = rustix::system::uname();
        Ok(name.nodename().to_string_lossy().into_owned())
    }
}
