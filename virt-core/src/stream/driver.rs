//! What every kind of stream implements.

use crate::api::stream::{StreamEventType, StreamFlags, StreamRecvFlags};
use crate::{Error, Result};

/// One end of a stream, as its driver sees it.
///
/// Programs hold a [`Stream`](super::Stream) around it. Every method may be called from any
/// thread, also while another thread waits in one: [`abort`](StreamDriver::abort) makes all of
/// them return.
///
/// With [`StreamFlags::NONBLOCK`] a call answers [`Transfer::WouldBlock`] instead of waiting. A
/// stream that ended badly answers every call with the error that ended it. A stream that is
/// dropped before it ended is aborted; implementations see to that.
pub trait StreamDriver: Send + Sync {
    /// Sends the start of `data`, at least one byte of it, and returns how much was sent.
    ///
    /// What was sent is on its way, no more; [`finish`](StreamDriver::finish) tells whether it
    /// arrived.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`] when this end has finished, and when the other end has, so
    /// that nobody will read.
    ///
    /// [`ErrorKind::OperationInvalid`]: crate::ErrorKind::OperationInvalid
    #[doc(alias = "streamSend")]
    fn send(&self, data: &[u8], mode: StreamFlags) -> Result<Transfer>;

    /// Receives into the start of `buffer`; holes read as zeros.
    ///
    /// # Errors
    ///
    /// Whatever ended the stream badly.
    #[doc(alias = "streamRecv")]
    fn receive(&self, buffer: &mut [u8], mode: StreamFlags) -> Result<Transfer> {
        self.receive_flags(buffer, StreamRecvFlags::empty(), mode)
    }

    /// Like [`receive`](StreamDriver::receive); with [`StreamRecvFlags::STOP_AT_HOLE`] it answers
    /// [`Transfer::Hole`] before a hole, for [`receive_hole`](StreamDriver::receive_hole) to take.
    ///
    /// # Errors
    ///
    /// As [`receive`](StreamDriver::receive).
    #[doc(alias = "streamRecvFlags")]
    fn receive_flags(
        &self,
        buffer: &mut [u8],
        flags: StreamRecvFlags,
        mode: StreamFlags,
    ) -> Result<Transfer>;

    /// Sends a hole of `length` bytes: zeros that need not be stored.
    ///
    /// Answers [`Transfer::Bytes`] with 0, or [`Transfer::WouldBlock`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) from a stream that has no holes.
    #[doc(alias = "streamSendHole")]
    fn send_hole(&self, length: u64, mode: StreamFlags) -> Result<Transfer> {
        let _ = (length, mode);
        Err(Error::no_support("stream", "virStreamSendHole"))
    }

    /// Takes the hole at which the stream stands, and returns its length in bytes; 0 when it
    /// stands at none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) from a stream that has no holes.
    #[doc(alias = "streamRecvHole")]
    fn receive_hole(&self) -> Result<u64> {
        Err(Error::no_support("stream", "virStreamRecvHole"))
    }

    /// Says what can be received next, without waiting or taking it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) from a stream that has no holes.
    #[doc(alias = "streamInData")]
    fn in_data(&self) -> Result<Section> {
        Err(Error::no_support("stream", "virStreamInData"))
    }

    /// Calls `callback` from the event loop, again and again while one of `events` is the case.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`](crate::ErrorKind::OperationInvalid) when there is a
    /// callback already.
    #[doc(alias = "streamEventAddCallback")]
    fn add_callback(&self, events: StreamEventType, callback: StreamCallback) -> Result<()>;

    /// Changes the events that the callback is called for; none pauses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`](crate::ErrorKind::OperationInvalid) when there is no
    /// callback.
    #[doc(alias = "streamEventUpdateCallback")]
    fn update_callback(&self, events: StreamEventType) -> Result<()>;

    /// Removes the callback. It may do so itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationInvalid`](crate::ErrorKind::OperationInvalid) when there is no
    /// callback.
    #[doc(alias = "streamEventRemoveCallback")]
    fn remove_callback(&self) -> Result<()>;

    /// Says that nothing more will be sent; receiving goes on.
    ///
    /// libvirt's streams have no such step: over the wire it is the other end that has to know
    /// when the data is complete.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) from a stream that can only end both
    /// directions at once.
    fn end_sending(&self) -> Result<()> {
        Err(Error::no_support("stream", "half-close"))
    }

    /// Ends this end of the stream, and waits until the other end has ended as well: everything
    /// that was sent is then with whoever receives it.
    ///
    /// # Errors
    ///
    /// Whatever made the other end fail; and the error of a stream that was aborted.
    #[doc(alias = "streamFinish")]
    fn finish(&self) -> Result<()>;

    /// Ends both ends of the stream at once; what is on its way is lost. Does nothing to a stream
    /// that has ended.
    ///
    /// # Errors
    ///
    /// When the other end cannot be told; the stream has ended nevertheless.
    #[doc(alias = "streamAbort")]
    fn abort(&self) -> Result<()>;

    /// Aborts the stream and tells the other end why, where that is possible.
    ///
    /// # Errors
    ///
    /// As [`abort`](StreamDriver::abort).
    fn fail(&self, error: Error) -> Result<()> {
        let _ = error;
        self.abort()
    }
}

/// What is called when a stream is ready.
pub type StreamCallback = Box<dyn FnMut(StreamEventType) + Send>;

/// What sending or receiving came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub enum Transfer {
    /// That many bytes were sent or received; 0 only where none were asked for.
    Bytes(usize),
    /// A hole comes next.
    Hole,
    /// The other end has finished, and everything it sent is received.
    End,
    /// The call would have to wait.
    WouldBlock,
}

/// What a stream holds for its receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// At least that many bytes of data; 0 when nothing is here yet.
    Data(u64),
    /// A hole of that many bytes.
    Hole(u64),
    /// The end.
    End,
}

impl Transfer {
    /// The number of bytes; none when the call did not transfer any.
    pub fn bytes(self) -> Option<usize> {
        match self {
            Transfer::Bytes(count) => Some(count),
            Transfer::Hole | Transfer::End | Transfer::WouldBlock => None,
        }
    }
}
