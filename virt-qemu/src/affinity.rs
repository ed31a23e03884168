//! On which processors of the host the threads of a guest run.

use std::fs;
use std::io;

use rustix::process::Pid;
use rustix::thread;
use virt_core::cpu_set::CpuSet;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

/// Keeps every thread of the process `pid` on `processors`; threads that they make follow them.
///
/// Processors that the host does not have are left out.
///
/// # Errors
///
/// `OperationInvalid` when the host has none of them, `SystemError` when the kernel refuses.
pub(crate) fn keep_on(pid: u32, processors: &CpuSet) -> Result<()> {
    let mut set = thread::CpuSet::new();
    let known = |cpu: &usize| *cpu < thread::CpuSet::MAX_CPU;
    for cpu in processors.iter().map(|cpu| cpu as usize).filter(known) {
        set.set(cpu);
    }
    let failed = |err: io::Error| {
        Error::new(
            ErrorKind::SystemError,
            format!("cannot keep process {pid} on the processors {processors}"),
        )
        .with_origin(ErrorOrigin::Qemu)
        .with_source(err)
    };
    for task in fs::read_dir(format!("/proc/{pid}/task")).map_err(failed)? {
        let name = task.map_err(failed)?.file_name();
        let thread = name.to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw);
        let Some(thread) = thread else { continue };
        match thread::sched_setaffinity(Some(thread), &set) {
            Ok(()) => {}
            // A thread that has ended needs no place.
            Err(rustix::io::Errno::SRCH) => {}
            Err(rustix::io::Errno::INVAL) => {
                return Err(Error::new(
                    ErrorKind::OperationInvalid,
                    format!("this host has none of the processors {processors}"),
                )
                .with_origin(ErrorOrigin::Qemu));
            }
            Err(err) => return Err(failed(err.into())),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::keep_on;

    #[test]
    fn a_process_stays_where_it_is_put() {
        let mut child = Command::new("sleep").arg("100").spawn().unwrap();
        let absent = "900-1023".parse().unwrap();
        let refused = keep_on(child.id(), &absent).unwrap_err();
        keep_on(child.id(), &"0,1000".parse().unwrap()).unwrap();
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(status.lines().any(|line| line == "Cpus_allowed_list:\t0"), "{status}");
        expect_test::expect!["this host has none of the processors 900-1023"]
            .assert_eq(refused.message());
    }
}
