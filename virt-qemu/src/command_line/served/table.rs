//! The table of what is served.

/// A place (an element behind its parent) and its attributes there.
///
/// `one|other` are places alike, `*/x` stands in any device, `a='b'` is written `a=b` where one
/// value alone is served, and `*` lets everything inside pass. What the command line leaves out on
/// purpose has a comment that says why; values that are not served are refused where the command
/// line is written.
pub(super) const SERVED: &[(&str, &str)] = &[
    ("domain", "type id"),
    ("domain/name|uuid|title|description", ""),
    // For people and applications.
    ("domain/metadata", "*"),
    ("domain/memory", "unit dumpCore"),
    ("domain/currentMemory", "unit"),
    ("domain/vcpu", "placement cpuset current"),
    // Resources of the host are given through control groups, not through QEMU.
    ("domain/resource", ""),
    ("resource/partition", ""),
    ("domain/on_poweroff|on_reboot|on_crash", ""),
    ("domain/pm", ""),
    ("pm/suspend-to-mem|suspend-to-disk", "enabled"),
    // A label that the definition does not choose is the host's affair.
    ("domain/seclabel", "type model relabel"),
    ("domain/qemu:commandline", ""),
    ("qemu:commandline/qemu:arg", "value"),
    ("qemu:commandline/qemu:env", "name value"),
    // Booting
    ("domain/os", "firmware"),
    ("os/type", "arch machine"),
    ("os/loader", "readonly secure type stateless format"),
    // The template is for the file that is not there yet.
    ("os/nvram", "template templateFormat type format"),
    ("nvram/source", "file"),
    ("os/kernel|initrd|cmdline|dtb", ""),
    ("os/boot", "dev"),
    ("os/bootmenu", "enable timeout"),
    ("os/bios", "useserial rebootTimeout"),
    // Features; PAE is part of every processor that QEMU has.
    ("domain/features", ""),
    ("features/acpi|pae", ""),
    ("features/apic", "eoi"),
    ("features/pvspinlock|pmu|vmport|smm|vmcoreinfo|ps2", "state"),
    ("features/ioapic", "driver"),
    ("features/hyperv", "mode"),
    (
        "hyperv/relaxed|vapic|vpindex|runtime|synic|reset|frequencies|reenlightenment|tlbflush|ipi\
         |evmcs|avic|emsr_bitmap|xmm_input",
        "state",
    ),
    ("hyperv/spinlocks", "state retries"),
    ("hyperv/stimer", "state"),
    ("stimer/direct", "state"),
    ("hyperv/vendor_id", "state value"),
    // Processor; match and check are about hosts that lack features, which QEMU tells by itself.
    ("domain/cpu", "mode match check migratable"),
    ("cpu/model", "fallback vendor_id"),
    ("cpu/topology", "sockets dies clusters cores threads"),
    ("cpu/cache", "level mode"),
    ("cpu/maxphysaddr", "mode bits limit"),
    ("cpu/feature", "policy name"),
    ("cpu/numa", ""),
    ("numa/cell", "id cpus memory unit"),
    // Clock
    ("domain/clock", "offset adjustment start"),
    ("clock/timer", "name present tickpolicy track frequency"),
    // Devices, and what any of them may have
    ("domain/devices", ""),
    ("devices/emulator", ""),
    ("*/alias", "name"),
    ("*/acpi", "index"),
    (
        "*/address",
        "type domain bus slot function multifunction controller target unit port iobase irq",
    ),
    ("disk|interface|hostdev/boot", "order"),
    ("interface|hostdev/rom", "enabled bar file"),
    ("interface|hostdev/teaming", "type persistent"),
    ("devices/disk", "type device model"),
    (
        "disk/driver",
        "name type cache error_policy rerror_policy io ioeventfd event_idx copy_on_read discard \
         detect_zeroes queues queue_size iommu ats packed page_per_vq",
    ),
    ("disk/source", "file dev startupPolicy index"),
    // An empty one says that nothing is behind the image.
    ("disk/backingStore", ""),
    ("disk/geometry", "cyls heads secs trans"),
    ("disk/blockio", "logical_block_size physical_block_size discard_granularity"),
    // The tray is as the last run left it; a guest starts with it closed.
    ("disk/target", "dev bus tray removable rotation_rate"),
    ("disk/readonly|shareable|serial|wwn|vendor|product", ""),
    ("devices/controller", "type index model ports vectors"),
    ("controller/driver", "queues cmd_per_lun max_sectors ioeventfd iommu ats packed page_per_vq"),
    ("controller/model", "name"),
    ("controller/target", "chassisNr chassis port hotplug"),
    ("controller/master", "startport"),
    ("devices/interface", "type managed"),
    ("interface/mac", "address"),
    ("interface/source", ""),
    // Networking in user mode has no device on the host that could have a name.
    ("interface/target", "dev managed"),
    ("interface/model", "type"),
    (
        "interface/driver",
        "name model txmode ioeventfd event_idx queues rx_queue_size tx_queue_size iommu ats packed \
         page_per_vq",
    ),
    ("interface/link", "state"),
    // What devices of the host are told before the guest gets them.
    ("interface/vlan|virtualport", "*"),
    ("devices/hostdev", "mode type managed model display ramfb"),
    ("hostdev/driver", "name model"),
    ("hostdev/readonly|shareable", ""),
    ("hostdev/source", "protocol wwpn startupPolicy guestReset missing"),
    ("source/vendor|product", "id"),
    ("source/adapter", "name"),
    ("source/address", "type domain bus slot function device target unit uuid"),
    ("devices/serial|parallel|console|channel", "type"),
    ("serial|parallel|console|channel/source", "path append mode host service tls"),
    ("serial|parallel|console|channel/protocol", "type"),
    ("serial|parallel|console|channel/log", "file append"),
    ("source/reconnect", "enabled timeout"),
    ("serial|parallel|console/target", "type port"),
    ("channel/target", "type name address port"),
    ("target/model", "name"),
    ("devices/input", "type bus model"),
    (
        "devices/graphics",
        "type socket port autoport websocket listen keymap sharePolicy powerControl passwd \
         passwdValidTo connected",
    ),
    ("graphics/listen", "type address socket"),
    ("devices/sound", "model"),
    ("sound/codec", "type"),
    ("sound/audio", "id"),
    // All sound goes there.
    ("devices/audio", "id=1 type=none"),
    ("devices/video", ""),
    ("video/driver", "name iommu ats packed page_per_vq"),
    ("video/model", "type ram vram vram64 vgamem heads primary"),
    ("model/acceleration", "accel2d accel3d"),
    ("model/resolution", "x y"),
    ("devices/watchdog", "model action"),
    ("devices/memballoon", "model autodeflate freePageReporting"),
    ("memballoon/stats", "period"),
    ("devices/rng", "model"),
    ("rng/rate", "bytes period"),
    ("rng/backend", "model"),
    ("memballoon|rng/driver", "iommu ats packed page_per_vq"),
    ("devices/panic", "model"),
];
