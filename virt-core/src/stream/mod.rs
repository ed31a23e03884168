//! Streams: bytes in both directions between a program and a driver, with an end that is
//! confirmed, an abort, and holes.
//!
//! A driver implements [`StreamDriver`], or makes a [`pipe`] and gives one end of it away, or
//! makes a stream [`from_fd`]. A program holds a [`Stream`].

mod buffer;
mod driver;
mod failure;
mod fd;
mod handle;
mod pipe;
mod sparse;

pub use driver::{Section, StreamCallback, StreamDriver, Transfer};
pub use fd::{FdStream, from_fd, from_fds};
pub use handle::Stream;
pub use pipe::{PipeEnd, pipe, pipe_with_capacity};
