//! How much memory QEMU may lock: what devices of the host write into must not be swapped out.

use std::fs;

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use virt_core::Result;
use virt_core::config::DomainConfig;
use virt_host::process::{Launch, LimitedResource, Process};
use virt_hostdev::{MemoryLock, memory_lock};

use crate::error::failed;

/// The kernel's number for no limit.
const UNLIMITED: u64 = u64::MAX;

/// Lets the QEMU that is about to start lock what the devices of `config` need, where that is more
/// than this program may.
pub(crate) fn allow(config: &DomainConfig, launch: &mut Launch) {
    let Some(wanted) = wanted(config) else { return };
    if is_more(wanted, getrlimit(Resource::Memlock).current) {
        launch.limit(LimitedResource::LockedMemory, wanted.unwrap_or(UNLIMITED));
    }
}

/// Lets a QEMU that runs lock what the devices of `config` need.
///
/// # Errors
///
/// When this program may not allow that.
pub(crate) fn raise(config: &DomainConfig, process: &Process) -> Result<()> {
    let Some(bytes) = wanted(config) else { return Ok(()) };
    let limit = Rlimit { current: bytes, maximum: bytes };
    if !is_more(bytes, limit_of(process.pid())) {
        return Ok(());
    }
    let pid = i32::try_from(process.pid()).ok().and_then(Pid::from_raw);
    prlimit(pid, Resource::Memlock, limit).map(drop).map_err(|err| {
        let amount = bytes.map_or("any amount".to_owned(), |bytes| format!("{bytes} bytes"));
        let message = format!(
            "cannot let QEMU (process {}) lock {amount} of memory, which the guest's devices need; \
             raise the limit of locked memory of this program",
            process.pid()
        );
        failed(message).with_source(err)
    })
}

/// How many bytes the devices need: none where they need nothing, and no number where it is any.
fn wanted(config: &DomainConfig) -> Option<Option<u64>> {
    Some(match memory_lock(config)? {
        MemoryLock::Limit(most) => Some(most.bytes()),
        _ => None,
    })
}

/// Whether the first limit allows more than the second; no number is no limit.
fn is_more(wanted: Option<u64>, known: Option<u64>) -> bool {
    match (wanted, known) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(wanted), Some(known)) => wanted > known,
    }
}

/// The limit of the process; none where it has none, or is gone.
fn limit_of(pid: u32) -> Option<u64> {
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).ok()?;
    parse_limits(&limits)
}

/// The soft limit of locked memory in a `/proc/PID/limits`; none for `unlimited`.
fn parse_limits(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max locked memory"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{is_more, parse_limits};

    const LIMITS: &str = "\
Limit                     Soft Limit           Hard Limit           Units
Max processes             95837                95837                processes
Max locked memory         8388608              unlimited            bytes
";

    #[test]
    fn the_kernels_table_is_read() {
        assert_eq!(parse_limits(LIMITS), Some(8_388_608));
        assert_eq!(parse_limits(&LIMITS.replace("8388608", "unlimited")), None);
        assert_eq!(parse_limits(""), None);
    }

    #[test]
    fn a_limit_is_raised_and_never_lowered() {
        assert!(is_more(Some(2), Some(1)));
        assert!(is_more(None, Some(1)));
        assert!(!is_more(Some(1), Some(2)));
        assert!(!is_more(Some(1), None));
        assert!(!is_more(None, None));
    }
}
