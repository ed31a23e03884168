//! Where devices sit: how the numbers are read, and what stays of an address that says nothing.

use expect_test::expect;

use super::{fills, refuses};

#[test]
fn digits_are_hexadecimal_where_the_bus_counts_so() {
    fills(
        "<panic model='isa'><address type='isa' iobase='505' irq='0xA'/></panic>\
         <nvram><address type='spapr-vio' reg='1be'/></nvram>",
        expect![[r#"
            <nvram>
              <address type='spapr-vio' reg='0x000001be'/>
            </nvram>
            <panic model='isa'>
              <address type='isa' iobase='0x505' irq='0xa'/>
            </panic>
        "#]],
    );
    refuses(
        "<watchdog model='i6300esb'><address type='pci' bus='0A' slot='1'/></watchdog>",
        expect![[r#"
            XML error: at line 1, column 151, watchdog/address/@bus: invalid value '0A', expected a whole number from 0 to 255
        "#]],
    );
}

#[test]
fn a_slot_to_be_chosen_can_be_shared() {
    fills(
        "<watchdog model='i6300esb'><address type='pci' bus='0' multifunction='on'/></watchdog>",
        expect![[r#"
            <watchdog model='i6300esb' action='reset'>
              <address type='pci' multifunction='on'/>
            </watchdog>
        "#]],
    );
}

#[test]
fn a_drive_has_more_namespaces_than_32_bits_count() {
    fills(
        "<disk type='nvme' device='disk'><source type='pci' namespace='4294967296'>\
           <address domain='0x0' bus='1' slot='0' function='0'/></source>\
           <target dev='vda' bus='virtio'/></disk>",
        expect![[r#"
            <disk type='nvme' device='disk'>
              <source type='pci' managed='yes' namespace='4294967296'>
                <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
              </source>
              <target dev='vda' bus='virtio'/>
            </disk>
        "#]],
    );
}
