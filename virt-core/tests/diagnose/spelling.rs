//! Names and words that are nearly right, and what follows from them.

use expect_test::expect;
use virt_core::config::{
    DomainConfig, FilterConfig, InterfaceConfig, NetworkConfig, NetworkPortConfig, SecretConfig,
};

use crate::check;

#[test]
fn what_is_missing_under_its_name_is_told_once() {
    check(
        NetworkConfig::diagnose,
        "
<network>
  <nmae>lab</nmae>
  <forward mdoe='nat'/>
  <ip adress='10.0.0.1' prefix='24'/>
</network>",
        expect![[r#"
            2:3 /network/nmae: unknown element; did you mean 'name'?
            3:12 /network/forward/@mdoe: unknown attribute; did you mean 'mode'?
            4:7 /network/ip/@adress: unknown attribute; did you mean 'address'?
        "#]],
    );
    check(
        FilterConfig::diagnose,
        "
<filter nam='a'>
  <rule acton='drop' direction='in'/>
  <rule direction='in'/>
</filter>",
        expect![[r#"
            1:9 /filter/@nam: unknown attribute; did you mean 'name'?
            2:9 /filter/rule[1]/@acton: unknown attribute; did you mean 'action'?
            3:3 /filter/rule[2]/@action: the attribute is missing
        "#]],
    );
    check(
        DomainConfig::diagnose,
        "
<domain type='kvm'>
  <name>a</name>
  <memroy>1</memroy>
  <oss><type>hvm</type></oss>
</domain>",
        expect![[r#"
            3:3 /domain/memroy: unknown element; did you mean 'memory'?
            4:3 /domain/oss: unknown element; did you mean 'os'?
        "#]],
    );
    // What a hypervisor alone knows has its own names.
    check(
        DomainConfig::diagnose,
        "
<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0' xmlns:x='urn:x'>
  <name>a</name>
  <memory>1</memory>
  <os><type>hvm</type></os>
  <q:commandlin/>
  <x:commandlin/>
</domain>",
        expect![[r#"
            5:3 /domain/q:commandlin: unknown element; did you mean 'q:commandline'?
            6:3 /domain/x:commandlin: unknown element
        "#]],
    );
    // There is a forward besides, which is wrong for reasons of its own.
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>lab</name>
  <forward mode='route'><nat/></forward>
  <froward/>
  <ip address='10.0.0.1' prefix='24'/>
</network>",
        expect![[r#"
            3:25 /network/forward/nat: <nat> goes with mode='nat', not with mode='route'
            4:3 /network/froward: unknown element; did you mean 'forward'?
        "#]],
    );
}

#[test]
fn words_are_nearly_right() {
    check(
        NetworkConfig::diagnose,
        "
<network connections='many' ipv6='Yes'>
  <name>lab</name>
  <forward mode='NAT'/>
  <bridge stp='onn' macTableManager='libvrit'/>
</network>",
        expect![[r#"
            1:10 /network/@connections: invalid value 'many', expected a whole number from 0 to 4294967295
            1:29 /network/@ipv6: invalid value 'Yes', expected one of: yes, no; did you mean 'yes'?
            3:12 /network/forward/@mode: invalid value 'NAT', expected one of: none, nat, route, open, bridge, private, vepa, passthrough, hostdev; did you mean 'nat'?
            4:11 /network/bridge/@stp: invalid value 'onn', expected one of: on, off; did you mean 'on'?
            4:21 /network/bridge/@macTableManager: invalid value 'libvrit', expected one of: kernel, libvirt; did you mean 'libvirt'?
        "#]],
    );
    check(
        SecretConfig::diagnose,
        "<secret><usage type='cpeh'><name>a</name></usage></secret>",
        expect![[r#"
            1:16 /secret/usage/@type: invalid value 'cpeh', expected one of: none, volume, ceph, iscsi, tls, vtpm; did you mean 'ceph'?
        "#]],
    );
}

#[test]
fn a_variant_that_nobody_knows_is_told_once() {
    // Near enough to a word: its parts are checked as those of what was meant.
    check(
        NetworkPortConfig::diagnose,
        "
<networkport>
  <plug type='brigde' bridge='br0' macTableManager='kernal'/>
</networkport>",
        expect![[r#"
            2:9 /networkport/plug/@type: invalid value 'brigde', expected one of: none, network, bridge, direct, hostdev-pci; did you mean 'bridge'?
            2:36 /networkport/plug/@macTableManager: invalid value 'kernal', expected one of: kernel, libvirt; did you mean 'kernel'?
        "#]],
    );
    // Near nothing: any part that some variant has goes.
    check(
        NetworkPortConfig::diagnose,
        "
<networkport>
  <plug type='socket' bridge='br0' dev='eth0' devv='eth1'><address/><adress/></plug>
</networkport>",
        expect![[r#"
            2:9 /networkport/plug/@type: invalid value 'socket', expected one of: none, network, bridge, direct, hostdev-pci
            2:47 /networkport/plug/@devv: unknown attribute; did you mean 'dev'?
            2:69 /networkport/plug/adress: unknown element; did you mean 'address'?
        "#]],
    );
    check(
        SecretConfig::diagnose,
        "<secret><usage tpye='ceph'><name>a</name><volume>b</volume></usage></secret>",
        expect![[r#"
            1:16 /secret/usage/@tpye: unknown attribute; did you mean 'type'?
        "#]],
    );
}

#[test]
fn a_document_can_be_wrong_a_million_times() {
    let text =
        format!("<interface type='ethernet' name='a'>{}</interface>", "<x/>".repeat(200_000));
    assert_eq!(InterfaceConfig::diagnose(&text).unwrap().len(), 1000);
    let text = format!("<network><name>a</name><dns>{}</dns></network>", "<host/>".repeat(200_000));
    assert_eq!(NetworkConfig::diagnose(&text).unwrap().len(), 1000);
    assert_eq!(NetworkConfig::parse(&text).unwrap().problems().len(), 1000);
}
