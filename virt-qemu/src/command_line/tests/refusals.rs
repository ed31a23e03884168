//! What cannot be had is refused by name.

use expect_test::{Expect, expect};

use super::fixtures::{command_line, complete};
use super::qemu;

/// Puts `inside` into a definition: devices into `<devices>`, everything else beside it.
fn check(domain: &str, devices: &str, expected: Expect) {
    let machines = vec![
        qemu::machine("pc-i440fx-10.0", Some("pc"), 255),
        qemu::machine("pc-q35-10.0", Some("q35"), 4096),
    ];
    let mut qemu = qemu::qemu(machines, &["qemu64"]);
    qemu.kvm = false;
    let os = if domain.contains("<os>") { "" } else { "<os><type>hvm</type></os>" };
    let text = format!(
        "<domain type='qemu'><name>a</name><memory unit='MiB'>64</memory>{os}{domain}\
         <devices>{devices}</devices></domain>"
    );
    let refused = complete(&text, &qemu).and_then(|config| command_line(&config, &qemu));
    expected.assert_eq(&refused.unwrap_err().to_string());
}

#[test]
fn what_the_driver_does_not_have_is_named() {
    check(
        "",
        "<tpm model='tpm-tis'><backend type='emulator'/></tpm>",
        expect![
            "unsupported configuration: domain 'a': the element <tpm> (/domain/devices/tpm) is not supported by the QEMU driver yet"
        ],
    );
    check(
        "<memoryBacking><hugepages/></memoryBacking>",
        "",
        expect![
            "unsupported configuration: domain 'a': the element <memoryBacking> (/domain/memoryBacking) is not supported by the QEMU driver yet"
        ],
    );
    check(
        "",
        "<interface type='bridge'><source bridge='br0'/></interface>",
        expect![
            "unsupported configuration: domain 'a': network interface 0 of type 'bridge' is not supported by this driver yet; types 'user' and 'hostdev' are"
        ],
    );
    check(
        "",
        "<graphics type='spice'/>",
        expect![
            "unsupported configuration: domain 'a': <graphics> of type 'spice' is not supported by this driver yet; type 'vnc' is"
        ],
    );
    check(
        "",
        "<disk type='network'><source protocol='nbd' name='x'><host name='h'/></source>\
         <target dev='vda'/></disk>",
        expect![
            "unsupported configuration: domain 'a': a source of type 'network' of disk 'vda' is not supported by this driver yet"
        ],
    );
    check(
        "",
        "<disk><source file='/a'><encryption format='luks'/></source><target dev='vda'/></disk>",
        expect![
            "unsupported configuration: domain 'a': the element <encryption> (/domain/devices/disk/source/encryption) is not supported by the QEMU driver yet"
        ],
    );
    check(
        "<genid>31b9e6f8-4b1c-4b4e-8f0e-0d2f4f7d1f10</genid>",
        "<disk device='cdrom'><target dev='sda' bus='sata'/></disk>\
         <disk><driver name='qemu' iothread='1'/><source file='/a'/><target dev='vda'/>\
         <iotune><total_bytes_sec>1</total_bytes_sec></iotune></disk>",
        expect![
            "unsupported configuration: domain 'a': the element <genid> (/domain/genid), the attribute iothread='1' (/domain/devices/disk[2]/driver/@iothread), the element <iotune> (/domain/devices/disk[2]/iotune) are not supported by the QEMU driver yet"
        ],
    );
    check(
        "",
        "<audio id='1' type='spice'/>",
        expect![
            "unsupported configuration: domain 'a': the attribute type='spice' (/domain/devices/audio/@type) is not supported by the QEMU driver yet"
        ],
    );
    check(
        "<features><hyperv><tlbflush state='on'><direct state='on'/></tlbflush></hyperv></features>",
        "",
        expect![
            "unsupported configuration: domain 'a': the element <direct> (/domain/features/hyperv/tlbflush/direct) is not supported by the QEMU driver yet"
        ],
    );
    check(
        "",
        "<serial type='file'><source path='/a' tls='no'><seclabel model='dac' relabel='no'/>\
         </source></serial>",
        expect![
            "unsupported configuration: domain 'a': the element <seclabel> (/domain/devices/serial/source/seclabel), the element <seclabel> (/domain/devices/console/source/seclabel) are not supported by the QEMU driver yet"
        ],
    );
    check(
        "<seclabel type='static' model='selinux'><label>x</label></seclabel>",
        "",
        expect![
            "unsupported configuration: domain 'a': a label that the definition chooses of <seclabel> is not supported by this driver yet"
        ],
    );
}

#[test]
fn what_the_machine_does_not_have_is_named() {
    check(
        "<os><type machine='pc-0.1'>hvm</type></os>",
        "",
        expect![
            "unsupported configuration: machine type 'pc-0.1' is not known to '/usr/bin/qemu-system-x86_64'"
        ],
    );
    check(
        "<os><type arch='s390x'>hvm</type></os>",
        "",
        expect![
            "unsupported configuration: '/usr/bin/qemu-system-x86_64' emulates x86_64 and cannot run a guest of architecture s390x"
        ],
    );
    check(
        "<vcpu>300</vcpu>",
        "",
        expect![
            "unsupported configuration: domain 'a': 300 virtual CPUs are more than the 255 that machine type 'pc-i440fx-10.0' has"
        ],
    );
    check(
        "<cpu><model>Pentium9</model></cpu>",
        "",
        expect![
            "unsupported configuration: domain 'a': the CPU model 'Pentium9' is not known to '/usr/bin/qemu-system-x86_64'"
        ],
    );
    check(
        "<cpu mode='host-passthrough'/>",
        "",
        expect![
            "unsupported configuration: domain 'a': <cpu mode='host-passthrough'> needs KVM; mode='maximum' is the best that QEMU can do without"
        ],
    );
    check(
        "<os><type machine='q35'>hvm</type></os>",
        "<disk><source file='/a'/><target dev='hda' bus='ide'/></disk>",
        expect![
            "unsupported configuration: disk 'hda' is on an IDE bus, which this machine does not have; use sata or virtio"
        ],
    );
    check(
        "",
        "<input type='tablet' bus='usb'/><input type='mouse' bus='usb'/>\
         <input type='keyboard' bus='usb'/>",
        expect![
            "unsupported configuration: input device 2 has no place: all USB ports are in use; add a controller with more, such as <controller type='usb' model='qemu-xhci' ports='15'/>"
        ],
    );
    check(
        "",
        "<interface type='user'><model type='ne3000'/></interface>",
        expect![
            "unsupported configuration: domain 'a': network interface 0 of model 'ne3000': '/usr/bin/qemu-system-x86_64' has no such device"
        ],
    );
}

#[test]
fn contradictions_are_named() {
    check(
        "<vcpu>4</vcpu><cpu><topology sockets='1' cores='3' threads='1'/></cpu>",
        "",
        expect!["XML error: domain 'a': <topology> makes 3 CPUs, and <vcpu> says 4"],
    );
    check(
        "",
        "<rng model='virtio'><backend model='random'/><address type='pci' slot='5'/></rng>\
         <memballoon model='virtio'><address type='pci' slot='5'/></memballoon>",
        expect![
            "XML error: random number generator 0 is at 0000:00:05.0, where another device is already"
        ],
    );
    check(
        "",
        "<input type='tablet' bus='usb'><address type='usb' port='1'/></input>\
         <input type='mouse' bus='usb'><address type='usb' port='1'/></input>",
        expect!["XML error: input device 1 is at USB port 0:1, as another device is"],
    );
    check(
        "",
        "<serial type='unix'><source mode='connect' path='/a'><reconnect enabled='yes' timeout='0'/>\
         </source></serial>",
        expect![
            "XML error: domain 'a': <reconnect> of character device 'serial0' needs a timeout of a second or more"
        ],
    );
    check(
        "<os><type machine='q35'>hvm</type></os>",
        "<controller type='pci' model='pcie-root-port'/>",
        expect![
            "XML error: PCI controller 0 is of model 'pcie-root-port', and on this machine it is 'pcie-root'; add that before it, or give it another index"
        ],
    );
    check(
        "",
        "<disk><target dev='vda' bus='virtio'/></disk>",
        expect!["XML error: domain 'a': disk 'vda' has no <source>"],
    );
    check(
        "",
        "<disk><source file='/a'/><target dev='nonsense' bus='sata'/></disk>",
        expect![
            "unsupported configuration: 'nonsense' is not a name for a disk; one such as sda is"
        ],
    );
}

#[test]
fn kvm_that_is_not_there_is_no_surprise_at_start() {
    let qemu = {
        let mut qemu = qemu::qemu(vec![qemu::machine("pc", Some("pc"), 255)], &["qemu64"]);
        qemu.kvm = false;
        qemu
    };
    let text = "<domain type='kvm'><name>a</name><memory>65536</memory></domain>";
    let refused = complete(text, &qemu).and_then(|config| command_line(&config, &qemu));
    expect!["unsupported configuration: domain 'a': KVM is not available here: /dev/kvm is missing, this user may not open it, or QEMU was built without it; <domain type='qemu'> runs without"].assert_eq(&refused.unwrap_err().to_string());
}
