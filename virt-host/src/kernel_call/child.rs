//! The helper process: forked, and through with one call it ends.
//!
//! It does not run a program of its own, which would have to be found and loaded while a device
//! may be half taken; and it shares no memory with this process, which may end while the helper
//! waits. What it needs is ready before the fork, because other threads of this process may hold
//! any lock, the allocator's among them, at that instant.

#![expect(unsafe_code, reason = "the C library forks; only system calls are allowed afterwards")]

use std::ffi::{CString, c_int, c_void};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::ptr;

use rustix::pipe::{PipeFlags, pipe_with};

use super::StuckCall;
use crate::process::{SignalsBlocked, gaps};

/// What the helper does with the stack is little.
const STACK_WORDS: usize = 4096; // of 16 bytes

/// A call in the form that the kernel takes.
pub(super) struct Prepared {
    call: Call,
    buffer: Vec<u8>,
}

enum Call {
    /// Writes the buffer.
    Write(CString),
    /// Fills the buffer.
    Read(CString),
    /// Sends the bytes and fills the buffer with what comes back.
    Netlink(c_int, Vec<u8>),
}

impl Prepared {
    pub(super) fn write(path: CString, bytes: Vec<u8>) -> Prepared {
        Prepared { call: Call::Write(path), buffer: bytes }
    }

    pub(super) fn read(path: CString, most: usize) -> Prepared {
        Prepared { call: Call::Read(path), buffer: vec![0; most] }
    }

    pub(super) fn netlink(family: c_int, request: Vec<u8>, most: usize) -> Prepared {
        Prepared { call: Call::Netlink(family, request), buffer: vec![0; most] }
    }
}

/// A helper at work.
pub(super) struct Helper {
    pub(super) process: StuckCall,
    /// What it reads comes here, then its verdict, then the end.
    pub(super) answers: File,
}

struct Child {
    prepared: Prepared,
    answers: RawFd,
    closed: Vec<(u32, u32)>,
}

/// Starts a helper that has `kept` open besides what it needs.
pub(super) fn start(prepared: Prepared, kept: Vec<OwnedFd>) -> io::Result<Helper> {
    let (read, write) = pipe_with(PipeFlags::CLOEXEC)?;
    let mut open: Vec<RawFd> = kept.iter().map(AsRawFd::as_raw_fd).collect();
    open.push(write.as_raw_fd());
    open.sort_unstable();
    let mut child = Child { prepared, answers: write.as_raw_fd(), closed: gaps(open.into_iter()) };
    // Words of 16 bytes have the alignment that a stack needs.
    let mut stack = vec![0_u128; STACK_WORDS];
    let stack_top = stack.as_mut_ptr_range().end;
    let mut pidfd: c_int = -1;

    let blocked = SignalsBlocked::all();
    // SAFETY: without CLONE_VM the helper has a copy of all memory, `child` and the stack among it,
    // and `run` takes a `*mut Child`. It makes system calls alone and leaves by `_exit`. With
    // CLONE_PIDFD the kernel stores into the fifth argument.
    let pid = unsafe {
        libc::clone(
            run,
            stack_top.cast::<c_void>(),
            libc::CLONE_PIDFD | libc::SIGCHLD,
            ptr::from_mut(&mut child).cast::<c_void>(),
            ptr::from_mut(&mut pidfd),
        )
    };
    let error = io::Error::last_os_error();
    drop(blocked);
    let Ok(number) = u32::try_from(pid) else { return Err(error) };
    // SAFETY: `clone` succeeded, so the kernel has put a new descriptor there, which nobody owns.
    let pidfd = unsafe { OwnedFd::from_raw_fd(pidfd) };
    Ok(Helper { process: StuckCall::new(number, pidfd), answers: File::from(read) })
}

/// Here and below: nothing allocates, locks or panics. All signals stay blocked.
extern "C" fn run(child: *mut c_void) -> c_int {
    // SAFETY: `start` passes a `Child`, of which this process has a copy of its own.
    let child = unsafe { &mut *child.cast::<Child>() };
    // A session of its own, so that the end of a terminal is nothing to it.
    // SAFETY: plain system calls; the table of descriptors is this process's own.
    unsafe {
        libc::setsid();
        for (first, last) in &child.closed {
            libc::syscall(libc::SYS_close_range, *first, *last, 0_u32);
        }
    }
    let Child { prepared: Prepared { call, buffer }, answers, .. } = child;
    let done = match call {
        Call::Write(path) => write_file(path, buffer),
        Call::Read(path) => read_file(path, buffer, *answers),
        Call::Netlink(family, request) => exchange(*family, request, buffer, *answers),
    };
    let errno = done.err().unwrap_or(0);
    // Nobody may be there to read it any more.
    let _ = send(*answers, &errno.to_ne_bytes());
    // SAFETY: ends this process at once, and runs nothing that the program left to be run.
    unsafe { libc::_exit(0) }
}

fn write_file(path: &CString, bytes: &[u8]) -> Result<(), i32> {
    // SAFETY: a null-terminated path and a buffer of the length given.
    unsafe {
        // The kernel's files have no size; those of a make-believe host have one.
        let flags = libc::O_WRONLY | libc::O_TRUNC | libc::O_CLOEXEC;
        let file = libc::open(path.as_ptr(), flags);
        check(file as isize)?;
        check(libc::write(file, bytes.as_ptr().cast::<c_void>(), bytes.len())).map(drop)
    }
}

fn read_file(path: &CString, buffer: &mut [u8], answers: RawFd) -> Result<(), i32> {
    // SAFETY: a null-terminated path and a buffer of the length given.
    let length = unsafe {
        let file = libc::open(path.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
        check(file as isize)?;
        check(libc::read(file, buffer.as_mut_ptr().cast::<c_void>(), buffer.len()))?
    };
    send(answers, buffer.get(..length).unwrap_or_default())
}

fn exchange(family: c_int, request: &[u8], buffer: &mut [u8], answers: RawFd) -> Result<(), i32> {
    // SAFETY: buffers of the lengths given; the kernel gives the socket an address of its own.
    let socket = unsafe {
        let kind = libc::SOCK_RAW | libc::SOCK_CLOEXEC;
        let socket = libc::socket(libc::AF_NETLINK, kind, family);
        check(socket as isize)?;
        check(libc::send(socket, request.as_ptr().cast::<c_void>(), request.len(), 0))?;
        socket
    };
    loop {
        // SAFETY: a buffer of the length given.
        let length = check(unsafe {
            libc::recv(socket, buffer.as_mut_ptr().cast::<c_void>(), buffer.len(), 0)
        })?;
        let messages = buffer.get(..length).unwrap_or_default();
        send(answers, messages)?;
        if length == 0 || ends(messages) {
            return Ok(());
        }
    }
}

/// Whether an acknowledgement is among the `messages`.
fn ends(mut messages: &[u8]) -> bool {
    const ERROR: u16 = 2;
    // A length of 4 bytes, a type of 2, flags and numbers; then to the next multiple of 4.
    while let (Some(length), Some(kind)) = (messages.first_chunk::<4>(), messages.get(4..6)) {
        if kind == ERROR.to_ne_bytes() {
            return true;
        }
        let length = (u32::from_ne_bytes(*length) as usize).max(16).next_multiple_of(4);
        messages = messages.get(length..).unwrap_or_default();
    }
    false
}

fn send(answers: RawFd, mut bytes: &[u8]) -> Result<(), i32> {
    while !bytes.is_empty() {
        // SAFETY: a buffer of the length given.
        let sent =
            check(unsafe { libc::write(answers, bytes.as_ptr().cast::<c_void>(), bytes.len()) })?;
        bytes = bytes.get(sent..).unwrap_or_default();
    }
    Ok(())
}

fn check(result: isize) -> Result<usize, i32> {
    // SAFETY: the address is that of this thread's own variable.
    usize::try_from(result).map_err(|_| unsafe { *libc::__errno_location() })
}
