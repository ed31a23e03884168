//! The third pass: what cannot work whichever driver runs the guest.

use std::collections::HashSet;

use super::DomainConfig;
use super::devices::{Devices, DiskDevice, DiskMedium};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

impl DomainConfig {
    /// Checks what every driver would have to refuse. Drivers add their own checks.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoName`] without a name; [`ErrorKind::XmlError`] and
    /// [`ErrorKind::ConfigUnsupported`] with what is missing or clashes.
    pub fn validate(&self) -> Result<()> {
        self.check_all().map_err(|err| err.or_origin(ErrorOrigin::Domain))
    }

    fn check_all(&self) -> Result<()> {
        self.check_name()?;
        self.check_os()?;
        self.check_memory()?;
        self.check_vcpus()?;
        self.devices.as_ref().map_or(Ok(()), Devices::check)
    }

    fn check_name(&self) -> Result<()> {
        match self.name.as_deref() {
            None | Some("") => Err(Error::new(ErrorKind::NoName, "<domain>")),
            Some(name) if name.trim().is_empty() => {
                bad("the domain's name consists of blanks alone")
            }
            Some(name) if name.contains('\n') => {
                bad(format!("the domain's name '{}' has a line end", name.escape_debug()))
            }
            Some(_) => Ok(()),
        }?;
        match self.title.as_deref() {
            Some(title) if title.contains('\n') => bad("the domain's title has a line end"),
            _ => Ok(()),
        }
    }

    fn check_os(&self) -> Result<()> {
        let os_type = self.os.as_ref().and_then(|os| os.os_type.as_ref());
        match os_type.is_some_and(|os_type| !os_type.name.is_empty()) {
            true => Ok(()),
            false => bad("an os <type> must be specified"),
        }
    }

    fn check_memory(&self) -> Result<()> {
        let cells = self.cpu.as_ref().and_then(|cpu| cpu.numa.as_ref());
        match &self.memory {
            Some(memory) if memory.size.bytes() > 0 => Ok(()),
            _ if cells.is_some_and(|numa| !numa.cells.is_empty()) => Ok(()),
            _ => bad("a domain needs <memory> above zero"),
        }
    }

    fn check_vcpus(&self) -> Result<()> {
        let Some(vcpu) = &self.vcpu else { return Ok(()) };
        if vcpu.maximum == 0 {
            return bad("a domain needs at least one <vcpu>");
        }
        if vcpu.online() > vcpu.maximum {
            let (current, maximum) = (vcpu.online(), vcpu.maximum);
            return bad(format!("current vcpus ({current}) are more than the maximum ({maximum})"));
        }
        let topology = self.cpu.as_ref().and_then(|cpu| cpu.topology);
        match topology.map(|topology| topology.cpus()) {
            Some(cpus) if cpus != vcpu.maximum => {
                bad(format!("the CPU topology makes {cpus} CPUs, <vcpu> asks for {}", vcpu.maximum))
            }
            _ => Ok(()),
        }
    }
}

impl Devices {
    fn check(&self) -> Result<()> {
        self.check_disks()?;
        let mut aliases = HashSet::new();
        let users = self.aliases().filter(|alias| alias.starts_with("ua-"));
        for alias in users {
            if !aliases.insert(alias) {
                return bad(format!("two devices have the alias '{alias}'"));
            }
        }
        let mut orders = HashSet::new();
        for order in self.boot_orders() {
            if order == 0 {
                return bad("a device's boot order starts at 1, not 0");
            }
            if !orders.insert(order) {
                return bad(format!("two devices have the boot order {order}"));
            }
        }
        Ok(())
    }

    fn check_disks(&self) -> Result<()> {
        let mut targets = HashSet::new();
        for disk in &self.disks {
            let Some(target) = &disk.target else {
                return bad("a <disk> has no <target>, which names it");
            };
            let name = &target.dev;
            if !targets.insert(name) {
                return bad(format!("two disks have the target '{name}'"));
            }
            let removable = matches!(disk.device(), DiskDevice::Cdrom | DiskDevice::Floppy);
            if disk.medium() == DiskMedium::Empty && !removable {
                return bad(format!("the disk '{name}' has no source"));
            }
        }
        Ok(())
    }

    fn boot_orders(&self) -> impl Iterator<Item = u32> {
        let disks = self.disks.iter().map(|disk| &disk.info);
        let interfaces = self.interfaces.iter().map(|interface| &interface.info);
        disks.chain(interfaces).filter_map(|info| Some(info.boot.as_ref()?.order))
    }

    /// The names of all devices that have one.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.infos().filter_map(|info| Some(info.alias.as_ref()?.name.as_str()))
    }
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}
