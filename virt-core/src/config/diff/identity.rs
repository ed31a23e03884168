//! What identifies elements that there can be several of, as a table.

/// What identifies the elements of one name in elements of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identity {
    /// The name of the element around them, a slash, and their own.
    place: &'static str,
    /// What identifies one for good: places of values in it, such as `target/@dev`. Two elements
    /// that differ in one of them are two things, and never one that changed.
    pub(super) firm: &'static [&'static str],
    /// What tells that two elements are one thing, each enough by itself. Two that differ in it
    /// may still be one thing that changed.
    pub(super) hints: &'static [&'static [&'static str]],
    /// Whether their order means something.
    pub(super) ordered: bool,
}

impl Identity {
    const fn hints(self, hints: &'static [&'static [&'static str]]) -> Self {
        Identity { hints, ..self }
    }

    const fn ordered(self) -> Self {
        Identity { ordered: true, ..self }
    }

    /// What identifies `name` in `parent`.
    pub(super) fn of(parent: &str, name: &str) -> &'static Identity {
        let is_it = |row: &&Identity| {
            row.place.split_once('/').is_some_and(|place| place == (parent, name))
        };
        match IDENTITIES.iter().find(is_it) {
            Some(row) => row,
            None if parent == "devices" => &DEVICE,
            None => &OTHER,
        }
    }
}

const fn by(place: &'static str, firm: &'static [&'static str]) -> Identity {
    Identity { place, firm, hints: &[], ordered: false }
}

const ALIAS: &[&str] = &["alias/@name"];
const PCI: &[&str] = &["address/@domain", "address/@bus", "address/@slot", "address/@function"];
const OWN_PCI: &[&str] = &["@domain", "@bus", "@slot", "@function"];

/// Devices of guests with no row of their own.
const DEVICE: Identity = by("", &[]).hints(&[ALIAS, PCI]);

/// Anything else: what other people's elements are mostly named by.
const OTHER: Identity = by("", &[]).hints(&[&["@id"], &["@name"]]);

const IDENTITIES: &[Identity] = &[
    // Domains.
    by("os/boot", &["@dev"]).ordered(),
    by("os/initarg", &[]).ordered(),
    by("os/initenv", &["@name"]),
    by("acpi/table", &["@type"]),
    by("firmware/feature", &["@name"]),
    by("clock/timer", &["@name"]),
    by("vcpus/vcpu", &["@id"]),
    by("iothreadids/iothread", &["@id"]),
    by("iothreads/iothread", &["@id"]),
    by("iothread/queue", &["@id"]),
    by("cputune/vcpupin", &["@vcpu"]),
    by("cputune/iothreadpin", &["@iothread"]),
    by("cputune/vcpusched", &["@vcpus"]),
    by("cputune/iothreadsched", &["@iothreads"]),
    by("cputune/cachetune", &["@vcpus"]),
    by("cputune/memorytune", &["@vcpus"]),
    by("cachetune/cache", &["@id", "@level", "@type"]),
    by("cachetune/monitor", &["@vcpus"]),
    by("memorytune/node", &["@id"]),
    by("memorytune/monitor", &["@vcpus"]),
    by("numatune/memnode", &["@cellid"]),
    by("hugepages/page", &["@size", "@unit"]),
    by("blkiotune/device", &["path"]),
    by("throttlegroups/throttlegroup", &["group_name"]),
    by("perf/event", &["@name"]),
    by("resctrl/monitor", &["@vcpus"]),
    by("domain/seclabel", &["@model"]),
    by("source/seclabel", &["@model"]),
    by("cpu/feature", &["@name"]),
    by("cpu/blocker", &["@name"]),
    by("numa/cell", &["@id"]),
    by("distances/sibling", &["@id"]),
    by("cell/cache", &["@level"]),
    by("interconnects/latency", &["@initiator", "@target", "@type"]).hints(&[&["@cache"]]),
    by("interconnects/bandwidth", &["@initiator", "@target", "@type"]).hints(&[&["@cache"]]),
    by("keywrap/cipher", &["@name"]),
    by("idmap/uid", &["@start"]),
    by("idmap/gid", &["@start"]),
    by("bios/entry", &["@name"]),
    by("system/entry", &["@name"]),
    by("chassis/entry", &["@name"]),
    by("baseBoard/entry", &["@name"]),
    by("oemStrings/entry", &[]).ordered(),
    by("sysinfo/entry", &["@name"]),
    by("qemu:commandline/qemu:arg", &[]).ordered(),
    by("qemu:commandline/qemu:env", &["@name"]),
    by("qemu:capabilities/qemu:add", &["@capability"]),
    by("qemu:capabilities/qemu:del", &["@capability"]),
    by("qemu:override/qemu:device", &["@alias"]),
    by("qemu:frontend/qemu:property", &["@name"]),
    by("xen:commandline/xen:arg", &[]).ordered(),
    by("bhyve:commandline/bhyve:arg", &[]).ordered(),
    by("bhyve:commandline/bhyve:env", &["@name"]),
    // Devices of guests.
    by("devices/disk", &["target/@dev"]),
    by("throttlefilters/throttlefilter", &["@group"]).ordered(),
    by("cookies/cookie", &["@name"]),
    by("slices/slice", &["@type"]),
    by("source/host", &[]).hints(&[&["@name", "@port"], &["@name"], &["@socket"]]),
    by("encryption/secret", &[]).hints(&[&["@uuid"], &["@usage"]]),
    by("devices/controller", &["@type", "@index"]).hints(&[&["@type", "@model"], &["@type"]]),
    by("devices/filesystem", &["target/@dir"]),
    by("devices/interface", &["mac/@address"]).hints(&[&["target/@dev"], ALIAS, PCI]),
    by("interface/ip", &["@address"]),
    by("interface/route", &["@address"]).hints(&[&["@prefix"], &["@netmask"]]),
    by("interface/portForward", &[]).hints(&[&["@proto", "@address", "@dev"], &["@proto"]]),
    by("portForward/range", &["@start"]),
    by("filterref/parameter", &["@name"]),
    by("devices/input", &["@type", "@bus"]).hints(&[ALIAS]),
    by("devices/graphics", &["@type"]),
    by("graphics/channel", &["@name"]),
    by("devices/serial", &["target/@port"]),
    by("devices/parallel", &["target/@port"]),
    by("devices/console", &["target/@port"]),
    by("devices/channel", &["target/@name"]).hints(&[&["target/@address", "target/@port"], ALIAS]),
    by("serial/source", &["@mode"]),
    by("parallel/source", &["@mode"]),
    by("console/source", &["@mode"]),
    by("channel/source", &["@mode"]),
    by("devices/audio", &["@id"]),
    by("devices/shmem", &["@name"]),
    by("devices/lease", &["lockspace", "key"]),
    by("devices/memory", &["@model"]).hints(&[
        ALIAS,
        &["address/@slot"],
        &["target/address/@base"],
    ]),
    by("devices/hostdev", &["@mode", "@type"]).hints(&[
        &["source/address/@uuid"],
        &[
            "source/address/@domain",
            "source/address/@bus",
            "source/address/@slot",
            "source/address/@function",
        ],
        &["source/vendor/@id", "source/product/@id"],
        &["source/address/@bus", "source/address/@device"],
        &["source/adapter/@name", "source/address/@target", "source/address/@unit"],
        &["source/@wwpn"],
        &["source/block"],
        &["source/char"],
        &["source/interface"],
        ALIAS,
        PCI,
    ]),
    by("redirfilter/usbdev", &[]).ordered(),
    by("smartcard/certificate", &[]).ordered(),
    by("sound/codec", &["@type"]),
    // Networks, ports, interfaces of the host, filters.
    by("network/ip", &[]).hints(&[&["@address"], &["@family"]]),
    by("network/route", &[]).hints(&[&["@address", "@prefix"], &["@address"]]),
    by("dhcp/range", &[]).hints(&[&["@start"], &["@end"]]),
    by("dhcp/host", &["@mac"]).hints(&[&["@id"], &["@name"], &["@ip"]]),
    by("dns/forwarder", &[]).hints(&[&["@domain"], &["@addr"]]),
    by("dns/txt", &["@name"]),
    by("dns/srv", &["@service", "@protocol"]).hints(&[&["@target"]]),
    by("dns/host", &["@ip"]),
    by("forward/interface", &["@dev"]).ordered(),
    by("forward/address", OWN_PCI),
    by("network/portgroup", &["@name"]),
    by("vlan/tag", &["@id"]),
    by("dnsmasq:options/dnsmasq:option", &[]).ordered(),
    by("interface/protocol", &["@family"]),
    by("protocol/ip", &["@address"]),
    by("bridge/interface", &["@name"]),
    by("bond/interface", &["@name"]).ordered(),
    by("filter/filterref", &["@filter"]).ordered(),
    by("filter/rule", &[]).ordered(),
    // Storage.
    by("source/device", &["@path"]),
    by("device/freeExtent", &["@start"]),
    by("device/extent", &["@start"]),
    by("fs:mount_opts/fs:option", &["@name"]),
    by("rbd:config_opts/rbd:option", &["@name"]),
    by("storagepoolCapabilities/pool", &["@type"]),
    by("poolOptions/value", &[]),
    by("sources/source", &[]).hints(&[&["name"], &["dir/@path"], &["device/@path"]]),
    // Snapshots, checkpoints, backups.
    by("disks/disk", &["@name"]),
    by("revertDisks/disk", &["@name"]),
    // Devices of the host.
    by("device/capability", &["@type"]),
    by("capability/capability", &["@type"]),
    by("device/devnode", &["@type"]),
    by("capability/address", OWN_PCI),
    by("iommuGroup/address", OWN_PCI),
    by("pci-express/link", &["@validity"]),
    by("capability/type", &["@id"]),
    by("capability/attr", &["@name"]).ordered(),
    by("capability/feature", &["@name"]),
    by("members/ccw_device", &["@ref"]),
    // What host and hypervisor can do.
    by("capabilities/guest", &["os_type", "arch/@name"]),
    by("arch/domain", &["@type"]),
    by("host/secmodel", &["model"]),
    by("secmodel/baselabel", &["@type"]),
    by("cells/cell", &["@id"]),
    by("cpus/cpu", &["@id"]),
    by("cell/pages", &["@size", "@unit"]),
    by("cpu/pages", &["@size", "@unit"]),
    by("cache/bank", &["@id", "@level", "@type"]),
    by("memory_bandwidth/node", &["@id"]),
    by("cpudata/cpuid", &["@eax_in", "@ecx_in"]),
    by("cpudata/msr", &["@index"]),
    by("cpu/mode", &["@name"]),
    by("mode/blockers", &["@model"]),
    by("mode/feature", &["@name"]),
    by("blockers/feature", &["@name"]),
    by("sections/section", &["@node"]),
    // What a driver keeps of a running domain.
    by("qemuCaps/flag", &["@name"]),
    by("nodenames/nodename", &["@type", "@name"]),
    by("objects/secret", &["@type", "@alias"]),
    by("job/disk", &["@dev"]),
];
