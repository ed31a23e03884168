//! From what is asked for to devices of this host, each once.

use uuid::Uuid;
use virt_core::config::domain::PciAddress;

use crate::error::{Failure, Result};
use crate::host::Host;
use crate::ledger::{OwnerId, Record};
use crate::obstacles::{self, Obstacles};
use crate::pci::PciView;
use crate::usb::UsbView;
use crate::{
    DeviceId, HostDevice, PreparedDevice, ScsiAddress, UsbRequest, mdev, pci, scsi, usb, vhost,
};

/// A device of this host that a guest is to have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Want {
    Pci(pci::Want),
    Usb(UsbView, bool),
    Scsi { address: ScsiAddress, shareable: bool, forced: bool },
    ScsiHost(String),
    Mdev { uuid: Uuid, model: String },
}

/// What is asked for, and which device each request means.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) wants: Vec<Want>,
    /// For each request: its device, with the namespace that is asked for. None for a USB device
    /// that is absent and may be.
    asked: Vec<Option<(DeviceId, Option<u32>)>>,
}

impl Plan {
    pub(crate) fn of(host: &Host, devices: &[HostDevice], restored: bool) -> Result<Plan> {
        let mut plan = Plan::default();
        for device in devices {
            plan.add(host, device, restored)?;
        }
        Ok(plan)
    }

    fn add(&mut self, host: &Host, device: &HostDevice, restored: bool) -> Result<()> {
        let Some(want) = Want::of(host, device, restored)? else {
            self.asked.push(None);
            return Ok(());
        };
        let id = want.id();
        let namespace = match device {
            HostDevice::Nvme(request) => Some(request.namespace),
            _ => None,
        };
        self.asked.push(Some((id.clone(), namespace)));
        let Some(known) = self.wants.iter_mut().find(|known| known.id() == id) else {
            self.wants.push(want);
            return Ok(());
        };
        // One drive, several namespaces.
        match (known, want) {
            (Want::Pci(known), Want::Pci(want))
                if !known.namespaces.is_empty() && !want.namespaces.is_empty() =>
            {
                known.namespaces.extend(want.namespaces);
                known.managed |= want.managed;
                known.forced |= want.forced;
                Ok(())
            }
            _ => Err(Failure::Unclear(format!("the guest asks for {id} twice"))),
        }
    }

    /// What a hypervisor needs to know of each device that was asked for.
    pub(crate) fn facts(&self, host: &Host) -> Result<Vec<Option<PreparedDevice>>> {
        let facts = self.asked.iter().map(|asked| match asked {
            Some((id, namespace)) => facts(host, id, *namespace).map(Some),
            None => Ok(None),
        });
        facts.collect()
    }

    pub(crate) fn pci(&self) -> Vec<&pci::Want> {
        let pci = self.wants.iter().filter_map(|want| match want {
            Want::Pci(want) => Some(want),
            _ => None,
        });
        pci.collect()
    }
}

fn facts(host: &Host, id: &DeviceId, namespace: Option<u32>) -> Result<PreparedDevice> {
    let places = &host.places;
    let gone = || Failure::Missing(id.clone());
    Ok(match (id, namespace) {
        (DeviceId::Pci(address), Some(namespace)) => {
            PreparedDevice::Nvme { drive: PciView::new(places, address).facts(), namespace }
        }
        (DeviceId::Pci(address), None) => {
            PreparedDevice::Pci(PciView::new(places, address).facts())
        }
        (DeviceId::Usb(address), _) => {
            let device = UsbView::at(places, *address).ok_or_else(gone)?;
            PreparedDevice::Usb(device.facts(places))
        }
        (DeviceId::Scsi(address), _) => {
            PreparedDevice::Scsi(scsi::facts(places, *address).ok_or_else(gone)?)
        }
        (DeviceId::ScsiHost(wwpn), _) => PreparedDevice::ScsiHost(vhost::facts(places, wwpn)),
        (DeviceId::Mdev(uuid), _) => PreparedDevice::Mdev(mdev::facts(places, *uuid)),
    })
}

impl Want {
    /// None for a USB device that is absent and may be.
    pub(crate) fn of(host: &Host, device: &HostDevice, restored: bool) -> Result<Option<Want>> {
        Ok(Some(match device {
            HostDevice::Pci(request) => Want::Pci(pci::Want {
                address: plain(&request.address),
                managed: request.managed,
                driver: request.driver.clone(),
                network: request.network,
                forced: request.forced,
                namespaces: Vec::new(),
            }),
            HostDevice::Nvme(request) => Want::Pci(pci::Want {
                address: plain(&request.address),
                managed: request.managed,
                driver: None,
                network: None,
                forced: request.forced,
                namespaces: vec![request.namespace],
            }),
            HostDevice::Usb(request) => {
                let Some(device) = usb::find(&host.places, request, restored)? else {
                    return Ok(None);
                };
                Want::Usb(device, request.forced)
            }
            HostDevice::Scsi(request) => Want::Scsi {
                address: request.address,
                shareable: request.shareable,
                forced: request.forced,
            },
            HostDevice::ScsiHost(request) => Want::ScsiHost(request.wwpn.clone()),
            HostDevice::Mdev(request) => {
                Want::Mdev { uuid: request.uuid, model: request.model.clone() }
            }
        }))
    }

    pub(crate) fn id(&self) -> DeviceId {
        match self {
            Want::Pci(want) => DeviceId::Pci(want.address.clone()),
            Want::Usb(device, _) => DeviceId::Usb(device.address),
            Want::Scsi { address, .. } => DeviceId::Scsi(*address),
            Want::ScsiHost(wwpn) => DeviceId::ScsiHost(wwpn.clone()),
            Want::Mdev { uuid, .. } => DeviceId::Mdev(*uuid),
        }
    }

    pub(crate) fn is_managed(&self) -> bool {
        matches!(self, Want::Pci(want) if want.managed)
    }

    pub(crate) fn is_shareable(&self) -> bool {
        matches!(self, Want::Scsi { shareable: true, .. })
    }

    pub(crate) fn is_forced(&self) -> bool {
        match self {
            Want::Pci(want) => want.forced,
            Want::Usb(_, forced) | Want::Scsi { forced, .. } => *forced,
            Want::ScsiHost(_) | Want::Mdev { .. } => false,
        }
    }

    /// What is in its way, of which `record` is the ledger's part.
    pub(crate) fn obstacles(
        &self,
        host: &Host,
        record: Option<&Record>,
        owner: Option<&OwnerId>,
        pci: &[&pci::Want],
    ) -> Obstacles {
        let mut found = Obstacles::default();
        obstacles::of_record(host, record, owner, self.is_shareable(), &mut found);
        match self {
            Want::Pci(want) => pci::of_taking(host, want, owner, pci, &mut found),
            Want::Usb(device, _) => usb::obstacles(host, device.address, &mut found),
            Want::Scsi { address, .. } => scsi::obstacles(host, *address, &mut found),
            Want::ScsiHost(wwpn) => vhost::obstacles(host, wwpn, &mut found),
            Want::Mdev { uuid, model } => {
                let is_mine = record.is_some_and(|record| !record.holders.is_empty());
                mdev::obstacles(host, *uuid, model, is_mine, &mut found);
            }
        }
        found
    }
}

/// Which device of the ledger a request of `owner` means: a USB device may have gone meanwhile, and
/// is known by what it was.
pub(crate) fn recorded(
    host: &Host,
    device: &HostDevice,
    owner: &OwnerId,
) -> Result<Option<DeviceId>> {
    let HostDevice::Usb(request) = device else {
        return Ok(Want::of(host, device, true)?.map(|want| want.id()));
    };
    let fits = |record: &Record| is_usb(record, request) && record.holder(owner).is_some();
    let mut records = host.ledger.devices()?.into_iter().filter_map(|id| host.ledger.peek(&id));
    Ok(records.find(fits).map(|record| record.device))
}

fn is_usb(record: &Record, request: &UsbRequest) -> bool {
    let DeviceId::Usb(address) = record.device else { return false };
    let Some((vendor, product)) = record.original.usb else {
        return request.address == Some(address);
    };
    request.address.is_none_or(|asked| asked == address)
        && request.vendor.is_none_or(|asked| asked == vendor)
        && request.product.is_none_or(|asked| asked == product)
}

fn plain(address: &PciAddress) -> PciAddress {
    PciAddress { multifunction: None, zpci: None, ..address.clone() }
}
