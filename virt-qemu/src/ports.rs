//! TCP ports for displays.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use virt_core::Result;

use crate::error::failed;

/// The ports that displays get by themselves, as libvirt gives them.
const PORTS: std::ops::RangeInclusive<u16> = 5900..=65535;

/// Ports that are on their way to a QEMU, which does not listen there yet.
#[derive(Debug, Default, Clone)]
pub(crate) struct Ports(Arc<Mutex<BTreeSet<u16>>>);

/// A port that nobody listens at, and that this program gives to nobody else while this is kept.
#[derive(Debug)]
pub(crate) struct ReservedPort {
    number: u16,
    ports: Ports,
}

/// Ports belong to the host, not to a root: all roots of a program choose from the same.
static OF_THIS_PROCESS: LazyLock<Ports> = LazyLock::new(Ports::default);

impl Ports {
    /// The ports that are on their way from any root of this process.
    pub(crate) fn of_this_process() -> Ports {
        OF_THIS_PROCESS.clone()
    }

    /// Reserves the first free port.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](virt_core::ErrorKind::OperationFailed) when there is none.
    pub(crate) fn reserve(&self) -> Result<ReservedPort> {
        let mut reserved = self.lock();
        let free = PORTS.into_iter().find(|port| !reserved.contains(port) && is_free(*port));
        let number = free.ok_or_else(|| failed("no TCP port is free for a display"))?;
        reserved.insert(number);
        Ok(ReservedPort { number, ports: self.clone() })
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<u16>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ReservedPort {
    pub(crate) fn number(&self) -> u16 {
        self.number
    }
}

impl Drop for ReservedPort {
    fn drop(&mut self) {
        self.ports.lock().remove(&self.number);
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_given_once() {
        let ports = Ports::default();
        let (one, other) = (ports.reserve().unwrap(), ports.reserve().unwrap());
        assert_ne!(one.number(), other.number());
        let number = one.number();
        drop(one);
        assert_eq!(ports.reserve().unwrap().number(), number);
    }

    #[test]
    fn a_port_in_use_is_left_alone() {
        let taken = Ports::default().reserve().unwrap();
        let _listener = TcpListener::bind((Ipv4Addr::LOCALHOST, taken.number())).unwrap();
        assert_ne!(Ports::default().reserve().unwrap().number(), taken.number());
    }
}
