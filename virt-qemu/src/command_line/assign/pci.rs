//! Slots of PCI buses, and the bridges and ports that it takes to have enough of them.

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{Controller, ControllerModel, ControllerType, Devices};
use virt_core::config::domain::{Address, PciAddress};
use virt_core::xml::Switch;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use super::super::error::invalid;
use super::IsConventional;
use super::machine::Chipset;
use super::pci_devices::{Board, Place, Plug, devices_on_pci, is_placed, unplaced_host_devices};

/// More buses than this have no number.
const MOST_BUSES: u32 = 256;

/// Gives every PCI device without an address one, and adds what it takes.
///
/// Each round tries to place all devices and stops at the first one that finds no slot. What
/// would give it one is added, and the next round starts over: bridges and ports are placed
/// before the devices, so one more of them may move what comes behind.
pub(super) fn assign(
    config: &mut DomainConfig,
    chipset: Chipset,
    is_conventional: IsConventional<'_>,
) -> Result<()> {
    let Some(devices) = &mut config.devices else { return Ok(()) };
    if !chipset.has_pci() {
        return Ok(());
    }
    let unplaced = unplaced_host_devices(devices).filter(|_| chipset == Chipset::Q35);
    let conventional: Vec<_> = unplaced.filter(|host| is_conventional(host)).cloned().collect();
    let board = Board { chipset, conventional: &conventional };
    let managed_by_user = devices.controllers.iter().any(|known| {
        known.controller_type == ControllerType::Pci && known.index.is_some_and(|index| index > 0)
    });
    fill_gaps(devices, board);
    // When all slots were given away by hand, there is none left to keep free.
    let mut fixed = Buses::of(devices, chipset)?;
    take_fixed(devices, &mut fixed, board)?;
    let spare = match chipset {
        Chipset::Q35 if !managed_by_user => Some(Plug::Pcie),
        Chipset::I440fx if fixed.free_slot(Plug::Pci).is_some() => Some(Plug::Pci),
        _ => None,
    };
    let mut grown = false;
    loop {
        let mut placed = devices.clone();
        let mut buses = Buses::of(&placed, chipset)?;
        match place_all(&mut placed, &mut buses, board)? {
            None => {
                // A definition that leaves buses to the driver gets one free slot, so that a
                // device can be plugged in.
                let wanted = spare.filter(|_| grown || chipset == Chipset::I440fx);
                let lacking = wanted.filter(|plug| buses.free_slot(*plug).is_none());
                let Some(plug) = lacking else {
                    share_slots(&mut placed, board);
                    *devices = placed;
                    return Ok(());
                };
                grow(devices, &buses, plug)?;
            }
            Some(plug) => grow(devices, &buses, plug)?,
        }
        grown = true;
    }
}

/// An address on a bus means that the bus is there, and so does a bus with a greater number.
fn fill_gaps(devices: &mut Devices, board: Board<'_>) {
    let buses =
        devices.controllers.iter().filter(|known| known.controller_type == ControllerType::Pci);
    let mut last = buses.filter_map(|known| known.index).max().unwrap_or(0);
    for device in devices_on_pci(devices, board) {
        if let Some(Address::Pci(address)) = &device.info.address {
            last = last.max(u32::from(address.bus));
        }
    }
    let model = if board.chipset == Chipset::Q35 {
        ControllerModel::PcieRootPort
    } else {
        ControllerModel::PciBridge
    };
    for index in 1..=last {
        let there = devices.controllers.iter().any(|known| {
            known.controller_type == ControllerType::Pci && known.index == Some(index)
        });
        if !there {
            add_controller(devices, index, model);
        }
    }
}

/// Places every device; returns the plug of the first one that finds no slot.
fn place_all(devices: &mut Devices, buses: &mut Buses, board: Board<'_>) -> Result<Option<Plug>> {
    take_fixed(devices, buses, board)?;
    // What the chipset puts at a place of its own goes before what can go anywhere.
    for device in devices_on_pci(devices, board) {
        let Place::Fixed(address) = &device.place else { continue };
        if !is_placed(&device.info.address) && buses.is_free(address) {
            buses.take(address, &device.name)?;
            device.info.address = Some(Address::Pci(address.clone()));
        }
    }
    let mut companions: Vec<(u32, PciAddress)> = Vec::new();
    for device in devices_on_pci(devices, board) {
        if is_placed(&device.info.address) {
            if let (Place::Companion { index, .. }, Some(Address::Pci(address))) =
                (&device.place, &device.info.address)
            {
                companions.push((*index, address.clone()));
            }
            continue;
        }
        let plug = match &device.place {
            Place::Fixed(_) => board.chipset.plug(),
            Place::Free(plug) => *plug,
            Place::Companion { index, function } => {
                let slot = companions.iter().find(|(known, _)| known == index);
                let address = match slot {
                    Some((_, address)) => {
                        PciAddress { function: *function, multifunction: None, ..address.clone() }
                    }
                    None => {
                        let slot = buses.companion_slot(board.chipset);
                        let Some((bus, slot)) = slot else { return Ok(Some(Plug::Pci)) };
                        PciAddress::new(bus, slot, *function)
                    }
                };
                companions.push((*index, address.clone()));
                buses.share(&address);
                device.info.address = Some(Address::Pci(address));
                continue;
            }
        };
        let address = match plug {
            Plug::RootPort => buses.next_function(),
            plug => {
                let free = buses.free_slot_below(plug, device.bus.unwrap_or(MOST_BUSES));
                free.map(|(bus, slot)| PciAddress::new(bus, slot, 0))
            }
        };
        let Some(address) = address else { return Ok(Some(plug)) };
        buses.take(&address, &device.name)?;
        device.info.address = Some(Address::Pci(address));
    }
    Ok(None)
}

/// Takes the slots that the definition names.
fn take_fixed(devices: &mut Devices, buses: &mut Buses, board: Board<'_>) -> Result<()> {
    for device in devices_on_pci(devices, board) {
        let Some(Address::Pci(address)) = &device.info.address else { continue };
        if !address.is_empty() {
            buses.take(address, &device.name)?;
            if device.place == Place::Free(Plug::RootPort) {
                buses.aggregate(address);
            }
        }
    }
    Ok(())
}

/// The first function of a slot says whether there are others.
fn share_slots(devices: &mut Devices, board: Board<'_>) {
    let mut shared = Vec::new();
    for device in devices_on_pci(devices, board) {
        if let Some(Address::Pci(address)) = &device.info.address
            && address.function > 0
        {
            shared.push((address.bus, address.slot));
        }
    }
    for device in devices_on_pci(devices, board) {
        if let Some(Address::Pci(address)) = &mut device.info.address
            && address.function == 0
            && shared.contains(&(address.bus, address.slot))
        {
            address.multifunction.get_or_insert(Switch::On);
        }
    }
}

/// Adds the controller that gives a device with this plug a slot.
fn grow(devices: &mut Devices, buses: &Buses, plug: Plug) -> Result<()> {
    let next = buses.0.iter().map(|bus| bus.index + 1).max().unwrap_or(1);
    if next >= MOST_BUSES {
        return Err(unsupported("there are more PCI devices than PCI buses can take".to_owned()));
    }
    match plug {
        Plug::Pcie => add_controller(devices, next, ControllerModel::PcieRootPort),
        Plug::Pci if buses.has(BusKind::PcieRoot) && !buses.has(BusKind::DmiToPciBridge) => {
            let mut next = next;
            if buses.free_slot(Plug::Pcie).is_none() {
                add_controller(devices, next, ControllerModel::PcieRootPort);
                next += 1;
            }
            add_controller(devices, next, ControllerModel::PcieToPciBridge);
        }
        Plug::Pci | Plug::PciBridge => add_controller(devices, next, ControllerModel::PciBridge),
        Plug::RootPort | Plug::Integrated => {
            return Err(unsupported("the machine's root bus has no slot left".to_owned()));
        }
        Plug::SwitchPort => {
            return Err(unsupported(
                "a port of a PCI Express switch has no switch that it belongs to".to_owned(),
            ));
        }
    }
    Ok(())
}

fn add_controller(devices: &mut Devices, index: u32, model: ControllerModel) {
    let mut controller = Controller::new(ControllerType::Pci, index);
    controller.model = Some(model);
    devices.insert_controller(controller);
}

/// What a bus takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BusKind {
    PciRoot,
    PcieRoot,
    PciBridge,
    DmiToPciBridge,
    PcieToPciBridge,
    RootPort,
    SwitchUpstream,
    SwitchDownstream,
}

impl BusKind {
    fn of(model: ControllerModel) -> Option<Self> {
        Some(match model {
            ControllerModel::PciRoot => BusKind::PciRoot,
            ControllerModel::PcieRoot => BusKind::PcieRoot,
            ControllerModel::PciBridge => BusKind::PciBridge,
            ControllerModel::DmiToPciBridge => BusKind::DmiToPciBridge,
            ControllerModel::PcieToPciBridge => BusKind::PcieToPciBridge,
            ControllerModel::PcieRootPort => BusKind::RootPort,
            ControllerModel::PcieSwitchUpstreamPort => BusKind::SwitchUpstream,
            ControllerModel::PcieSwitchDownstreamPort => BusKind::SwitchDownstream,
            _ => return None,
        })
    }

    fn slots(self) -> std::ops::Range<u8> {
        match self {
            BusKind::RootPort | BusKind::SwitchDownstream => 0..1,
            BusKind::SwitchUpstream => 0..32,
            // Slot 0 is the bridge's own.
            _ => 1..32,
        }
    }

    /// Whether a device with this plug is put here when nobody says where. What cannot be
    /// plugged in while the guest runs is never chosen for a device.
    fn takes(self, plug: Plug) -> bool {
        match plug {
            Plug::Pci => {
                matches!(self, BusKind::PciRoot | BusKind::PciBridge | BusKind::PcieToPciBridge)
            }
            Plug::Pcie => matches!(self, BusKind::RootPort | BusKind::SwitchDownstream),
            Plug::PciBridge => matches!(
                self,
                BusKind::PciRoot
                    | BusKind::PciBridge
                    | BusKind::DmiToPciBridge
                    | BusKind::PcieToPciBridge
            ),
            Plug::RootPort | Plug::Integrated => self == BusKind::PcieRoot,
            Plug::SwitchPort => self == BusKind::SwitchUpstream,
        }
    }
}

impl Chipset {
    /// The controller of the bus that the machine has of itself.
    fn root(self) -> Option<ControllerModel> {
        match self {
            Chipset::I440fx => Some(ControllerModel::PciRoot),
            Chipset::Q35 => Some(ControllerModel::PcieRoot),
            Chipset::IsaPc => None,
        }
    }

    /// The plug of a device that the chipset would have put at a place of its own.
    fn plug(self) -> Plug {
        if self == Chipset::Q35 { Plug::Integrated } else { Plug::Pci }
    }
}

/// The buses of a machine, by number.
struct Buses(Vec<Bus>);

struct Bus {
    index: u32,
    kind: BusKind,
    /// Which functions of each slot are in use, a bit each.
    slots: [u8; 32],
    /// Slots whose functions are root ports, one beside the other.
    aggregated: u32,
}

impl Buses {
    fn of(devices: &Devices, chipset: Chipset) -> Result<Self> {
        let mut buses = Vec::new();
        for controller in &devices.controllers {
            if controller.controller_type != ControllerType::Pci {
                continue;
            }
            let index = controller.index.unwrap_or(0);
            let model = controller.model.unwrap_or(ControllerModel::PciBridge);
            let kind = BusKind::of(model).ok_or_else(|| {
                unsupported(format!(
                    "PCI controller {index} of model '{model}' is not supported by this driver yet"
                ))
            })?;
            if let Some(root) = chipset.root()
                && index == 0
                && model != root
            {
                return Err(invalid(format!(
                    "PCI controller 0 is of model '{model}', and on this machine it is '{root}'; \
                     add that before it, or give it another index"
                )));
            }
            buses.push(Bus { index, kind, slots: [0; 32], aggregated: 0 });
        }
        buses.sort_by_key(|bus| bus.index);
        let mut buses = Buses(buses);
        buses.reserve_chipset(chipset);
        Ok(buses)
    }

    /// What is part of the chipset and stands in no definition.
    fn reserve_chipset(&mut self, chipset: Chipset) {
        let reserved: &[(usize, u8)] = match chipset {
            // ISA bridge and power management; IDE and USB are devices of the definition.
            Chipset::I440fx => &[(1, 0b1111_1001)],
            // ISA bridge and SMBus; SATA is a device of the definition.
            Chipset::Q35 => &[(0x1F, 0b1111_1011)],
            Chipset::IsaPc => &[],
        };
        if let Some(root) = self.0.first_mut() {
            for (slot, functions) in reserved {
                root.slots[*slot] |= functions;
            }
        }
    }

    fn has(&self, kind: BusKind) -> bool {
        self.0.iter().any(|bus| bus.kind == kind)
    }

    fn bus(&mut self, address: &PciAddress) -> Option<&mut Bus> {
        self.0.iter_mut().find(|bus| bus.index == u32::from(address.bus))
    }

    fn is_free(&self, address: &PciAddress) -> bool {
        let bus = self.0.iter().find(|bus| bus.index == u32::from(address.bus));
        bus.is_some_and(|bus| bus.functions(address.slot) & (1 << (address.function & 7)) == 0)
    }

    fn take(&mut self, address: &PciAddress, name: &str) -> Result<()> {
        let Some(bus) = self.bus(address).filter(|_| address.domain == 0) else {
            return Err(unsupported(format!("{name} is at {address}, which is on no bus")));
        };
        let bit = 1 << (address.function & 7);
        if !bus.kind.slots().contains(&address.slot) || address.function > 7 {
            return Err(unsupported(format!(
                "{name} is at {address}, and its bus has no such slot"
            )));
        }
        if bus.functions(address.slot) & bit != 0 {
            return Err(Error::new(
                ErrorKind::XmlError,
                format!("{name} is at {address}, where another device is already"),
            )
            .with_origin(ErrorOrigin::Qemu));
        }
        bus.slots[usize::from(address.slot)] |= bit;
        Ok(())
    }

    fn share(&mut self, address: &PciAddress) {
        if let Some(bus) = self.bus(address) {
            bus.slots[usize::from(address.slot & 31)] |= 1 << (address.function & 7);
        }
    }

    fn free_slot(&self, plug: Plug) -> Option<(u8, u8)> {
        self.free_slot_below(plug, MOST_BUSES)
    }

    /// A free slot of a bus with a number below `limit`: a bridge is on a bus before its own.
    fn free_slot_below(&self, plug: Plug, limit: u32) -> Option<(u8, u8)> {
        let takes = |bus: &&Bus| bus.kind.takes(plug) && bus.index < limit;
        self.0.iter().filter(takes).find_map(|bus| {
            let slot = bus.kind.slots().find(|slot| bus.functions(*slot) == 0)?;
            Some((u8::try_from(bus.index).ok()?, slot))
        })
    }

    /// A slot for a group of USB controllers; the chipset of `q35` has two of its own.
    fn companion_slot(&self, chipset: Chipset) -> Option<(u8, u8)> {
        let root = self.0.first().filter(|_| chipset == Chipset::Q35);
        let own =
            root.and_then(|root| [0x1D, 0x1A].into_iter().find(|slot| root.functions(*slot) == 0));
        own.map(|slot| (0, slot)).or_else(|| self.free_slot(Plug::Pci))
    }

    /// The next place for a root port: eight of them share a slot of the root bus.
    fn next_function(&mut self) -> Option<PciAddress> {
        let root = self.0.iter_mut().find(|bus| bus.kind == BusKind::PcieRoot)?;
        let slot = BusKind::PcieRoot.slots().find(|slot| {
            let functions = root.functions(*slot);
            functions == 0 || (root.aggregated & (1 << slot) != 0 && functions != u8::MAX)
        })?;
        let function = u8::try_from(root.functions(slot).trailing_ones()).ok()?;
        root.aggregated |= 1 << slot;
        Some(PciAddress::new(0, slot, function))
    }

    /// Lets more root ports into the slot of this one.
    fn aggregate(&mut self, address: &PciAddress) {
        if let Some(bus) = self.bus(address) {
            bus.aggregated |= 1 << (address.slot & 31);
        }
    }
}

impl Bus {
    fn functions(&self, slot: u8) -> u8 {
        self.slots.get(usize::from(slot)).copied().unwrap_or(u8::MAX)
    }
}

fn unsupported(message: String) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
}
