//! The host itself, as the driver trait wants it.

use virt_core::driver::node::{NodeDriver, NodeInfo};
use virt_core::{Error, ErrorKind, Result};
use virt_host::node::Node;

use crate::driver::ProcessDriver;

impl NodeDriver for ProcessDriver {
    fn type_name(&self) -> Result<String> {
        Ok("Process".to_owned())
    }

    fn hostname(&self) -> Result<String> {
        Ok(rustix::system::uname().nodename().to_string_lossy().into_owned())
    }

    fn info(&self) -> Result<NodeInfo> {
        Node::default().info().map_err(|err| {
            Error::new(ErrorKind::SystemError, "cannot read what the host is made of")
                .with_source(err)
        })
    }
}
