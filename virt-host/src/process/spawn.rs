//! Starting the child: the few lines between `clone` and `execve`.
//!
//! The child shares this process's memory until it runs its program (`CLONE_VM | CLONE_VFORK`, as
//! `posix_spawn` does), so that starting one costs the same in a small program and in one of many
//! gigabytes, and a failed step is simply written where the parent reads it. The kernel makes the
//! pidfd together with the child, so there is no instant at which another process could be meant.

#![expect(unsafe_code, reason = "the C library starts processes; no safe interface shares memory")]

use std::ffi::{CStr, CString, c_char, c_int, c_long, c_void};
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::path::Path;
use std::ptr;
use std::sync::atomic::{AtomicI32, Ordering};

use rustix::process::{WaitId, WaitIdOptions, waitid};
use virt_core::{Error, ErrorKind};

use super::launch::User;
use super::prepared::Prepared;
use super::signals::SignalsBlocked;
use crate::error::system;

/// What the child does with the stack is little; it makes no call of any depth.
const STACK_WORDS: usize = 4096; // of 16 bytes

/// Starts a child and waits until it runs its program. Returns its number and descriptor.
pub(super) fn spawn(prepared: &Prepared) -> Result<(u32, OwnedFd), Failure> {
    let arguments = pointers(&prepared.arguments);
    let environment = pointers(&prepared.environment);
    let child = Child {
        prepared,
        arguments: &arguments,
        environment: &environment,
        failed_step: AtomicI32::new(0),
        errno: AtomicI32::new(0),
    };
    // Words of 16 bytes have the alignment that a stack needs.
    let mut stack = vec![0_u128; STACK_WORDS];
    let stack_top = stack.as_mut_ptr_range().end;
    let mut pidfd: c_int = -1;
    let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::CLONE_PIDFD | libc::SIGCHLD;

    let blocked = SignalsBlocked::all();
    let dumpable = Dumpable::kept(prepared.user.is_some());
    // SAFETY: `run_child` takes a `*mut Child`, which it only reads, and leaves by `execve` or
    // `_exit` alone. `child` and the stack outlive its use of them, because CLONE_VFORK holds this
    // thread until then. No signal handler runs in the child: all signals are blocked until each
    // has its default action there. With CLONE_PIDFD the kernel stores into the fifth argument.
    let pid = unsafe {
        libc::clone(
            run_child,
            stack_top.cast::<c_void>(),
            flags,
            ptr::from_ref(&child).cast_mut().cast::<c_void>(),
            ptr::from_mut(&mut pidfd),
        )
    };
    let error = io::Error::last_os_error();
    drop(dumpable);
    drop(blocked);

    let Ok(number) = u32::try_from(pid) else {
        return Err(Failure { step: Step::Clone, error });
    };
    // SAFETY: `clone` succeeded, so the kernel has put a new descriptor there, which nobody owns.
    let pidfd = unsafe { OwnedFd::from_raw_fd(pidfd) };
    let Some(step) = Step::from_number(child.failed_step.load(Ordering::Acquire)) else {
        return Ok((number, pidfd));
    };
    // It has ended; taking its status frees its number.
    let _ = waitid(WaitId::PidFd(std::os::fd::AsFd::as_fd(&pidfd)), WaitIdOptions::EXITED);
    let error = io::Error::from_raw_os_error(child.errno.load(Ordering::Acquire));
    Err(Failure { step, error })
}

/// The step at which a child could not be started, and why.
#[derive(Debug)]
pub(super) struct Failure {
    step: Step,
    error: io::Error,
}

impl Failure {
    pub(super) fn into_error(self, program: &Path) -> Error {
        let program = program.display();
        let step = match self.step {
            Step::Execute => return self.not_executed(&program.to_string()),
            Step::ParentEnded => "the program that starts it has ended",
            Step::Clone => "making the process",
            Step::Session => "making a session of its own",
            Step::Folder => "entering its folder",
            Step::Note => "noting which process it is",
            Step::Descriptor => "passing descriptors",
            Step::Close => "closing other descriptors (Linux 5.9 or newer is needed)",
            Step::Limit => "limiting its resources",
            Step::OomScore => "setting its OOM score",
            Step::User => "changing its user",
            Step::DeathSignal => "tying its life to this program",
        };
        system(format!("cannot start '{program}': {step}"), self.error)
    }

    fn not_executed(self, program: &str) -> Error {
        let why = match self.error.raw_os_error() {
            Some(libc::ENOENT) => "; it, or the interpreter that it names, is not installed",
            Some(libc::ENOEXEC) => "; it is no program for this machine",
            Some(libc::EACCES) => "; it has to be a file with the execute permission",
            Some(libc::E2BIG) => "; its arguments and environment are too long",
            _ => "",
        };
        Error::new(ErrorKind::SystemError, format!("cannot run '{program}'{why}"))
            .with_source(self.error)
    }
}

/// What the child does before it runs its program, in this order; `Clone` is the parent's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Clone = 1,
    Session,
    Folder,
    Note,
    Descriptor,
    Close,
    Limit,
    OomScore,
    User,
    DeathSignal,
    ParentEnded,
    Execute,
}

impl Step {
    /// The step with a number other than 0.
    fn from_number(number: i32) -> Option<Step> {
        use Step::*;
        [
            Clone,
            Session,
            Folder,
            Note,
            Descriptor,
            Close,
            Limit,
            OomScore,
            User,
            DeathSignal,
            ParentEnded,
            Execute,
        ]
        .into_iter()
        .find(|step| *step as i32 == number)
    }
}

/// What parent and child share.
struct Child<'a> {
    prepared: &'a Prepared,
    arguments: &'a [*const c_char],
    environment: &'a [*const c_char],
    failed_step: AtomicI32,
    errno: AtomicI32,
}

/// Pointers to the texts, with the null that ends such lists.
fn pointers(texts: &[CString]) -> Vec<*const c_char> {
    texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect()
}

extern "C" fn run_child(child: *mut c_void) -> c_int {
    // SAFETY: `spawn` passes a `Child` that outlives this function, and nobody changes it.
    let child = unsafe { &*child.cast_const().cast::<Child<'_>>() };
    let (step, errno) = steps(child);
    child.errno.store(errno, Ordering::Release);
    child.failed_step.store(step as i32, Ordering::Release);
    // SAFETY: ends the child at once; nothing of the parent's, such as buffers, is touched.
    unsafe { libc::_exit(127) }
}

/// Returns only when a step fails: the step and its errno.
///
/// Here and below: nothing allocates, locks or panics. The thread whose memory this is stands in
/// the middle of a call.
fn steps(child: &Child<'_>) -> (Step, i32) {
    let Err(failed) = prepare(child.prepared) else {
        // SAFETY: the three are null-terminated, as are the lists, and live in the parent.
        unsafe {
            libc::execve(
                child.prepared.program.as_ptr(),
                child.arguments.as_ptr(),
                child.environment.as_ptr(),
            );
        }
        return (Step::Execute, errno());
    };
    failed
}

fn prepare(prepared: &Prepared) -> Result<(), (Step, i32)> {
    default_signals();
    // SAFETY: plain system calls on the child's own state.
    unsafe {
        check(Step::Session, libc::setsid())?;
        if let Some(mask) = prepared.umask {
            libc::umask(mask);
        }
    }
    if let Some(folder) = &prepared.folder {
        // SAFETY: a null-terminated path.
        check(Step::Folder, unsafe { libc::chdir(folder.as_ptr()) })?;
    }
    if let Some(score) = &prepared.oom_score_adj {
        write_file(c"/proc/self/oom_score_adj", score.as_bytes())
            .map_err(|errno| (Step::OomScore, errno))?;
    }
    // Before its descriptor may be replaced by one that is passed.
    if let Some(note) = &prepared.note {
        copy_stat(note.as_raw_fd()).map_err(|errno| (Step::Note, errno))?;
    }
    for (descriptor, number) in &prepared.descriptors {
        // SAFETY: changes the child's own table of descriptors. The source is never the target.
        check(Step::Descriptor, unsafe { libc::dup2(descriptor.as_raw_fd(), *number) })?;
    }
    for (first, last) in &prepared.closed {
        // SAFETY: the same; what it closes, the parent still has open in its own table.
        let closed = unsafe { libc::syscall(libc::SYS_close_range, *first, *last, 0_u32) };
        check_long(Step::Close, closed)?;
    }
    for (resource, limit) in &prepared.limits {
        // SAFETY: reads one `rlimit`.
        check(Step::Limit, unsafe { libc::setrlimit(*resource, limit) })?;
    }
    if let Some(user) = &prepared.user {
        change_user(user)?;
    }
    if prepared.dies_with_program {
        tie_to_parent(prepared.parent)?;
    }
    unblock_signals();
    Ok(())
}

/// By system calls of its own: the C library's functions would tell the parent's other threads to
/// change their user too.
fn change_user(user: &User) -> Result<(), (Step, i32)> {
    let (uid, gid) = (user.uid, user.gid);
    // SAFETY: the calls read `groups`, of the length given, and change the child alone.
    unsafe {
        let groups = libc::syscall(libc::SYS_setgroups, user.groups.len(), user.groups.as_ptr());
        check_long(Step::User, groups)?;
        check_long(Step::User, libc::syscall(libc::SYS_setresgid, gid, gid, gid))?;
        check_long(Step::User, libc::syscall(libc::SYS_setresuid, uid, uid, uid))
    }
}

/// Last of all, because a change of user takes the signal away again.
fn tie_to_parent(parent: libc::pid_t) -> Result<(), (Step, i32)> {
    // SAFETY: plain system calls.
    let (tied, current) =
        unsafe { (libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL), libc::getppid()) };
    check(Step::DeathSignal, tied)?;
    // A parent that was killed before that will not send the signal.
    if current == parent { Ok(()) } else { Err((Step::ParentEnded, libc::ESRCH)) }
}

/// Signals that the parent ignores would be ignored by the program too, and its handlers must not
/// run in the child. By the system call, because the C library keeps its own two signals to itself,
/// and they may be ignored as well.
fn default_signals() {
    // The kernel's `sigaction`, all zero: SIG_DFL, no flags, an empty mask. Longer than any.
    const DEFAULT: [u64; 8] = [0; 8];
    const SET_SIZE: usize = 8;
    for signal in 1..=SET_SIZE as c_long * 8 {
        // SAFETY: reads the action. Refused for SIGKILL and SIGSTOP, which have no other.
        unsafe {
            libc::syscall(
                libc::SYS_rt_sigaction,
                signal,
                DEFAULT.as_ptr(),
                ptr::null_mut::<c_void>(),
                SET_SIZE,
            );
        }
    }
}

fn unblock_signals() {
    // SAFETY: `sigemptyset` fills the set that is then read.
    unsafe {
        let mut none = MaybeUninit::<libc::sigset_t>::uninit();
        libc::sigemptyset(none.as_mut_ptr());
        libc::sigprocmask(libc::SIG_SETMASK, none.as_ptr(), ptr::null_mut());
    }
}

fn write_file(path: &CStr, bytes: &[u8]) -> Result<(), i32> {
    // SAFETY: a null-terminated path, a buffer of the length given, a descriptor of its own.
    unsafe {
        let file = libc::open(path.as_ptr(), libc::O_WRONLY | libc::O_CLOEXEC);
        if file < 0 {
            return Err(errno());
        }
        let written = libc::write(file, bytes.as_ptr().cast::<c_void>(), bytes.len());
        let failed = if written < 0 { Err(errno()) } else { Ok(()) };
        libc::close(file);
        failed
    }
}

/// Writes what the kernel says of this process into `target`. One line: shorter than the buffer.
fn copy_stat(target: c_int) -> Result<(), i32> {
    let mut buffer = [0_u8; 1024];
    // SAFETY: a null-terminated path, a buffer of the length given, a descriptor of its own, and as
    // many bytes as were read.
    unsafe {
        let file = libc::open(c"/proc/self/stat".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
        if file < 0 {
            return Err(errno());
        }
        let read = libc::read(file, buffer.as_mut_ptr().cast::<c_void>(), buffer.len());
        let done = match usize::try_from(read) {
            Ok(read) => libc::write(target, buffer.as_ptr().cast::<c_void>(), read),
            Err(_) => read,
        };
        let outcome = if done < 0 { Err(errno()) } else { Ok(()) };
        libc::close(file);
        outcome
    }
}

fn check(step: Step, result: c_int) -> Result<(), (Step, i32)> {
    if result < 0 { Err((step, errno())) } else { Ok(()) }
}

fn check_long(step: Step, result: c_long) -> Result<(), (Step, i32)> {
    if result < 0 { Err((step, errno())) } else { Ok(()) }
}

fn errno() -> i32 {
    // SAFETY: the address is that of this thread's own variable.
    unsafe { *libc::__errno_location() }
}

/// Whether this program may be dumped and traced. The kernel takes that away from the memory of
/// whoever changes his user, which here is the parent's memory too.
struct Dumpable(Option<c_int>);

impl Dumpable {
    fn kept(at_risk: bool) -> Dumpable {
        // SAFETY: a plain system call.
        let before = || unsafe { libc::prctl(libc::PR_GET_DUMPABLE) };
        Dumpable(at_risk.then(before).filter(|before| *before == 1))
    }
}

impl Drop for Dumpable {
    fn drop(&mut self) {
        if let Some(before) = self.0 {
            // SAFETY: a plain system call.
            unsafe {
                libc::prctl(libc::PR_SET_DUMPABLE, before);
            }
        }
    }
}
