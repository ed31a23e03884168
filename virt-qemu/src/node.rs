//! The host and its emulators.

use std::sync::Arc;

use virt_core::driver::node::{HostDeviceDriver, NodeDriver, NodeInfo};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::node::Node;

use crate::capabilities::{Arch, QemuCapabilities, find_emulator, host_capabilities};
use crate::driver::QemuDriver;
use crate::error::unsupported;

/// How many processors a guest has at most, unless its machine type sets a lower limit.
const MOST_VCPUS: u32 = 4096;

impl NodeDriver for QemuDriver {
    fn type_name(&self) -> Result<String> {
        Ok("QEMU".to_owned())
    }

    fn version(&self) -> Result<u64> {
        Ok(self.emulator()?.version.number())
    }

    fn hostname(&self) -> Result<String> {
        let name = rustix::system::uname();
        Ok(name.nodename().to_string_lossy().into_owned())
    }

    fn max_vcpus(&self, kind: Option<&str>) -> Result<u32> {
        let kind = kind.unwrap_or("qemu");
        if !["qemu", "kvm"].contains(&kind.to_ascii_lowercase().as_str()) {
            return Err(Error::invalid_argument("type", format!("'{kind}' is not for QEMU")));
        }
        let emulator = self.emulator()?;
        Ok(emulator.default_machine().map_or(1, |machine| machine.max_cpus.min(MOST_VCPUS)))
    }

    fn info(&self) -> Result<NodeInfo> {
        Node::default().info().map_err(|err| {
            Error::new(ErrorKind::SystemError, "cannot describe the host")
                .with_origin(ErrorOrigin::Qemu)
                .with_source(err)
        })
    }

    fn host_devices(&self) -> Option<&dyn HostDeviceDriver> {
        Some(self)
    }

    fn capabilities(&self) -> Result<String> {
        let cache = self.state().capabilities();
        Ok(host_capabilities(cache, &Node::default())?.to_xml())
    }
}

impl QemuDriver {
    /// The emulator for guests of this host's own architecture.
    fn emulator(&self) -> Result<Arc<QemuCapabilities>> {
        let binary = Arch::host().and_then(find_emulator).ok_or_else(|| {
            unsupported(
                "no QEMU is installed for this host's processor; install the package of \
                 qemu-system-x86_64 or of its like",
            )
        })?;
        Ok(self.state().capabilities().of(&binary)?)
    }
}
