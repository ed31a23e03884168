//! Bytes in, messages out: the part of QMP that does no I/O.

use super::message::Message;

/// The longest line that is read. `query-qmp-schema`, by far the longest reply, has 0.25 MiB.
const LONGEST_LINE: usize = 16 << 20;

/// Cuts what arrives into lines and reads each one.
#[derive(Debug)]
pub(super) struct Protocol {
    partial: Vec<u8>,
    longest: usize,
}

impl Protocol {
    pub(super) fn new() -> Self {
        Protocol::with_longest_line(LONGEST_LINE)
    }

    pub(super) fn with_longest_line(longest: usize) -> Self {
        Protocol { partial: Vec::new(), longest }
    }

    /// Takes the bytes that arrived next and hands each message that they complete to `take`.
    ///
    /// After an error the stream cannot be understood any more.
    pub(super) fn feed(
        &mut self,
        bytes: &[u8],
        mut take: impl FnMut(Message),
    ) -> Result<(), String> {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (piece, after) = (&rest[..end], &rest[end + 1..]);
            self.check_length(piece.len())?;
            if self.partial.is_empty() {
                Self::line(piece, &mut take)?;
            } else {
                self.partial.extend_from_slice(piece);
                Self::line(&self.partial, &mut take)?;
                // One long reply must not hold its memory for the guest's whole life.
                self.partial = Vec::new();
            }
            rest = after;
        }
        self.check_length(rest.len())?;
        self.partial.extend_from_slice(rest);
        Ok(())
    }

    fn check_length(&self, more: usize) -> Result<(), String> {
        match self.partial.len() + more {
            length if length > self.longest => {
                Err(format!("a line is longer than {} bytes", self.longest))
            }
            _ => Ok(()),
        }
    }

    fn line(line: &[u8], take: &mut impl FnMut(Message)) -> Result<(), String> {
        let line = line.trim_ascii();
        if !line.is_empty() {
            take(Message::parse(line)?);
        }
        Ok(())
    }
}
