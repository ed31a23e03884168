//! What the kernel limits for each process.

/// A resource that a child process can be given less or more of than its parent has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LimitedResource {
    /// The size of a core dump, in bytes; 0 for none.
    CoreSize,
    /// The number of open descriptors.
    OpenFiles,
    /// Memory that cannot be swapped out, in bytes.
    LockedMemory,
    /// The number of processes and threads of the user.
    Processes,
}

impl LimitedResource {
    pub(super) fn number(self) -> libc::__rlimit_resource_t {
        match self {
            LimitedResource::CoreSize => libc::RLIMIT_CORE,
            LimitedResource::OpenFiles => libc::RLIMIT_NOFILE,
            LimitedResource::LockedMemory => libc::RLIMIT_MEMLOCK,
            LimitedResource::Processes => libc::RLIMIT_NPROC,
        }
    }
}
