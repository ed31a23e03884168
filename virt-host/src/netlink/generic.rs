//! Generic netlink: parts of the kernel that are asked by name.

use std::io;

use super::attributes::{self, Attributes};
use super::message::{Message, Request, RequestFlags};
use super::socket::{NetlinkSocket, Protocol};

/// A part of the kernel that generic netlink knows by name: `ethtool`, `devlink`.
#[derive(Debug)]
pub struct GenericFamily {
    socket: NetlinkSocket,
    number: u16,
}

const CONTROLLER: u16 = 16;
const GET_FAMILY: u8 = 3;
const FAMILY_ID: u16 = 1;
const FAMILY_NAME: u16 = 2;
/// The size of generic netlink's own head, in bytes.
const HEAD: usize = 4;

impl GenericFamily {
    /// Looks the family `name` up.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::NotFound`] when this kernel has no such family, and those of the socket.
    pub fn open(name: &str) -> io::Result<GenericFamily> {
        let mut socket = NetlinkSocket::open(Protocol::Generic)?;
        let question = request(CONTROLLER, GET_FAMILY, 1, &[attributes::text(FAMILY_NAME, name)]);
        let answers = socket.ask(&question)?;
        let number = answers
            .first()
            .and_then(|answer| parts(answer).find(FAMILY_ID)?.u16())
            .ok_or(io::ErrorKind::NotFound)?;
        Ok(GenericFamily { socket, number })
    }

    /// Asks `command` with `attributes`, and returns the attributes of each answer as bytes for
    /// [`Attributes::of`].
    ///
    /// # Errors
    ///
    /// The kernel's refusal, and those of the socket.
    pub fn ask(&mut self, command: u8, attributes: &[Vec<u8>]) -> io::Result<Vec<Vec<u8>>> {
        let answers = self.socket.ask(&request(self.number, command, 1, attributes))?;
        let body = |answer: Message| answer.body.get(HEAD..).unwrap_or_default().to_vec();
        Ok(answers.into_iter().map(body).collect())
    }
}

fn request(kind: u16, command: u8, version: u8, attributes: &[Vec<u8>]) -> Request {
    let mut body = vec![command, version, 0, 0];
    body.extend(attributes.concat());
    Request { kind, flags: RequestFlags::ACKNOWLEDGE, body }
}

fn parts(answer: &Message) -> Attributes<'_> {
    Attributes::of(answer.body.get(HEAD..).unwrap_or_default())
}
