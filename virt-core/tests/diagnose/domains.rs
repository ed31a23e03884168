//! Domains: typing errors and contradictions together.

use expect_test::expect;
use virt_core::config::DomainConfig;

use crate::check;

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    check(
        DomainConfig::diagnose,
        "
<domain type='kvm'>
  <name> </name>
  <memory unit='GiB'>1</memory>
  <vcpu current='3'>2</vcpu>
  <os><type>hvm</type></os>
  <devices>
    <disk type='file' devcie='disk'>
      <source file='/a'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='file'>
      <source file='/b'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='file'/>
  </devices>
</domain>",
        expect![[r#"
            2:3 /domain/name: the domain's name consists of blanks alone
            4:9 /domain/vcpu/@current: current vcpus (3) are more than the maximum (2)
            7:23 /domain/devices/disk[1]/@devcie: unknown attribute; did you mean 'device'?
            13:15 /domain/devices/disk[2]/target/@dev: two disks have the target 'vda'
            15:5 /domain/devices/disk[3]/target: a <disk> has no <target>, which names it
            15:5 /domain/devices/disk[3]/source: disk: only drives of type cdrom and floppy can be empty [NoSource]
        "#]],
    );
}

#[test]
fn what_keeps_a_domain_from_being_read_is_told_first() {
    check(
        DomainConfig::diagnose,
        "
<domain type='KVM'>
  <name>a</name>
  <memory unit='GiB'>much</memory>
  <devices>
    <graphics type='vcn' prot='5900'/>
    <disk type='flie'><target dev='vda' bus='virtoi'/></disk>
  </devices>
</domain>",
        expect![[r#"
            1:9 /domain/@type: invalid value 'KVM', expected one of: qemu, kqemu, kvm, xen, lxc, uml, openvz, test, vmware, hyperv, vbox, phyp, parallels, bhyve, vz, hvf, nvmm; did you mean 'kvm'?
            3:3 /domain/memory: invalid value 'much', expected a whole number from 0 to 18446744073709551615
            5:15 /domain/devices/graphics/@type: invalid value 'vcn', expected one of: sdl, vnc, rdp, desktop, spice, egl-headless, dbus; did you mean 'vnc'?
            5:26 /domain/devices/graphics/@prot: unknown attribute; did you mean 'port'?
            6:11 /domain/devices/disk/@type: invalid value 'flie', expected one of: file, block, dir, network, volume, nvme, vhostuser, vhostvdpa; did you mean 'file'?
            6:41 /domain/devices/disk/target/@bus: invalid value 'virtoi', expected one of: ide, fdc, scsi, virtio, xen, usb, uml, sata, sd; did you mean 'virtio'?
        "#]],
    );
}

#[test]
fn what_is_not_a_domain_is_an_error() {
    check(
        DomainConfig::diagnose,
        "<network/>",
        expect![[r#"
        XML error: at line 1, column 1, /network: expecting root element of 'domain', not 'network'
    "#]],
    );
    check(
        DomainConfig::diagnose,
        "<domain>\n  <name>\n</domain>",
        expect![[r#"
        at line 3, column 1, /domain/name: ill-formed document: expected `</name>`, but `</domain>` was found
    "#]],
    );
}
