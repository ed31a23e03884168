//! Input devices, smart cards, redirected devices, random numbers and the like.

use expect_test::expect;
use virt_core::config::domain::Defaults;

use super::{fills, inside, machine, refuses};

#[test]
fn machines_connect_mice_in_their_own_ways() {
    let devices = "<input type='mouse'/><input type='keyboard'/><input type='tablet'/>";
    let rows = [
        ("<type>hvm</type>", ["ps2", "ps2", "usb"]),
        ("<type arch='x86_64'>hvm</type>", ["ps2", "ps2", "usb"]),
        ("<type arch='aarch64'>hvm</type>", ["usb", "usb", "usb"]),
        ("<type arch='s390x'>hvm</type>", ["virtio", "virtio", "virtio"]),
    ];
    for (os_type, expected) in rows {
        let mut config = machine(os_type, devices).unwrap();
        config.fill_defaults(&Defaults::default());
        let inputs = &config.devices.as_ref().unwrap().inputs;
        let buses: Vec<_> = inputs.iter().filter_map(|input| input.bus).collect();
        let words: Vec<_> = buses.iter().map(|bus| bus.as_str()).collect();
        assert_eq!(words, expected, "{os_type}");
        assert_eq!(config.problems(), [], "{os_type}");
    }
    let mut config = machine("<type>xen</type>", "<input type='mouse'/>").unwrap();
    config.fill_defaults(&Defaults::default());
    assert_eq!(inside(&config), "<input type='mouse' bus='xen'/>\n");
}

#[test]
fn input_devices_of_the_host() {
    fills(
        "<input type='passthrough'><source evdev='/dev/input/event1' grab='all'/></input>\
         <input type='evdev'><source dev='/dev/input/event2' repeat='on'/><driver/></input>\
         <input type='mouse' bus='virtio'><source dev='/dev/input/event3'/></input>",
        expect![[r#"
            <input type='passthrough' bus='virtio'>
              <source evdev='/dev/input/event1'/>
            </input>
            <input type='evdev'>
              <source dev='/dev/input/event2' repeat='on'/>
            </input>
            <input type='mouse' bus='virtio'/>
        "#]],
    );
    refuses(
        "<input type='passthrough'/><input type='evdev'/>",
        expect![[r#"
        say which device of the host it is: <source evdev='/dev/input/…'/> (at input[1]/source/@evdev)
        say which device of the host it is: <source dev='/dev/input/…'/> (at input[2]/source/@dev)
    "#]],
    );
    refuses(
        "<input type='passthrough' bus='usb'><source evdev='/dev/input/event1'/></input>",
        expect![[r#"
            a device of type 'passthrough' has bus='virtio' (at input/@bus)
        "#]],
    );
    refuses(
        "<input type='evdev' bus='virtio'><source dev='/dev/input/event1'/></input>",
        expect![[r#"
            a device of type 'evdev' is on no bus of its own; drop 'bus' (at input/@bus)
        "#]],
    );
}

#[test]
fn buses_of_input_devices() {
    refuses(
        "<input type='tablet' bus='ps2'/>",
        expect![[r#"
        the machine connects no tablet by the bus 'ps2' (at input/@bus)
    "#]],
    );
    refuses(
        "<input type='keyboard' bus='xen'/>",
        expect![[r#"
        the machine connects no keyboard by the bus 'xen' (at input/@bus)
    "#]],
    );
    refuses(
        "<input type='mouse' bus='usb' model='virtio'/>",
        expect![[r#"
        an input device of model 'virtio' has bus='virtio' (at input/@model)
    "#]],
    );
    refuses(
        "<input type='mouse' bus='usb'><address type='pci' slot='3'/></input>",
        expect![[r#"
            a USB device has an address of type 'usb' (at input/address/@type)
        "#]],
    );
}

#[test]
fn smart_cards() {
    refuses(
        "<smartcard mode='host-certificates'><certificate>a</certificate>\
         <database>etc/a</database></smartcard>",
        expect![[r#"
            a smart card is made of 3 certificates, not 1 (at smartcard/certificate)
            'etc/a' does not start with '/' (at smartcard/database)
        "#]],
    );
    refuses(
        "<smartcard mode='passthrough'/>",
        expect![[r#"
        XML error: at line 1, column 104, smartcard: the attribute 'type' is missing
    "#]],
    );
    refuses(
        "<smartcard mode='passthrough' type='unix'/>",
        expect![[r#"
        a character device of this type needs a path (at smartcard/source/@path)
    "#]],
    );
    refuses(
        "<smartcard mode='host'><address type='pci' slot='3'/></smartcard>",
        expect![[r#"
        a smart card is in a reader: its address is of type 'ccid' (at smartcard/address/@type)
    "#]],
    );
}

#[test]
fn redirected_devices_and_their_filter() {
    fills(
        "<redirdev type='unix'><source path='/run/usb'/><log append='on'/></redirdev>\
         <redirfilter><usbdev class='8' vendor='0x15e1' product='-1' version='1.1' allow='yes'/>\
         <usbdev class='-1' version='-1' allow='no'/></redirfilter>",
        expect![[r#"
            <redirdev bus='usb' type='unix'>
              <source mode='connect' path='/run/usb'/>
            </redirdev>
            <redirfilter>
              <usbdev class='0x08' vendor='0x15E1' version='1.10' allow='yes'/>
              <usbdev allow='no'/>
            </redirfilter>
        "#]],
    );
    fills("<redirfilter/>", expect![[r#""#]]);
    refuses(
        "<redirdev bus='usb'/>",
        expect![[r#"
        XML error: at line 1, column 104, redirdev: the attribute 'type' is missing
    "#]],
    );
    refuses(
        "<redirdev bus='pci' type='null'/>",
        expect![[r#"
        unsupported configuration: at line 1, column 114, redirdev/@bus: invalid value 'pci', expected one of: usb
    "#]],
    );
    refuses(
        "<redirfilter/><redirfilter/>",
        expect![[r#"
        XML error: at line 1, column 118, redirfilter[2]: only one <redirfilter> is allowed here
    "#]],
    );
    for version in ["1", "1.123", "100.1", "a.b"] {
        let filter =
            format!("<redirfilter><usbdev version='{version}' allow='yes'/></redirfilter>");
        assert!(super::domain(&filter).is_err(), "{version}");
    }
}

#[test]
fn random_numbers() {
    fills(
        "<rng model='virtio'><rate bytes='5' period='0'/><backend model='random'/><driver/></rng>\
         <rng model='virtio'><rate period='5'/><backend model='egd' type='tcp'>\
         <source host='192.0.2.1' service='1234'/></backend></rng>",
        expect![[r#"
            <rng model='virtio'>
              <rate bytes='5'/>
              <backend model='random'>/dev/random</backend>
            </rng>
            <rng model='virtio'>
              <backend model='egd' type='tcp'>
                <source mode='connect' host='192.0.2.1' service='1234'/>
                <protocol type='raw'/>
              </backend>
            </rng>
        "#]],
    );
    refuses(
        "<rng model='virtio'/>",
        expect![[r#"
        XML error: at line 1, column 104, rng: the element <backend> is missing
    "#]],
    );
    refuses(
        "<rng model='virtio'><backend model='random'/><backend model='builtin'/></rng>",
        expect![[r#"
            XML error: at line 1, column 149, rng/backend[2]: only one <backend> is allowed here
        "#]],
    );
    refuses(
        "<rng model='virtio'><backend model='egd'><source host='a'/></backend></rng>",
        expect![[r#"
            XML error: at line 1, column 124, rng/backend: the attribute 'type' is missing
        "#]],
    );
}

#[test]
fn what_there_is_once() {
    refuses(
        "<vsock/><vsock/>",
        expect![[r#"
        XML error: at line 1, column 112, vsock[2]: only one <vsock> is allowed here
    "#]],
    );
    refuses(
        "<memballoon model='none'/><memballoon model='virtio'/>",
        expect![[r#"
        XML error: at line 1, column 130, memballoon[2]: only one <memballoon> is allowed here
    "#]],
    );
    refuses(
        "<panic model='isa'/><panic model='hyperv'/><panic model='isa'/>",
        expect![[r#"
        there is a panic device of model 'isa' already (at panic[3]/@model)
    "#]],
    );
    refuses(
        "<panic/><panic/>",
        expect![[r#"
        there is a panic device without a model already (at panic[2]/@model)
    "#]],
    );
}

#[test]
fn other_small_devices() {
    fills(
        "<vsock><driver/></vsock><watchdog model='ib700'/>\
         <memballoon model='none'><stats period='0'/><address type='pci' slot='3'/></memballoon>",
        expect![[r#"
            <watchdog model='ib700' action='reset'/>
            <memballoon model='none'/>
            <vsock>
              <cid auto='yes'/>
            </vsock>
        "#]],
    );
    fills(
        "<vsock model='virtio'><cid address='4'/></vsock>",
        expect![[r#"
        <vsock model='virtio'>
          <cid auto='no' address='4'/>
        </vsock>
    "#]],
    );
    refuses(
        "<vsock><cid address='2'/></vsock>",
        expect![[r#"
        guests have numbers from 3, not 2 (at vsock/cid/@address)
    "#]],
    );
    refuses(
        "<hub type='pci'/>",
        expect![[r#"
        unsupported configuration: at line 1, column 109, hub/@type: invalid value 'pci', expected one of: usb
    "#]],
    );
}

#[test]
fn smart_cards_sit_behind_each_other() {
    fills(
        "<smartcard mode='host'><address type='ccid' controller='1' slot='3'/></smartcard>\
         <smartcard mode='host'/><smartcard mode='host'/>",
        expect![[r#"
            <smartcard mode='host'>
              <address type='ccid' controller='1' slot='3'/>
            </smartcard>
            <smartcard mode='host'>
              <address type='ccid' controller='0' slot='0'/>
            </smartcard>
            <smartcard mode='host'>
              <address type='ccid' controller='0' slot='1'/>
            </smartcard>
        "#]],
    );
    let mut config = super::domain("<smartcard mode='host'/>").unwrap();
    config.fill_defaults(&Defaults::default());
    config.add_implicit_controllers();
    let controllers = &config.devices.as_ref().unwrap().controllers;
    assert_eq!(controllers.len(), 1);
    assert_eq!(controllers[0].index, Some(0));
}

#[test]
fn no_two_devices_have_the_same_name() {
    refuses(
        "<hub type='usb'><alias name='ua-a'/><address type='usb' bus='0' port='1'/></hub>\
         <redirdev type='spicevmc'><boot order='1'/><alias name='ua-a'/>\
         <address type='usb' bus='0' port='1'/></redirdev>\
         <redirdev type='spicevmc'><boot order='1'/></redirdev>",
        expect![[r#"
            the redirdev[1] has this place in the order of booting already (at redirdev[2]/boot/@order)
            the redirdev[1] has this alias already; make up another one (at hub/alias/@name)
        "#]],
    );
    fills(
        "<watchdog model='i6300esb'><address type='pci'/></watchdog>\
         <rng model='virtio'><backend model='builtin'/><address type='pci'/></rng>",
        expect![[r#"
            <watchdog model='i6300esb' action='reset'>
              <address type='pci'/>
            </watchdog>
            <rng model='virtio'>
              <backend model='builtin'/>
              <address type='pci'/>
            </rng>
        "#]],
    );
}
