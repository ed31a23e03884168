//! The socket on which the kernel and udev speak.

use std::fs;
use std::io::{self, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::MetadataExt as _;

use rustix::io::Errno;
use rustix::net::netlink::{self, SocketAddrNetlink};
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, RecvMsg, SocketFlags,
    SocketType, recvmsg, sockopt,
};

use super::{Notice, Source};

/// The multicast groups: the kernel speaks in the first one, udev in the second.
const KERNEL: u32 = 1;
const UDEV: u32 = 2;
/// Room for what happens while a table is being made. The kernel takes only what it needs of it.
const BUFFER: usize = 16 << 20;
/// The longest message that either of them sends, and more.
const MOST_BYTES: usize = 32 << 10;

/// The number of the user namespace that the kernel begins with: `USER_NS_INIT_INO` in
/// `linux/nsfs.h`.
const FIRST_USER_NAMESPACE: u64 = 0xEFFF_FFFD;

/// What was heard.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Something about a device.
    Notice(Notice),
    /// Something that nobody needs to know, or that not everybody may say.
    Noise,
    /// There was more to hear than the buffer holds: it is lost.
    Overrun,
    /// There is nothing more now.
    Nothing,
}

/// The socket on which the kernel and udev speak.
#[derive(Debug)]
pub(crate) struct NoticeSocket(OwnedFd);

impl NoticeSocket {
    /// Begins to listen, in this thread's network namespace.
    ///
    /// # Errors
    ///
    /// Those of the system calls: sandboxes may refuse it.
    pub(crate) fn open() -> io::Result<NoticeSocket> {
        let (family, kind) = (AddressFamily::NETLINK, SocketType::RAW);
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let socket = rustix::net::socket_with(family, kind, flags, Some(netlink::KOBJECT_UEVENT))?;
        // Beyond the system's limit with a privilege, and up to it without.
        if sockopt::set_socket_recv_buffer_size_force(&socket, BUFFER).is_err() {
            sockopt::set_socket_recv_buffer_size(&socket, BUFFER)?;
        }
        sockopt::set_socket_passcred(&socket, true)?;
        rustix::net::bind(&socket, &SocketAddrNetlink::new(0, KERNEL | UDEV))?;
        Ok(NoticeSocket(socket))
    }

    /// Whether the kernel tells this program of all devices. It does not in a user namespace of a
    /// container: what is heard there is about network interfaces alone.
    pub(crate) fn hears_everything() -> bool {
        let namespace = fs::metadata("/proc/self/ns/user");
        namespace.is_ok_and(|namespace| namespace.ino() == FIRST_USER_NAMESPACE)
    }

    /// Hears the next thing, without waiting for it.
    ///
    /// # Errors
    ///
    /// Those of the system call.
    pub(crate) fn hear(&self) -> io::Result<Heard> {
        let mut bytes = vec![0; MOST_BYTES];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmCredentials(1))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let buffers = &mut [IoSliceMut::new(&mut bytes)];
        let message = match recvmsg(&self.0, buffers, &mut control, RecvFlags::empty()) {
            Ok(message) => message,
            Err(Errno::AGAIN) => return Ok(Heard::Nothing),
            Err(Errno::NOBUFS) => return Ok(Heard::Overrun),
            Err(Errno::INTR) => return Ok(Heard::Noise),
            Err(err) => return Err(err.into()),
        };
        let notice = Notice::parse(bytes.get(..message.bytes).unwrap_or_default());
        let trusted = notice.filter(|notice| is_from(notice.source, &message, &mut control));
        Ok(trusted.map_or(Heard::Noise, Heard::Notice))
    }
}

/// Whether a message is from where it says that it is: any process may send some.
fn is_from(source: Source, message: &RecvMsg, control: &mut RecvAncillaryBuffer<'_>) -> bool {
    let address = message.address.clone().map(SocketAddrNetlink::try_from);
    let Some(Ok(address)) = address else { return false };
    match source {
        Source::Kernel => address.pid() == 0 && address.groups() == KERNEL,
        Source::Udev => control.drain().any(
            |part| matches!(part, RecvAncillaryMessage::ScmCredentials(who) if who.uid.is_root()),
        ),
    }
}

impl AsFd for NoticeSocket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
