//! QMP, the conversation with one QEMU process: commands with a deadline, replies by id, events in
//! order.
//!
//! [`Monitor`] is the whole of it. It needs neither a thread nor an event loop of its own: whoever
//! waits for a reply reads the socket meanwhile, and an event loop that also watches the socket
//! (see [`Monitor::as_fd`] and [`Monitor::on_readable`]) picks up what arrives in between.

mod command;
mod error;
mod message;
mod monitor;
mod output;
mod protocol;

#[cfg(test)]
mod tests;

pub(crate) use command::Command;
pub(crate) use error::{QmpError, Refusal};
pub(crate) use message::{Event, Greeting, Reply};
pub(crate) use monitor::{EventSink, Monitor, NoEvents, Tickets};
