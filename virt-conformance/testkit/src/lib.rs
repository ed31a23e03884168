//! What tests of virtual machines need, whatever crate they are in.
//!
//! - [`guest`]: a tiny guest of a few kilobytes, assembled when it is wanted;
//! - [`needs`]: how a test asks for a part of the host that may be missing;
//! - [`test_host`]: what tests do to the devices of the Linux test host.

pub mod guest;
pub mod needs;
pub mod test_host;
