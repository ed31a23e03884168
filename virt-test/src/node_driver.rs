//! The host itself, as the driver trait wants it.

use virt_core::driver::node::{NodeDriver, NodeInfo, SecurityModel};
use virt_core::{ErrorKind, Result};

use crate::driver::TestDriver;
use crate::error::error;
use crate::{capabilities, security_driver};

/// How many virtual processors a guest may have, whatever its kind.
const MAX_VCPUS: u32 = 32;

impl NodeDriver for TestDriver {
    fn type_name(&self) -> Result<String> {
        Ok("TEST".to_owned())
    }

    // 0.0.2, as libvirt's test driver has been since it learned to have a version.
    fn version(&self) -> Result<u64> {
        Ok(2)
    }

    fn hostname(&self) -> Result<String> {
        let name = nix::unistd::gethostname().map_err(|err| {
            error(ErrorKind::SystemError, "cannot read the host's name").with_source(err)
        })?;
        Ok(name.to_string_lossy().into_owned())
    }

    fn max_vcpus(&self, _kind: Option<&str>) -> Result<u32> {
        Ok(MAX_VCPUS)
    }

    fn info(&self) -> Result<NodeInfo> {
        Ok(self.host.node.clone())
    }

    fn capabilities(&self) -> Result<String> {
        Ok(capabilities::document(self.host.cells))
    }

    fn security_model(&self) -> Result<SecurityModel> {
        Ok(SecurityModel { model: security_driver::MODEL.to_owned(), doi: String::new() })
    }
}
