//! Devices that the host gives up so that a guest can have them.

use super::Explanation;
use crate::Result;
use crate::driver::{Driver, unsupported};
use crate::object::NodeDeviceRef;

/// Devices on their way between the host and its guests.
///
/// The devices themselves are the business of
/// [`NodeDeviceDriver`](crate::driver::node_device::NodeDeviceDriver).
///
/// # Errors
///
/// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) while a guest has the device.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait HostDeviceDriver: Driver {
    /// Takes the device away from the host's driver, and gives it to `driver`, or to the one that
    /// the hypervisor uses for its guests. One that the host itself needs is refused with the
    /// reason, unless it is `forced`.
    #[doc(alias("nodeDeviceDettach", "nodeDeviceDetachFlags"))]
    fn detach_host_device(
        &self,
        device: &NodeDeviceRef,
        driver: Option<&str>,
        forced: bool,
    ) -> Result<()> {
        unsupported(self, "virNodeDeviceDetachFlags")
    }

    /// Gives the device back to the host's driver.
    #[doc(alias = "nodeDeviceReAttach")]
    fn reattach_host_device(&self, device: &NodeDeviceRef) -> Result<()> {
        unsupported(self, "virNodeDeviceReAttach")
    }

    /// Resets the device to the state that it has after power-on.
    #[doc(alias = "nodeDeviceReset")]
    fn reset_host_device(&self, device: &NodeDeviceRef) -> Result<()> {
        unsupported(self, "virNodeDeviceReset")
    }

    /// Says whether a guest of this connection could have the device now, and if not, what is in
    /// the way. It changes nothing; a device that a guest has is explained as well.
    fn explain_host_device(&self, device: &NodeDeviceRef) -> Result<Explanation> {
        unsupported(self, "explaining a host device")
    }
}
