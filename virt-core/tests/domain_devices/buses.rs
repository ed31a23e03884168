//! What devices are plugged into: its order, and what is missing of it.

use expect_test::expect;
use virt_core::config::domain::Defaults;

use super::{domain, fills, inside, machine, refuses};

#[test]
fn controllers_of_a_kind_stand_beside_each_other_by_number() {
    fills(
        "<controller type='scsi' index='3'/><controller type='sata' index='1'/>\
         <controller type='scsi' index='2'/><controller type='sata' index='0'/>",
        expect![[r#"
            <controller type='scsi' index='2'/>
            <controller type='scsi' index='3'/>
            <controller type='sata' index='0'/>
            <controller type='sata' index='1'/>
        "#]],
    );
    // Its companions come behind a controller, in the order in which they were written.
    fills(
        "<controller type='usb' model='ich9-uhci2' index='1'/><controller type='usb' model='ich9-uhci1'/>\
         <controller type='usb' model='ich9-ehci1' index='1'/><controller type='usb' index='0'/>",
        expect![[r#"
            <controller type='usb' index='0'/>
            <controller type='usb' index='1' model='ich9-ehci1'/>
            <controller type='usb' index='1' model='ich9-uhci2'>
              <master startport='2'/>
            </controller>
            <controller type='usb' index='1' model='ich9-uhci1'>
              <master startport='0'/>
            </controller>
        "#]],
    );
}

#[test]
fn numbers_are_given_where_controllers_stand() {
    let mut config =
        domain("<controller type='scsi'/><controller type='scsi' index='2'/>").unwrap();
    config.fill_defaults(&Defaults::default());
    expect![[r#"
        <controller type='scsi' index='0'/>
        <controller type='scsi' index='2'/>
    "#]]
    .assert_eq(&inside(&config));
}

#[test]
fn further_controllers_for_devices_of_the_host_are_like_the_last() {
    let device = |unit: usize| {
        format!(
            "<hostdev mode='subsystem' type='scsi'><source><adapter name='scsi_host0'/>\
             <address bus='0' target='0' unit='{unit}'/></source></hostdev>"
        )
    };
    let devices: String = (0..8).map(device).collect();
    let devices = format!("<controller type='scsi' index='0' model='virtio-scsi'/>{devices}");
    let mut config = domain(&devices).unwrap();
    config.fill_defaults(&Defaults::default());
    let text = inside(&config);
    assert!(text.contains("<controller type='scsi' index='1' model='virtio-scsi'/>"), "{text}");
}

#[test]
fn without_usb_nothing_is_plugged_in() {
    refuses(
        "<controller type='usb' model='none'/><input type='tablet' bus='usb'/><hub type='usb'/>\
         <input type='mouse' bus='ps2'/><redirdev bus='usb' type='spicevmc'/><hostdev mode='subsystem' \
         type='usb'><source><vendor id='1'/><product id='2'/></source></hostdev>",
        expect![[r#"
            the guest has no USB; drop <controller type='usb' model='none'/> (at input[1])
            the guest has no USB; drop <controller type='usb' model='none'/> (at hub)
            the guest has no USB; drop <controller type='usb' model='none'/> (at redirdev)
            the guest has no USB; drop <controller type='usb' model='none'/> (at hostdev)
        "#]],
    );
}

#[test]
fn without_ps2_nothing_is_connected_by_it() {
    let os = "<type arch='x86_64'>hvm</type></os><features><ps2 state='off'/></features><os>";
    let mut config = machine(os, "<input type='mouse'/>").unwrap();
    config.fill_defaults(&Defaults::default());
    let problems: Vec<_> = config.problems().iter().map(ToString::to_string).collect();
    expect![[r#"
        [
            "the machine has no PS/2; drop <ps2 state='off'/> or use another bus (at /domain/devices/input/@bus)",
        ]
    "#]]
    .assert_debug_eq(&problems);
}

#[test]
fn the_order_of_booting_is_given_in_one_way() {
    let os = "<type arch='x86_64'>hvm</type><boot dev='network'/>";
    let disk = "<disk type='file'><source file='/a'/><target dev='vda'/><boot order='1'/></disk>";
    let problems = machine(os, disk).unwrap().problems();
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    expect![[r#"
        [
            "devices have a <boot order='…'/> of their own; drop the <boot> of <os> (at /domain/os/boot)",
        ]
    "#]]
    .assert_debug_eq(&problems);
}

#[test]
fn what_nobody_chose_of_places_is_zero() {
    let rng =
        |address: &str| format!("<rng model='virtio'><backend model='builtin'/>{address}</rng>");
    let devices = [
        "<channel type='pty'><target type='virtio'/><address type='virtio-serial' bus='2'/></channel>",
        &rng("<address type='ccw'/>"),
        &rng("<address type='pci'><zpci uid='5'/></address>"),
        &rng("<address type='pci'/>"),
    ];
    let mut config = domain(&devices.concat()).unwrap();
    config.fill_defaults(&Defaults::default());
    config.settle_places();
    expect![[r#"
        <channel type='pty'>
          <target type='virtio'/>
          <address type='virtio-serial' controller='0' bus='2' port='0'/>
        </channel>
        <rng model='virtio'>
          <backend model='builtin'/>
          <address type='ccw' cssid='0x0' ssid='0x0' devno='0x0000'/>
        </rng>
        <rng model='virtio'>
          <backend model='builtin'/>
          <address type='pci'>
            <zpci uid='0x0005' fid='0x00000000'/>
          </address>
        </rng>
        <rng model='virtio'>
          <backend model='builtin'/>
          <address type='pci'/>
        </rng>
    "#]]
    .assert_eq(&inside(&config));
}

#[test]
fn an_empty_drive_is_of_no_kind() {
    fills(
        "<disk type='block' device='cdrom'><target dev='hdc' bus='ide'/></disk>",
        expect![[r#"
            <disk type='file' device='cdrom'>
              <target dev='hdc' bus='ide'/>
              <readonly/>
              <address type='drive' controller='0' bus='1' target='0' unit='0'/>
            </disk>
        "#]],
    );
}

#[test]
fn no_video_card_has_nothing_but_a_name() {
    fills(
        "<video><driver name='qemu'/><model type='none' heads='2'/><alias name='ua-a'/>\
         <address type='pci' slot='4'/></video>",
        expect![[r#"
            <video>
              <model type='none'/>
              <alias name='ua-a'/>
            </video>
        "#]],
    );
}
