//! Messages: a head with length, type, flags and a number, then what the type says.

use std::io;

use bitflags::bitflags;

/// The size of a message's head, in bytes.
pub(super) const HEAD: usize = 16;
/// The answer is an error, or says that all went well.
const ERROR: u16 = 2;
/// The last answer of several.
const DONE: u16 = 3;

bitflags! {
    /// What is asked for beside what the type says.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct RequestFlags: u16 {
        /// An answer even when all went well.
        const ACKNOWLEDGE = 0x0004;
        /// All there are, an answer each.
        const DUMP = 0x0300;
        /// Making what is not there.
        const CREATE = 0x0400;
        /// Failing when it is there.
        const EXCLUSIVE = 0x0200;
    }
}

/// Marks a question.
const REQUEST: u16 = 0x0001;

/// A question to the kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The type's number: what is asked.
    pub kind: u16,
    /// What is asked for beside.
    pub flags: RequestFlags,
    /// The type's own head and the attributes.
    pub body: Vec<u8>,
}

impl Request {
    /// The message, numbered `sequence`.
    pub(crate) fn encode(&self, sequence: u32) -> Vec<u8> {
        let length = u32::try_from(HEAD + self.body.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(HEAD + self.body.len());
        bytes.extend(length.to_ne_bytes());
        bytes.extend(self.kind.to_ne_bytes());
        bytes.extend((self.flags.bits() | REQUEST).to_ne_bytes());
        bytes.extend(sequence.to_ne_bytes());
        bytes.extend(0_u32.to_ne_bytes());
        bytes.extend(&self.body);
        bytes
    }
}

/// An answer of the kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The type's number.
    pub kind: u16,
    /// The number of the question.
    pub(super) sequence: u32,
    /// The type's own head and the attributes.
    pub body: Vec<u8>,
}

/// The answers to a question in what was read up to the end of the conversation.
///
/// # Errors
///
/// The kernel's refusal by its number, and [`io::ErrorKind::UnexpectedEof`] for a conversation that
/// does not end.
pub fn answers(bytes: &[u8]) -> io::Result<Vec<Message>> {
    let mut answers = Vec::new();
    for message in Message::decode_all(bytes) {
        match message.meaning() {
            Answer::Message(message) => answers.push(message),
            Answer::End => return Ok(answers),
            Answer::Refusal(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

/// What an answer means for the conversation.
#[derive(Debug)]
pub(super) enum Answer {
    /// One of several, or the only one.
    Message(Message),
    /// There are no more.
    End,
    /// The kernel refuses.
    Refusal(io::Error),
}

impl Message {
    /// The messages in what one read gave; what is cut is left out.
    pub(super) fn decode_all(mut bytes: &[u8]) -> Vec<Message> {
        let mut messages = Vec::new();
        while let Some((message, length)) = Message::decode(bytes) {
            messages.push(message);
            bytes = bytes.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
        messages
    }

    fn decode(bytes: &[u8]) -> Option<(Message, usize)> {
        let head: &[u8; HEAD] = bytes.first_chunk()?;
        let [l0, l1, l2, l3, k0, k1, _, _, s0, s1, s2, s3, ..] = *head;
        let length = usize::try_from(u32::from_ne_bytes([l0, l1, l2, l3])).ok()?;
        let body = bytes.get(HEAD..length)?.to_vec();
        let kind = u16::from_ne_bytes([k0, k1]);
        Some((Message { kind, sequence: u32::from_ne_bytes([s0, s1, s2, s3]), body }, length))
    }

    pub(super) fn meaning(self) -> Answer {
        match self.kind {
            DONE => Answer::End,
            ERROR => match self.body.first_chunk().map(|code| i32::from_ne_bytes(*code)) {
                Some(0) => Answer::End,
                Some(code) => Answer::Refusal(io::Error::from_raw_os_error(code.wrapping_neg())),
                None => Answer::Refusal(io::ErrorKind::InvalidData.into()),
            },
            _ => Answer::Message(self),
        }
    }
}
