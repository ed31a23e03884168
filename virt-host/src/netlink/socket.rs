//! The socket that questions go through.

use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::net::netlink::{self, SocketAddrNetlink};
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, sockopt};

use super::message::{Answer, Message, Request, RequestFlags};

/// The part of the kernel that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// Network interfaces, addresses and routes.
    Route,
    /// Everything that has a family of generic netlink.
    Generic,
}

/// A conversation with a part of the kernel.
#[derive(Debug)]
pub struct NetlinkSocket {
    socket: OwnedFd,
    sequence: u32,
}

/// How long an answer may take. The kernel gives it before it returns from the question, unless
/// it is asked for things that wait.
const PATIENCE: Duration = Duration::from_secs(5);
/// More than one read gives.
const BUFFER: usize = 128 << 10;

impl NetlinkSocket {
    /// Opens a socket in this thread's network namespace.
    ///
    /// # Errors
    ///
    /// Those of the system calls: kernels and sandboxes without netlink.
    pub fn open(protocol: Protocol) -> io::Result<NetlinkSocket> {
        let protocol = match protocol {
            Protocol::Route => None,
            Protocol::Generic => Some(netlink::GENERIC),
        };
        let (family, kind) = (AddressFamily::NETLINK, SocketType::RAW);
        let socket = rustix::net::socket_with(family, kind, SocketFlags::CLOEXEC, protocol)?;
        rustix::net::bind(&socket, &SocketAddrNetlink::new(0, 0))?;
        sockopt::set_socket_timeout(&socket, sockopt::Timeout::Recv, Some(PATIENCE))?;
        Ok(NetlinkSocket { socket, sequence: 0 })
    }

    /// Asks `request`, and returns all answers.
    ///
    /// # Errors
    ///
    /// The kernel's refusal by its number, or [`io::ErrorKind::WouldBlock`] when it does not
    /// answer.
    pub fn ask(&mut self, request: &Request) -> io::Result<Vec<Message>> {
        self.sequence = self.sequence.wrapping_add(1);
        rustix::net::send(&self.socket, &request.encode(self.sequence), SendFlags::empty())?;
        let several = request.flags.contains(RequestFlags::DUMP);
        let acknowledged = request.flags.contains(RequestFlags::ACKNOWLEDGE);
        let mut answers = Vec::new();
        loop {
            for message in self.receive()? {
                // What is left of a question that was given up.
                if message.sequence != self.sequence {
                    continue;
                }
                match message.meaning() {
                    Answer::Message(message) => answers.push(message),
                    Answer::End => return Ok(answers),
                    Answer::Refusal(error) => return Err(error),
                }
            }
            if !several && !acknowledged && !answers.is_empty() {
                return Ok(answers);
            }
        }
    }

    fn receive(&self) -> io::Result<Vec<Message>> {
        let mut buffer = vec![0; BUFFER];
        let (length, _) =
            rustix::net::recv(&self.socket, buffer.as_mut_slice(), RecvFlags::empty())?;
        Ok(Message::decode_all(&buffer[..length]))
    }
}
