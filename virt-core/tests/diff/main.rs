//! Comparisons of definitions: what they tell, and that they tell the truth.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod apply;
mod truth;

use expect_test::{Expect, expect};
use virt_core::config::{DomainConfig, FilterConfig, NetworkConfig, diff};

fn told(changes: &[virt_core::config::Change]) -> String {
    changes.iter().map(ToString::to_string).collect()
}

/// Compares domains that have the memory of 1 MiB and these parts beside.
fn check_domains(old: &str, new: &str, expected: Expect) {
    let domain = |inside: &str| {
        DomainConfig::parse(&format!("<domain type='kvm'><name>a</name>{inside}</domain>")).unwrap()
    };
    expected.assert_eq(&told(&diff(&domain(old), &domain(new))));
}

const DISKS: [&str; 3] = [
    "<disk type='file'><source file='/a'/><target dev='vda' bus='virtio'/></disk>",
    "<disk type='file'><source file='/b'/><target dev='vdb' bus='virtio'/></disk>",
    "<disk type='block'><source dev='/dev/c'/><target dev='vdc' bus='virtio'/></disk>",
];

#[test]
fn values_are_told_with_their_paths() {
    check_domains(
        "<memory unit='MiB'>1</memory><vcpu>2</vcpu><description>two
lines</description>",
        "<memory>2048</memory><vcpu current='1'>2</vcpu><on_reboot>destroy</on_reboot>",
        expect![[r#"
            /domain/description
            - <description>two
            - lines</description>
            /domain/memory
            - 1024
            + 2048
            /domain/vcpu/@current
            + 1
            /domain/on_reboot
            + <on_reboot>destroy</on_reboot>
        "#]],
    );
    check_domains("<memory unit='MiB'>1</memory>", "<memory unit='KiB'>1024</memory>", expect![]);
}

#[test]
fn a_disk_more_is_one_change_wherever_it_is() {
    let [a, b, c] = DISKS;
    let devices = |disks: &[&str]| format!("<devices>{}</devices>", disks.concat());
    check_domains(
        &devices(&[a, b]),
        &devices(&[c, a, b]),
        expect![[r#"
        /domain/devices/disk[target/@dev='vdc']
        + <disk type='block'>
        +   <source dev='/dev/c'/>
        +   <target dev='vdc' bus='virtio'/>
        + </disk>
    "#]],
    );
    check_domains(
        &devices(&[a, b, c]),
        &devices(&[a, c]),
        expect![[r#"
        /domain/devices/disk[target/@dev='vdb']
        - <disk type='file'>
        -   <source file='/b'/>
        -   <target dev='vdb' bus='virtio'/>
        - </disk>
    "#]],
    );
    check_domains(&devices(&[a, b, c]), &devices(&[c, b, a]), expect![]);
    check_domains(
        &devices(&[a, b]),
        &devices(&[b, &a.replace("'/a'", "'/new'").replace("virtio", "scsi")]),
        expect![[r#"
            /domain/devices/disk[target/@dev='vda']/source/@file
            - /a
            + /new
            /domain/devices/disk[target/@dev='vda']/target/@bus
            - virtio
            + scsi
        "#]],
    );
    check_domains(
        &devices(&[a]),
        &devices(&[b]),
        expect![[r#"
        /domain/devices/disk[target/@dev='vda']
        - <disk type='file'>
        -   <source file='/a'/>
        -   <target dev='vda' bus='virtio'/>
        - </disk>
        /domain/devices/disk[target/@dev='vdb']
        + <disk type='file'>
        +   <source file='/b'/>
        +   <target dev='vdb' bus='virtio'/>
        + </disk>
    "#]],
    );
    check_domains(
        "",
        &devices(&[a]),
        expect![[r#"
        /domain/devices
        + <devices>
        +   <disk type='file'>
        +     <source file='/a'/>
        +     <target dev='vda' bus='virtio'/>
        +   </disk>
        + </devices>
    "#]],
    );
}

#[test]
fn interfaces_go_by_their_hardware_address() {
    let devices = |interfaces: &[(&str, &str)]| {
        let one = |(mac, network): &(&str, &str)| {
            let mac = match mac.is_empty() {
                true => String::new(),
                false => format!("<mac address='52:54:00:00:00:{mac}'/>"),
            };
            format!("<interface type='network'>{mac}<source network='{network}'/></interface>")
        };
        format!("<devices>{}</devices>", interfaces.iter().map(one).collect::<String>())
    };
    check_domains(
        &devices(&[("01", "a"), ("02", "b")]),
        &devices(&[("02", "c"), ("01", "a")]),
        expect![[r#"
            /domain/devices/interface[mac/@address='52:54:00:00:00:02']/source/@network
            - b
            + c
        "#]],
    );
    // Without an address on one side it is the one that is left.
    check_domains(
        &devices(&[("", "b"), ("01", "a")]),
        &devices(&[("01", "a"), ("02", "b")]),
        expect![[r#"
            /domain/devices/interface[1]/mac
            + <mac address='52:54:00:00:00:02'/>
        "#]],
    );
    check_domains(
        &devices(&[("01", "a")]),
        &devices(&[("02", "a")]),
        expect![[r#"
        /domain/devices/interface[mac/@address='52:54:00:00:00:01']
        - <interface type='network'>
        -   <mac address='52:54:00:00:00:01'/>
        -   <source network='a'/>
        - </interface>
        /domain/devices/interface[mac/@address='52:54:00:00:00:02']
        + <interface type='network'>
        +   <mac address='52:54:00:00:00:02'/>
        +   <source network='a'/>
        + </interface>
    "#]],
    );
    // Two of one address have no path but their number.
    check_domains(
        &devices(&[("01", "a"), ("01", "b")]),
        &devices(&[("01", "b"), ("01", "c")]),
        expect![[r#"
            /domain/devices/interface[1]/source/@network
            - a
            + c
        "#]],
    );
}

#[test]
fn the_order_of_boot_devices_counts() {
    let boot = |devices: &[&str]| {
        let one = |device: &&str| format!("<boot dev='{device}'/>");
        format!("<os><type>hvm</type>{}</os>", devices.iter().map(one).collect::<String>())
    };
    check_domains(
        &boot(&["hd", "cdrom", "network"]),
        &boot(&["network", "hd", "cdrom"]),
        expect![[r#"
            /domain/os/boot[@dev='network']
            - place 3
            + place 1
        "#]],
    );
    check_domains(
        &boot(&["hd", "network"]),
        &boot(&["cdrom", "hd", "network"]),
        expect![[r#"
        /domain/os/boot[@dev='cdrom']
        + <boot dev='cdrom'/>
    "#]],
    );
}

#[test]
fn quotes_in_names_do_not_confuse_paths() {
    let devices = |mode: &str| {
        format!(
            "<devices>
               <filesystem type='mount' accessmode='{mode}'><source dir='/a'/><target dir=\"it's\"/></filesystem>
               <filesystem type='mount' accessmode='{mode}'><source dir='/b'/><target dir='&quot;&apos;'/></filesystem>
             </devices>"
        )
    };
    check_domains(
        &devices("mapped"),
        &devices("squash"),
        expect![[r#"
        /domain/devices/filesystem[target/@dir="it's"]/@accessmode
        - mapped
        + squash
        /domain/devices/filesystem[2]/@accessmode
        - mapped
        + squash
    "#]],
    );
}

#[test]
fn what_applications_keep_is_compared_too() {
    let metadata =
        |inside: &str| format!("<metadata><a:app xmlns:a='urn:a'>{inside}</a:app></metadata>");
    check_domains(
        &metadata("<a:key id='1'>x</a:key><a:key id='2'>y</a:key>"),
        &metadata("<a:key id='2'>z</a:key><a:key id='1'>x</a:key>"),
        expect![[r#"
            /domain/metadata/a:app/a:key[@id='2']
            - y
            + z
        "#]],
    );
    check_domains(
        &metadata("some <b>bold</b> text"),
        &metadata("some <b>other</b> text"),
        expect![[r#"
            /domain/metadata/a:app
            - <a:app xmlns:a='urn:a'>some <b>bold</b> text</a:app>
            + <a:app xmlns:a='urn:a'>some <b>other</b> text</a:app>
        "#]],
    );
}

#[test]
fn filters_are_compared() {
    let filter =
        |inside: &str| FilterConfig::parse(&format!("<filter name='a'>{inside}</filter>")).unwrap();
    let rule = |port: u16| {
        format!("<rule action='drop' direction='in'><tcp dstportstart='{port}'/></rule>")
    };
    let check = |old: &[&str], new: &[&str], expected: Expect| {
        expected.assert_eq(&told(&diff(&filter(&old.concat()), &filter(&new.concat()))));
    };
    let (one, two, three) = (rule(1), rule(2), rule(3));
    let reference = "<filterref filter='b'/>";
    check(
        &[&one, &two],
        &[&three, &one, &two],
        expect![[r#"
        /filter/rule[1]
        + <rule action='drop' direction='in'>
        +   <tcp dstportstart='3'/>
        + </rule>
    "#]],
    );
    check(
        &[&one, &two, &three],
        &[&one, &rule(9), &three],
        expect![[r#"
        /filter/rule[2]/tcp/@dstportstart
        - 2
        + 9
    "#]],
    );
    check(
        &[&one, &two, &three],
        &[&three, &one, &two],
        expect![[r#"
        /filter/rule[3]
        - place 3
        + place 1
    "#]],
    );
    check(
        &[&one, reference, &two],
        &[reference, &one, &two],
        expect![[r#"
        /filter/rule[1]
        - place 1
        + place 2
    "#]],
    );
}

#[test]
fn networks_are_compared() {
    let network = |inside: &str| {
        NetworkConfig::parse(&format!("<network><name>a</name>{inside}</network>")).unwrap()
    };
    let old = network(
        "<dns><host ip='10.0.0.2'><hostname>a</hostname><hostname>b</hostname></host></dns>
         <ip address='10.0.0.1' prefix='24'>
           <dhcp>
             <range start='10.0.0.10' end='10.0.0.20'/>
             <host mac='52:54:00:00:00:01' name='a' ip='10.0.0.2'/>
             <host mac='52:54:00:00:00:02' name='b' ip='10.0.0.3'/>
             <host name='c' ip='10.0.0.4'/>
           </dhcp>
         </ip>",
    );
    let new = network(
        "<dns><host ip='10.0.0.2'><hostname>b</hostname></host></dns>
         <ip family='ipv6' address='fd00::1' prefix='64'/>
         <ip address='10.0.0.1' prefix='16'>
           <dhcp>
             <range start='10.0.0.10' end='10.0.0.30'/>
             <host mac='52:54:00:00:00:03' name='a' ip='10.0.0.2'/>
             <host mac='52:54:00:00:00:02' name='b' ip='10.0.0.9'/>
             <host mac='52:54:00:00:00:04' name='c' ip='10.0.0.4'/>
           </dhcp>
         </ip>",
    );
    expect![[r#"
        /network/dns/host[@ip='10.0.0.2']/hostname[1]
        - <hostname>a</hostname>
        /network/ip[@address='10.0.0.1']/@prefix
        - 24
        + 16
        /network/ip[@address='10.0.0.1']/dhcp/range/@end
        - 10.0.0.20
        + 10.0.0.30
        /network/ip[@address='10.0.0.1']/dhcp/host[@mac='52:54:00:00:00:01']
        - <host mac='52:54:00:00:00:01' name='a' ip='10.0.0.2'/>
        /network/ip[@address='10.0.0.1']/dhcp/host[@mac='52:54:00:00:00:02']/@ip
        - 10.0.0.3
        + 10.0.0.9
        /network/ip[@address='10.0.0.1']/dhcp/host[@name='c']/@mac
        + 52:54:00:00:00:04
        /network/ip[@address='10.0.0.1']/dhcp/host[@mac='52:54:00:00:00:03']
        + <host mac='52:54:00:00:00:03' name='a' ip='10.0.0.2'/>
        /network/ip[@address='fd00::1']
        + <ip family='ipv6' address='fd00::1' prefix='64'/>
    "#]]
    .assert_eq(&told(&diff(&old, &new)));
}
