//! Networks and what is about them: fixtures with every element, defaults, and what is refused.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use expect_test::{Expect, expect};
use virt_core::config::interface::InterfaceMember;
use virt_core::config::network::{Bridge, Forward, ForwardMode, NetworkIp};
use virt_core::config::nwfilter::{
    FilterReference, FilterRule, RuleAction, RuleDirection, RuleMatch,
};
use virt_core::config::secret::SecretUsage;
use virt_core::config::{
    FilterBindingConfig, FilterConfig, InterfaceConfig, NetworkConfig, NetworkPortConfig,
    SecretConfig,
};
use virt_core::xml::Form;

/// A fixture is in canonical form and complete, so nothing about it may change, ever.
macro_rules! holds_everything {
    ($($test:ident: $model:ty, $file:literal;)*) => { $(
        #[test]
        fn $test() {
            let text = include_str!(concat!("data/", $file));
            let mut config = <$model>::parse_strict(text).unwrap();
            assert_eq!(config.to_xml(), text);
            config.fill_defaults();
            assert_eq!(config.to_xml(), text, "filled in");
            assert_eq!(<$model>::parse(text).unwrap(), config);
        }
    )* };
}

holds_everything! {
    a_network_holds_everything: NetworkConfig, "network.xml";
    a_port_holds_everything: NetworkPortConfig, "network-port.xml";
    an_interface_holds_everything: InterfaceConfig, "interface.xml";
    a_filter_holds_everything: FilterConfig, "filter.xml";
    a_binding_holds_everything: FilterBindingConfig, "filter-binding.xml";
    a_secret_holds_everything: SecretConfig, "secret.xml";
}

#[test]
fn everything_is_right() {
    InterfaceConfig::parse(include_str!("data/interface.xml")).unwrap().validate().unwrap();
    NetworkPortConfig::parse(include_str!("data/network-port.xml")).unwrap().validate().unwrap();
    FilterConfig::parse(include_str!("data/filter.xml")).unwrap().validate().unwrap();
    FilterBindingConfig::parse(include_str!("data/filter-binding.xml"))
        .unwrap()
        .validate()
        .unwrap();
}

#[test]
fn inactive_networks_count_nobody() {
    let config = NetworkConfig::parse(include_str!("data/network.xml")).unwrap();
    let text = config.to_xml_as(Form { inactive: true, ..Form::default() });
    assert!(!text.contains("connections"), "{text}");
}

/// Fills in a network called `n` with this in it, and writes what is between its name and its end.
fn check_network(inside: &str, expected: Expect) {
    let text = format!(
        "<network><name>n</name><uuid>81ff0d90-c91e-6742-64da-4a736edb9a9b</uuid>{inside}</network>"
    );
    let mut config = NetworkConfig::parse(&text).unwrap();
    let found = match config.validate() {
        Err(err) => format!("{err}\n"),
        Ok(()) => {
            config.fill_defaults();
            config.validate().unwrap();
            let written = config.to_xml();
            let lines: Vec<_> = written.lines().collect();
            lines[3..lines.len() - 1].iter().map(|line| format!("{}\n", &line[2..])).collect()
        }
    };
    expected.assert_eq(&found);
}

#[test]
fn networks_are_filled_in() {
    check_network(
        "",
        expect![[r#"
              <bridge stp='on' delay='0'/>
        "#]],
    );
    check_network(
        "<forward mode='vepa'><interface dev='eth1'/><interface dev='eth2'/></forward>",
        expect![[r#"
              <forward dev='eth1' mode='vepa'>
                <interface dev='eth1'/>
                <interface dev='eth2'/>
              </forward>
        "#]],
    );
    check_network(
        "<forward mode='hostdev'><address type='pci' bus='3' slot='0x1'/><pf dev='e'/></forward>",
        expect![[r#"
              <forward mode='hostdev' managed='no'>
                <address type='pci' domain='0x0000' bus='0x03' slot='0x01' function='0x0'/>
              </forward>
        "#]],
    );
    check_network(
        "<forward mode='bridge' managed='yes'/><virtualport type='openvswitch'><parameters/>
         </virtualport><vlan><tag id='1'/><tag id='2'/></vlan><portgroup name='a' default='no'/>",
        expect![[r#"
              <forward mode='bridge'/>
              <vlan trunk='yes'>
                <tag id='1'/>
                <tag id='2'/>
              </vlan>
              <virtualport type='openvswitch'/>
              <portgroup name='a'>
              </portgroup>
        "#]],
    );
    check_network(
        "<dns/><domain/><mtu size='0'/><port/><ip family='ipv6' address='::10.1.2.3' prefix='24'>
         <dhcp/><tftp/></ip>",
        expect![[r#"
              <bridge stp='on' delay='0'/>
              <ip family='ipv6' address='::10.1.2.3' prefix='24'>
              </ip>
        "#]],
    );
}

#[test]
fn networks_that_cannot_work_are_refused() {
    let rows = [
        (
            "<forward mode='nat'/>",
            expect![[r#"
            XML error: mode='nat' needs an <ip> of the host to forward from
        "#]],
        ),
        (
            "<forward mode='bridge'/><bridge name='b' stp='on'/>",
            expect![[r#"
                XML error: 'stp' needs a bridge of the network's own, not mode='bridge'
            "#]],
        ),
        (
            "<forward mode='bridge' dev='e'/><bridge name='b'/>",
            expect![[r#"
            XML error: the network has both the bridge 'b' and devices to forward to; drop one
        "#]],
        ),
        (
            "<forward mode='vepa'/><bridge name='b'/>",
            expect![[r#"
                XML error: mode='vepa' has no bridge, such as 'b'; drop it
            "#]],
        ),
        (
            "<forward mode='route'><nat/></forward>",
            expect![[r#"
                XML error: <nat> goes with mode='nat', not with mode='route' (at /network/forward/nat)
                mode='route' needs an <ip> of the host to forward from (at /network/ip)
            "#]],
        ),
        (
            "<forward mode='open' dev='e'/>",
            expect![[r#"
            XML error: mode='open' has no 'dev': routes say where traffic goes
        "#]],
        ),
        (
            "<forward mode='bridge' dev='a'><interface dev='b'/></forward>",
            expect![[r#"
                XML error: dev='a' of <forward> is not its first interface 'b'; drop one
            "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='33'/>",
            expect![[r#"
            unsupported configuration: the address 10.0.0.1 has the prefix 33, above 32
        "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='8' netmask='255.0.0.0'/>",
            expect![[r#"
                unsupported configuration: the address 10.0.0.1 has both a netmask and a prefix; drop one
            "#]],
        ),
        (
            "<ip address='2001:db8::1' prefix='64'/>",
            expect![[r#"
                unsupported configuration: the address 2001:db8::1 is not of the family ipv4; say family='ipv6'
            "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.0.9' end='10.0.0.3'/></dhcp></ip>",
            expect![[r#"
                XML error: the range 10.0.0.9 - 10.0.0.3 is reversed; swap 'start' and 'end'
            "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='8'><dhcp><range start='11.0.0.9' end='11.0.0.13'/></dhcp></ip>",
            expect![[r#"
                XML error: 11.0.0.9 is not within the network 10.0.0.1/8 of its <ip> (at /network/ip/dhcp/range/@start)
                11.0.0.13 is not within the network 10.0.0.1/8 of its <ip> (at /network/ip/dhcp/range/@end)
            "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.9' end='10.0.0.255'/></dhcp></ip>",
            expect![[r#"
                XML error: 10.0.0.255 is the broadcast address of the network, not one for a guest
            "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='8'><dhcp><host ip='10.0.0.2'/></dhcp></ip>",
            expect![[r#"
            XML error: a <host> in <dhcp> needs the attribute 'mac' or 'name'
        "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='8'><dhcp><host name='a' ip='10.0.0.2'><lease expiry='1'/></host></dhcp></ip>",
            expect![[r#"
                unsupported configuration: a <lease> of 60 s is below 120 s; for ever is expiry='0'
            "#]],
        ),
        (
            "<ip address='10.0.0.1' prefix='8'/><route address='10.1.2.0' prefix='16' gateway='10.0.0.2'/>",
            expect![[r#"
                XML error: '10.1.2.0' in <route> is no network of 16 bits; that is '10.1.0.0'
            "#]],
        ),
        (
            "<route address='10.1.0.0' prefix='16' gateway='10.0.0.2'/>",
            expect![[r#"
            unsupported configuration: the gateway 10.0.0.2 of the route to 10.1.0.0 is on no <ip> of the network
        "#]],
        ),
        (
            "<dns enable='no'><txt name='a' value='b'/></dns>",
            expect![[r#"
                XML error: <dns enable='no'> must have nothing in it; drop 'enable' or the rest
            "#]],
        ),
        (
            "<dns><srv service='a' protocol='tcp' port='3'/></dns>",
            expect![[r#"
            XML error: the <srv service='a'> has a 'port' but no 'target'
        "#]],
        ),
        (
            "<dns><forwarder/></dns>",
            expect![[r#"
            XML error: a <forwarder> needs the attribute 'addr' or 'domain'
        "#]],
        ),
        (
            "<vlan/>",
            expect![[r#"
            XML error: a <vlan> needs at least one <tag id='…'/>
        "#]],
        ),
        (
            "<bandwidth><inbound peak='3'/></bandwidth>",
            expect![[r#"
            XML error: a limit in <bandwidth> needs the attribute 'average' or 'floor'
        "#]],
        ),
        (
            "<virtualport type='openvswitch'><parameters managerid='1'/></virtualport>",
            expect![[r#"
                XML error: a <virtualport type='openvswitch'> has no 'managerid'; it has interfaceid, profileid
            "#]],
        ),
    ];
    for (inside, expected) in rows {
        check_network(inside, expected);
    }
}

#[test]
fn strict_reading_names_typos() {
    let err = NetworkConfig::parse_strict(
        "<network>\n  <nmae>a</nmae>\n  <forward mdoe='nat'><interface dev='e' x='1'/></forward>\n
         <ip address='10.0.0.300'/>\n</network>",
    )
    .unwrap_err();
    expect![[r#"
        line 2, column 3: /network/nmae: unknown element; did you mean 'name'?
        line 3, column 12: /network/forward/@mdoe: unknown attribute; did you mean 'mode'?
        line 3, column 42: /network/forward/interface/@x: unknown attribute
        line 5, column 14: /network/ip/@address: invalid value '10.0.0.300', expected an IP address such as 192.168.122.1 or 2001:db8::1"#]]
    .assert_eq(err.message());
    let findings = FilterConfig::check(
        "<filter name='a'><rule action='drop' direction='in'><tcp dstport='1'/></rule></filter>",
    );
    expect!["line 1, column 58: /filter/rule/tcp/@dstport: unknown attribute"]
        .assert_eq(&findings.unwrap()[0].to_string());
}

/// Fills in a filter with one rule that holds `inside`, and writes what is in the rule.
fn check_rule(inside: &str, expected: Expect) {
    let text =
        format!("<filter name='a'><rule action='drop' direction='in'>{inside}</rule></filter>");
    let mut config = FilterConfig::parse(&text).unwrap();
    config.fill_defaults();
    let written = config.to_xml();
    let lines = written.lines().filter(|line| line.starts_with("    <"));
    expected.assert_eq(&lines.map(|line| format!("{}\n", line.trim())).collect::<String>());
}

#[test]
fn elements_of_a_rule_are_joined() {
    check_rule(
        "<tcp srcipaddr='1.2.3.4' match='no'/><tcp dscp='3'/><udp/><tcp srcipaddr='1.2.3.5'/>",
        expect![[r#"
            <tcp srcipaddr='1.2.3.5' dscp='3'/>
        "#]],
    );
    check_rule(
        "<tcp match='no' srcportstart='22'/><tcp dstportstart='$P[ @0 ]' comment='c'/>",
        expect![[r#"
            <tcp comment='c'/>
            <tcp match='no' srcportstart='22' dstportstart='$P'/>
        "#]],
    );
    check_rule(
        "<mac protocolid='0x0800' srcmacaddr='1:2:3:4:5:6'/>",
        expect![[r#"
            <mac srcmacaddr='01:02:03:04:05:06' protocolid='ipv4'/>
        "#]],
    );
}

#[test]
fn what_stands_in_no_rule_is_refused() {
    let rows = [
        "<tcp dscp='64'/>",
        "<tcp dstportstart='65536'/>",
        "<mac protocolid='100'/>",
        "<mac srcmacmask='ff:00:ff:00:00:00'/>",
        "<ip srcipmask='255.0.255.0'/>",
        "<all srcipaddr=''/>",
        "<all srcipaddr='$A[0'/>",
        "<all srcipaddr='$A-'/>",
        "<all ipsetflags='src,dst,src,dst,src,dst,src'/>",
        "<tcp flags='FOO/ALL'/>",
        "<tcp state='FOO'/>",
        "<tcp-ipv6 srcipmask='129'/>",
        "<vlan vlanid='4096'/>",
    ];
    for row in rows {
        let text =
            format!("<filter name='a'><rule action='drop' direction='in'>{row}</rule></filter>");
        assert!(FilterConfig::parse(&text).is_err(), "{row}");
    }
}

#[test]
fn definitions_are_built_in_a_few_lines() {
    let network = NetworkConfig::new("lab")
        .with_forward(Forward::new(ForwardMode::Nat))
        .with_bridge(Bridge::new("virbr5"))
        .with_ip(NetworkIp::new("10.5.0.1".parse().unwrap(), 24));
    network.validate().unwrap();
    expect![[r#"
        <network>
          <name>lab</name>
          <forward mode='nat'/>
          <bridge name='virbr5'/>
          <ip address='10.5.0.1' prefix='24'>
          </ip>
        </network>
    "#]]
    .assert_eq(&network.to_xml());
    let filter = FilterConfig::new("quiet")
        .with_reference(FilterReference::new("clean-traffic").with_parameter("IP", "10.5.0.2"))
        .with_rule(FilterRule::new(
            RuleAction::Drop,
            RuleDirection::Out,
            RuleMatch::All(Box::default()),
        ));
    expect![[r#"
        <filter name='quiet'>
          <filterref filter='clean-traffic'>
            <parameter name='IP' value='10.5.0.2'/>
          </filterref>
          <rule action='drop' direction='out'>
            <all/>
          </rule>
        </filter>
    "#]]
    .assert_eq(&filter.to_xml());
    let bridge = InterfaceConfig::bridge("br0", vec![InterfaceMember::ethernet("eth0")]);
    bridge.validate().unwrap();
    assert_eq!(InterfaceConfig::vlan("eth0", 42).name.as_deref(), Some("eth0.42"));
    assert_eq!(SecretConfig::new(SecretUsage::ceph("a")).usage.unwrap().id(), Some("a"));
}

#[test]
fn what_is_empty_is_not_there() {
    let network = NetworkConfig::parse(
        "<network ipv6=''><name>a</name><forward dev='' mode=''/><bridge name='' zone='' stp='maybe' \
         delay=''/><mtu size=''/><mac address=''/><ip address='10.0.0.1' netmask='' prefix='24'>\
         <tftp root=''/><dhcp><range start='10.0.0.2' end='10.0.0.9'><lease expiry='010' \
         unit='hours'/></range></dhcp></ip></network>",
    )
    .unwrap();
    let written = network.to_xml();
    for word in ["ipv6", "dev", "zone", "stp", "mtu", "<mac", "netmask", "tftp", "''"] {
        assert!(!written.contains(word), "{word}: {written}");
    }
    assert!(written.contains("<lease expiry='8' unit='hours'/>"), "{written}");
}
