//! Questions to the kernel over netlink: messages are built and read apart from the socket.
//!
//! Route netlink and generic netlink, a question at a time. No answer of the kernel is trusted
//! about its lengths.

mod attributes;
mod generic;
mod message;
mod socket;
#[cfg(test)]
mod tests;

pub use attributes::{Attribute, Attributes, bytes, nested, text, u8, u16, u32};
pub use generic::GenericFamily;
pub use message::{Message, Request, RequestFlags, answers};
pub use socket::{NetlinkSocket, Protocol};
