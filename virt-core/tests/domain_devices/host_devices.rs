//! Devices of the host.

use expect_test::expect;
use virt_core::config::domain::{Address, Defaults};
use virt_core::xml::Form;

use super::{domain, fills, refuses};

/// A device of the host on this kind of bus.
fn device(bus: &str, parts: &str) -> String {
    format!("<hostdev mode='subsystem' type='{bus}'>{parts}</hostdev>")
}

const PCI: &str = "<source><address bus='6' slot='2' function='1'/></source>";
const USB: &str = "<source><address bus='1' device='7'/></source>";
const SCSI: &str =
    "<source><adapter name='scsi_host0'/><address bus='0' target='1' unit='7'/></source>";
const VHOST: &str = "<source protocol='vhost' wwpn='naa.5123456789abcde0'/>";

#[test]
fn they_are_completed() {
    fills(
        "<hostdev type='usb'><source guestReset='off'><vendor id='0x15e1'/><product id='10'/>\
         </source><readonly/><shareable/></hostdev>",
        expect![[r#"
            <hostdev mode='subsystem' type='usb' managed='no'>
              <source guestReset='off'>
                <vendor id='0x15e1'/>
                <product id='0x000a'/>
              </source>
            </hostdev>
        "#]],
    );
    fills(
        &device(
            "pci",
            "<driver/><source><address type='pci' bus='6' multifunction='on'>\
             <zpci uid='1' fid='2'/></address></source>",
        ),
        expect![[r#"
            <hostdev mode='subsystem' type='pci' managed='no'>
              <source>
                <address domain='0x0000' bus='0x06' slot='0x00' function='0x0'/>
              </source>
            </hostdev>
        "#]],
    );
    fills(
        &device(
            "scsi",
            "<source protocol='adapter'><adapter type='scsi_host' name='scsi_host0'/>\
             <address bus='0' target='1' unit='1074872354'/></source><readonly/>\
             <address type='drive' unit='3'/>",
        ),
        expect![[r#"
            <hostdev mode='subsystem' type='scsi' managed='no'>
              <source>
                <adapter name='scsi_host0'/>
                <address bus='0' target='1' unit='1074872354'/>
              </source>
              <readonly/>
              <address type='drive' controller='0' bus='0' target='0' unit='3'/>
            </hostdev>
        "#]],
    );
    fills(
        &device(
            "scsi",
            "<source protocol='iscsi' name='iqn.2016-02.com.example:disks'>\
             <host transport='tcp' name='example.org'/></source><address type='drive'/>",
        ),
        expect![[r#"
            <hostdev mode='subsystem' type='scsi' managed='no'>
              <source protocol='iscsi' name='iqn.2016-02.com.example:disks/0'>
                <host name='example.org'/>
              </source>
              <address type='drive' controller='0' bus='0' target='0' unit='0'/>
            </hostdev>
        "#]],
    );
}

/// Each controller has seven units, and explicit places are kept.
#[test]
fn scsi_devices_get_places() {
    let unit = |unit: u32| {
        format!(
            "<hostdev type='scsi'><source><adapter name='scsi_host0'/>\
             <address bus='0' target='0' unit='{unit}'/></source></hostdev>"
        )
    };
    let disk = "<disk type='file'><source file='/a'/><target dev='sda' bus='scsi'/></disk>";
    let given = "<hostdev type='scsi'><source><adapter name='scsi_host0'/>\
                 <address bus='0' target='1' unit='0'/></source>\
                 <address type='drive' controller='0' unit='2'/></hostdev>";
    let units: String = (0..7).map(unit).collect();
    let mut config = domain(&format!("{disk}{given}{units}")).unwrap();
    config.fill_defaults(&Defaults::default());
    let devices = config.devices.as_ref().unwrap();
    let places: Vec<_> = devices
        .host_devices
        .iter()
        .map(|device| match &device.info.address {
            Some(Address::Drive(place)) => (place.controller, place.unit),
            _ => panic!("{device:?}"),
        })
        .collect();
    assert_eq!(places, [(0, 2), (0, 1), (0, 3), (0, 4), (0, 5), (0, 6), (1, 0), (1, 1)]);
    config.add_implicit_controllers();
    let controllers = &config.devices.as_ref().unwrap().controllers;
    let numbers: Vec<_> = controllers.iter().map(|controller| controller.index).collect();
    assert_eq!(numbers, [Some(0), Some(1)]);
    assert_eq!(config.problems(), []);
}

#[test]
fn containers_get_them_by_what_they_can_do() {
    fills(
        "<hostdev mode='capabilities' type='net' managed='yes'><source><interface>eth0</interface>\
         </source><ip address='192.0.2.1'/></hostdev>",
        expect![[r#"
            <hostdev mode='capabilities' type='net'>
              <source>
                <interface>eth0</interface>
              </source>
              <ip address='192.0.2.1' family='ipv4'/>
            </hostdev>
        "#]],
    );
    refuses(
        "<hostdev mode='capabilities' type='storage'><source><block/></source></hostdev>",
        expect![[r#"
            <block> names no device of the host (at hostdev/source/block)
        "#]],
    );
    refuses(
        "<hostdev mode='capabilities' type='net'><source/></hostdev>",
        expect![[r#"
        XML error: at line 1, column 144, hostdev/source: the element <interface> is missing
    "#]],
    );
}

#[test]
fn usb_devices_are_named_in_full() {
    refuses(
        &device("usb", "<source/>"),
        expect![[r#"
        say which USB device it is: by <vendor> and <product>, or by <address> (at hostdev/source)
    "#]],
    );
    refuses(
        &device("usb", "<source><vendor id='1'/></source>"),
        expect![[r#"
        say which of the maker's products (at hostdev/source/product)
    "#]],
    );
    refuses(
        &device("usb", "<source><product id='1'/></source>"),
        expect![[r#"
        say whose product it is (at hostdev/source/vendor)
    "#]],
    );
    refuses(
        &device("usb", "<source><vendor id='0'/><product id='1'/></source>"),
        expect![[r#"
        no maker of USB devices has the number 0 (at hostdev/source/vendor/@id)
    "#]],
    );
    refuses(
        &device("usb", "<source><address bus='1'/></source>"),
        expect![[r#"
        XML error: at line 1, column 149, hostdev/source/address: the attribute 'device' is missing
    "#]],
    );
}

#[test]
fn what_a_host_has_not_at_the_moment_is_said_of_the_moment() {
    let device = domain(&device("usb", "<source missing='yes'/>")).unwrap();
    let written = |inactive| device.to_xml_as(Form { inactive, ..Form::default() });
    assert!(written(false).contains("<source missing='yes'/>"));
    assert!(!written(true).contains("<source"));
}

#[test]
fn scsi_devices_are_named_in_full() {
    let iscsi = |parts: &str| {
        device("scsi", &format!("<source protocol='iscsi' name='iqn.a'>{parts}</source>"))
    };
    refuses(
        &iscsi(""),
        expect![[r#"
        an iSCSI device needs a server: <host name='…'/> (at hostdev/source/host)
    "#]],
    );
    refuses(
        &iscsi("<host name='a'/><host name='b'/>"),
        expect![[r#"
        an iSCSI device has one server; drop the others (at hostdev/source/host[2])
    "#]],
    );
    refuses(
        &iscsi("<host name='a'/><auth username='b'><secret type='ceph' usage='c'/></auth>"),
        expect![[r#"
            a secret of type ceph does not fit, iscsi would (at hostdev/source/auth/secret/@type)
        "#]],
    );
    refuses(
        &device("scsi", "<source><adapter name='a'/></source>"),
        expect![[r#"
        XML error: at line 1, column 142, hostdev/source: the element <address> is missing
    "#]],
    );
    refuses(
        &device("scsi_host", "<source protocol='vhost' wwpn='5123456789abcde0'/>"),
        expect![[r#"
            '5123456789abcde0' is no name of a target: that is naa. and 16 hexadecimal digits (at hostdev/source/@wwpn)
        "#]],
    );
    refuses(
        &device("scsi_host", "<source protocol='vhost'/>"),
        expect![[r#"
        XML error: at line 1, column 147, hostdev/source: the attribute 'wwpn' is missing
    "#]],
    );
}

#[test]
fn settings_belong_to_some_kinds() {
    refuses(
        &format!("<hostdev type='usb' rawio='no' sgio='filtered'>{USB}</hostdev>"),
        expect![[r#"
            'rawio' is for devices of type 'scsi'; drop it (at hostdev/@rawio)
            'sgio' is for devices of type 'scsi'; drop it (at hostdev/@sgio)
        "#]],
    );
    refuses(
        &format!("<hostdev type='scsi' sgio='unfiltered'>{SCSI}</hostdev>"),
        expect![[r#"
        Linux filters SCSI commands always by now; drop sgio='unfiltered' (at hostdev/@sgio)
    "#]],
    );
    refuses(
        &device("pci", "<source startupPolicy='optional'><address bus='6'/></source>"),
        expect![[r#"
            only USB devices may be missing; drop 'startupPolicy' (at hostdev/source/@startupPolicy)
        "#]],
    );
    refuses(
        &device("usb", &format!("{USB}<teaming type='transient' persistent='ua-a'/>")),
        expect![[r#"
            only PCI devices of the host can be in a team (at hostdev/teaming)
            no interface with <teaming type='persistent'/> has the alias 'ua-a' (at hostdev/teaming/@persistent)
        "#]],
    );
    refuses(
        &device("pci", &format!("{PCI}<teaming type='persistent'/>")),
        expect![[r#"
        a device of the host is taken out of its team while the guest moves: say type='transient' (at hostdev/teaming/@type)
    "#]],
    );
    refuses(
        &device("usb", &format!("{USB}<address type='pci' slot='3'/>")),
        expect![[r#"
        a device of type 'usb' has an address of type usb, not 'pci' (at hostdev/address/@type)
    "#]],
    );
    refuses(
        &device("pci", &format!("{PCI}<address type='usb' bus='0' port='1'/>")),
        expect![[r#"
            a device of type 'pci' has an address of type pci or unassigned, not 'usb' (at hostdev/address/@type)
        "#]],
    );
    refuses(
        "<hostdev mode='subsystem' type='mdev' model='vfio-ccw'>\
         <source><address uuid='c7a5fdbd-edaf-9455-926a-d65c16db1809'/></source>\
         <address type='pci' slot='3'/></hostdev>",
        expect![[r#"
            a device of type 'mdev' has an address of type ccw, not 'pci' (at hostdev/address/@type)
        "#]],
    );
}

#[test]
fn a_device_is_handed_over_once() {
    for (bus, source) in [("pci", PCI), ("usb", USB), ("scsi", SCSI), ("scsi_host", VHOST)] {
        let twice = device(bus, source).repeat(2);
        let problems = domain(&twice).unwrap().problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].path, "/domain/devices/hostdev[2]");
    }
    refuses(
        &format!(
            "<interface type='hostdev'><mac address='52:54:00:00:00:01'/>\
             <source><address type='pci' bus='6' slot='2' function='1'/></source></interface>{}",
            device("pci", PCI)
        ),
        expect![[r#"
            the guest has the PCI device 0000:06:02.1 of the host already (at hostdev)
        "#]],
    );
    refuses(
        &format!(
            "{}{}",
            device("scsi", &format!("{SCSI}<address type='drive' unit='3'/>")),
            device(
                "scsi",
                "<source><adapter name='b'/><address bus='0' target='1' unit='7'/></source>\
                 <address type='drive' unit='3'/>"
            ),
        ),
        expect![[r#"
            another SCSI device of the guest has this address (at hostdev[2]/address)
        "#]],
    );
    let ramfb = |uuid: &str| {
        format!(
            "<hostdev type='mdev' model='vfio-pci' display='on' ramfb='on'>\
             <source><address uuid='{uuid}'/></source></hostdev>"
        )
    };
    refuses(
        &format!(
            "{}{}",
            ramfb("c7a5fdbd-edaf-9455-926a-d65c16db1809"),
            ramfb("c7a5fdbd-edaf-9455-926a-d65c16db1810")
        ),
        expect![[r#"
            another device has ramfb='on'; one can have it (at hostdev[2]/@ramfb)
        "#]],
    );
}
