//! The capabilities document: the host, and the guests that its emulators run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io, thread};

use tracing::warn;
use uuid::Uuid;
use virt_core::config::capabilities::{
    Capabilities, CapabilitiesHost, CellDistance, CellDistances, GuestArch, GuestCapabilities,
    GuestDomain, GuestFeatures, GuestMachine, GuestToggle, HostCell, HostCellCpu, HostCells,
    HostCpus, HostPages, HostPowerManagement, HostTopology, PageUnit,
};
use virt_core::config::domain::{Cpu, CpuTopology};
use virt_core::units::MemorySize;
use virt_core::xml::Switch;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::node::{Cell, HugePages, Node, Topology};

use super::arch::Arch;
use super::binary::installed_emulators;
use super::cache::CapabilitiesCache;
use super::model::{Machine, QemuCapabilities};

/// The size of a normal page, in KiB, on every processor that QEMU's guests share with hosts that
/// do not say otherwise.
const PAGE_KIB: u64 = 4;

/// What this host and the emulators on it can do. Emulators that nobody has asked about are asked
/// now, side by side; one that does not answer is left out.
///
/// # Errors
///
/// `SystemError` when the kernel does not show the host.
pub fn host_capabilities(cache: &CapabilitiesCache, node: &Node) -> Result<Capabilities> {
    let host = host(node).map_err(|err| {
        Error::new(ErrorKind::SystemError, "cannot describe the host")
            .with_origin(ErrorOrigin::Qemu)
            .with_source(err)
    })?;
    let emulators = installed_emulators();
    let known = ask_all(cache, &emulators);
    let guests = emulators.iter().filter_map(|(arch, path)| Some(guest(*arch, known.get(path)?)));
    Ok(Capabilities { host, guests: guests.collect() })
}

type Known = BTreeMap<PathBuf, Arc<QemuCapabilities>>;

fn ask_all(cache: &CapabilitiesCache, emulators: &[(Arch, PathBuf)]) -> Known {
    let mut paths: Vec<&Path> = emulators.iter().map(|(_, path)| path.as_path()).collect();
    paths.sort_unstable();
    paths.dedup();
    thread::scope(|scope| {
        let asked: Vec<_> =
            paths.into_iter().map(|path| (path, scope.spawn(move || cache.of(path)))).collect();
        let answers = asked.into_iter().filter_map(|(path, asked)| match asked.join().ok()? {
            Ok(known) => Some((path.to_owned(), known)),
            Err(err) => {
                warn!(%err, "an emulator is left out of the capabilities");
                None
            }
        });
        answers.collect()
    })
}

fn host(node: &Node) -> io::Result<CapabilitiesHost> {
    let topology = node.topology()?;
    let info = node.info()?;
    let processor = node.processor()?;
    let vendor = match processor.vendor.as_str() {
        "GenuineIntel" => Some("Intel"),
        "AuthenticAMD" => Some("AMD"),
        "HygonGenuine" => Some("Hygon"),
        _ => None,
    };
    let mut pages = vec![HostPages { unit: PageUnit::KiB, size: PAGE_KIB, count: None }];
    let huge = topology.cells.first().map_or(&[][..], |cell| &cell.huge_pages);
    pages.extend(huge.iter().map(|huge| HostPages {
        unit: PageUnit::KiB,
        size: huge.size_kib,
        count: None,
    }));
    let cpu = Cpu {
        arch: Arch::host().and_then(Arch::architecture),
        vendor: vendor.map(str::to_owned),
        topology: Some(CpuTopology {
            sockets: info.sockets,
            dies: Some(1),
            clusters: Some(1),
            cores: info.cores,
            threads: info.threads,
        }),
        pages,
        ..Cpu::default()
    };
    Ok(CapabilitiesHost {
        uuid: host_uuid(),
        cpu: Some(Box::new(cpu)),
        power_management: Some(power_management()),
        iommu: Some(has_iommu()),
        topology: Some(host_topology(&topology)),
        ..CapabilitiesHost::default()
    })
}

/// The board's identity where this user may read it, else the installation's.
fn host_uuid() -> Option<Uuid> {
    ["/sys/class/dmi/id/product_uuid", "/etc/machine-id"]
        .into_iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .find_map(|text| text.trim().parse().ok())
}

fn power_management() -> HostPowerManagement {
    let states = fs::read_to_string("/sys/power/state").unwrap_or_default();
    let has = |state| states.split_whitespace().any(|known| known == state);
    HostPowerManagement {
        suspend_mem: has("mem"),
        suspend_disk: has("disk"),
        suspend_hybrid: has("mem") && has("disk"),
    }
}

fn has_iommu() -> bool {
    fs::read_dir("/sys/kernel/iommu_groups").is_ok_and(|mut groups| groups.next().is_some())
}

fn host_topology(topology: &Topology) -> HostTopology {
    let cells: Vec<HostCell> = topology.cells.iter().map(cell).collect();
    HostTopology { cells: HostCells::from(cells), ..HostTopology::default() }
}

fn cell(cell: &Cell) -> HostCell {
    let huge_kib = |huge: &HugePages| huge.size_kib.saturating_mul(huge.count);
    let huge: u64 = cell.huge_pages.iter().map(huge_kib).sum();
    let normal = cell.memory_kib.saturating_sub(huge) / PAGE_KIB;
    let pages = std::iter::once((PAGE_KIB, normal))
        .chain(cell.huge_pages.iter().map(|huge| (huge.size_kib, huge.count)))
        .map(|(size, count)| HostPages { unit: PageUnit::KiB, size, count: Some(count) });
    let siblings = cell.distances.iter().map(|(id, value)| CellDistance { id: *id, value: *value });
    let cpus: Vec<HostCellCpu> = cell
        .cpus
        .iter()
        .map(|cpu| HostCellCpu {
            id: cpu.id,
            socket_id: Some(cpu.socket),
            die_id: Some(cpu.die),
            cluster_id: Some(cpu.cluster),
            core_id: Some(cpu.core),
            siblings: Some(cpu.siblings.clone()),
        })
        .collect();
    let siblings: Vec<CellDistance> = siblings.collect();
    HostCell {
        id: cell.id,
        memory: Some(MemorySize::from_kib(cell.memory_kib)),
        pages: pages.collect(),
        distances: (!siblings.is_empty()).then_some(CellDistances { siblings }),
        cpus: Some(HostCpus::from(cpus)),
        ..HostCell::default()
    }
}

/// What the guests of one architecture can be; pure.
fn guest(arch: Arch, qemu: &QemuCapabilities) -> GuestCapabilities {
    let native = |host: Arch| host == arch || (host.is_x86() && arch.is_x86());
    let kvm = qemu.kvm && Arch::host().is_some_and(native);
    let run_by = [("qemu", qemu.tcg), ("kvm", kvm)];
    let domains = run_by.into_iter().filter(|(_, runs)| *runs);
    GuestCapabilities {
        os_type: "hvm".to_owned(),
        arch: GuestArch {
            name: arch.name().to_owned(),
            word_size: Some(u32::from(arch.word_size())),
            emulator: Some(qemu.binary.display().to_string()),
            machines: machines(&qemu.machines),
            domains: domains
                .map(|(name, _)| GuestDomain {
                    domain_type: name.to_owned(),
                    ..GuestDomain::default()
                })
                .collect(),
            ..GuestArch::default()
        },
        features: Some(features(arch)),
    }
}

/// Machine types: the default one first, each before the short name that stands for it.
fn machines(machines: &[Machine]) -> Vec<GuestMachine> {
    let (first, others): (Vec<_>, Vec<_>) = machines.iter().partition(|machine| machine.is_default);
    let mut listed = Vec::new();
    for machine in first.into_iter().chain(others) {
        let entry = GuestMachine {
            canonical: None,
            max_cpus: Some(machine.max_cpus),
            deprecated: machine.deprecated.then_some(true),
            name: machine.name.clone(),
        };
        if let Some(alias) = &machine.alias {
            listed.push(entry.clone());
            let canonical = Some(machine.name.clone());
            listed.push(GuestMachine { canonical, name: alias.clone(), ..entry });
        } else {
            listed.push(entry);
        }
    }
    listed
}

fn features(arch: Arch) -> GuestFeatures {
    let toggle = |toggle| Some(GuestToggle { default: Some(Switch::On), toggle: Some(toggle) });
    GuestFeatures {
        pae: arch.name() == "i686",
        nonpae: arch.name() == "i686",
        acpi: arch.is_x86().then(|| toggle(true)).flatten(),
        apic: arch.is_x86().then(|| toggle(false)).flatten(),
        cpu_selection: true,
        device_boot: true,
        ..GuestFeatures::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capabilities::model::{Names, QemuVersion};

    #[test]
    fn a_guest_is_described_as_libvirt_does() {
        let version = QemuVersion { major: 10, minor: 0, micro: 0 };
        let mut qemu =
            QemuCapabilities::new("/usr/bin/qemu".into(), version, Arch::X86_64, Names::default());
        qemu.tcg = true;
        let machine = |name: &str, alias: Option<&str>| Machine {
            name: name.to_owned(),
            alias: alias.map(str::to_owned),
            is_default: alias == Some("pc"),
            max_cpus: 255,
            hotpluggable_cpus: true,
            default_cpu: None,
            default_ram_id: None,
            numa_memory_by_size: false,
            deprecated: alias.is_none(),
            acpi: None,
        };
        qemu.machines = vec![machine("old", None), machine("pc-i440fx-10.0", Some("pc"))];
        let guest = guest("i686".parse().unwrap(), &qemu);
        let text = virt_core::xml::to_string("guest", &guest);
        expect_test::expect![[r#"
            <guest>
              <os_type>hvm</os_type>
              <arch name='i686'>
                <wordsize>32</wordsize>
                <emulator>/usr/bin/qemu</emulator>
                <machine maxCpus='255'>pc-i440fx-10.0</machine>
                <machine canonical='pc-i440fx-10.0' maxCpus='255'>pc</machine>
                <machine maxCpus='255' deprecated='yes'>old</machine>
                <domain type='qemu'/>
              </arch>
              <features>
                <pae/>
                <nonpae/>
                <acpi default='on' toggle='yes'/>
                <apic default='on' toggle='no'/>
                <cpuselection/>
                <deviceboot/>
              </features>
            </guest>
        "#]]
        .assert_eq(&text);
    }

    #[test]
    fn this_host_is_described() {
        let Some(_) = virt_testkit::needs::program("qemu-system-x86_64") else { return };
        let cache = CapabilitiesCache::in_memory();
        let capabilities = host_capabilities(&cache, &Node::default()).unwrap();
        let again = Capabilities::parse(&capabilities.to_xml()).unwrap();
        assert_eq!(again, capabilities);
        assert!(!capabilities.host.topology.unwrap().cells.cells.is_empty());
        assert!(capabilities.guests.iter().any(|guest| guest.arch.name == "x86_64"));
    }
}
