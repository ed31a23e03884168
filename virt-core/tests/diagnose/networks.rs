//! Networks, their ports, interfaces of the host, filters and bindings.

use expect_test::expect;
use virt_core::config::{
    FilterBindingConfig, FilterConfig, InterfaceConfig, NetworkConfig, NetworkPortConfig,
};

use crate::check;

#[test]
fn names_and_bridges_of_networks() {
    check(
        NetworkConfig::diagnose,
        "
<network>
  <title>two
lines</title>
  <forward mode='nat'/>
  <mac address='01:00:5e:00:00:01'/>
</network>",
        expect![[r#"
            1:1 /network/name: missing name information in <network> [NoName]
            1:1 /network/ip: mode='nat' needs an <ip> of the host to forward from
            2:3 /network/title: the network's title has a line end; join its lines
            5:8 /network/mac/@address: the network's <mac> is the address of a group; the first byte is even in addresses of one card
        "#]],
    );
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>a/b</name>
  <forward mode='vepa'>
    <interface dev='eth0'/>
    <interface dev='eth1'/>
    <interface dev='eth0'/>
  </forward>
  <bridge name='br0' stp='on' delay='1' zone='home'/>
  <mtu size='9000'/>
</network>",
        expect![[r#"
            2:3 /network/name: the network's name 'a/b' has a '/' in it
            6:16 /network/forward/interface[3]/@dev: the interface 'eth0' is listed twice in <forward>
            8:11 /network/bridge/@name: mode='vepa' has no bridge, such as 'br0'; drop it
            8:22 /network/bridge/@stp: 'stp' needs a bridge of the network's own, not mode='vepa'
            8:31 /network/bridge/@delay: 'delay' needs a bridge of the network's own, not mode='vepa'
            8:41 /network/bridge/@zone: 'zone' needs a bridge of the network's own, not mode='vepa'
            9:8 /network/mtu/@size: an <mtu> needs a bridge of the network's own, not mode='vepa'
        "#]],
    );
    check(
        NetworkConfig::diagnose,
        "<network><name>a</name><forward mode='bridge' dev='eth0'/><bridge name='br0'/></network>",
        expect![[r#"
            1:67 /network/bridge/@name: the network has both the bridge 'br0' and devices to forward to; drop one
        "#]],
    );
}

#[test]
fn ways_out_of_networks() {
    let network = |forward: &str| {
        format!("<network><name>a</name>{forward}<ip address='10.0.0.1'/></network>")
    };
    check(
        NetworkConfig::diagnose,
        &network(
            "
<forward mode='open' dev='eth0'>
  <nat/>
  <interface dev='eth1'/>
  <interface dev='eth1'/>
</forward>",
        ),
        expect![[r#"
            2:22 /network/forward/@dev: mode='open' has no 'dev': routes say where traffic goes
            3:3 /network/forward/nat: <nat> goes with mode='nat', not with mode='open'
            5:3 /network/forward/interface[2]: mode='open' has one <interface> at most
            5:14 /network/forward/interface[2]/@dev: the interface 'eth1' is listed twice in <forward>
        "#]],
    );
    check(
        NetworkConfig::diagnose,
        &network(
            "
<forward mode='hostdev' dev='eth0'>
  <address type='pci' bus='1'/>
  <address type='pci' bus='2'/>
  <address type='pci' bus='1'/>
</forward>",
        ),
        expect![[r#"
            2:25 /network/forward/@dev: the attribute 'dev' of <forward> does not go with <address> and <pf>
            5:3 /network/forward/address[3]: the PCI device 0000:01:00.0 is listed twice in <forward>
        "#]],
    );
    check(
        NetworkConfig::diagnose,
        &network(
            "
<forward mode='nat'>
  <nat>
    <address start='192.0.2.9' end='192.0.2.1'/>
    <port start='0' end='9'/>
  </nat>
</forward>",
        ),
        expect![[r#"
            4:32 /network/forward/nat/address/@end: the range 192.0.2.9 - 192.0.2.1 in <nat> is reversed; swap 'start' and 'end'
            5:11 /network/forward/nat/port/@start: the ports in <nat> start at 1, not at 0
        "#]],
    );
    check(
        NetworkConfig::diagnose,
        &network("<forward><nat><port start='9' end='3'/></nat></forward>"),
        expect![[r#"
            1:54 /network/forward/nat/port/@end: the ports 9 - 3 in <nat> are reversed; swap 'start' and 'end'
        "#]],
    );
}

#[test]
fn addresses_of_networks() {
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>a</name>
  <ip prefix='24'/>
  <ip address='10.0.0.1' prefix='33'/>
  <ip address='10.0.0.1' prefix='8' netmask='255.0.0.0'/>
  <ip address='10.0.0.1' netmask='255.0.255.0'/>
  <ip address='10.0.0.1' netmask='ffff::'/>
  <ip address='fd00::1' prefix='64'/>
  <ip family='ipv6' address='fd00::1' netmask='ffff::'/>
</network>",
        expect![[r#"
            3:3 /network/ip[1]/@address: an <ip> needs the attribute 'address'
            4:26 /network/ip[2]/@prefix: the address 10.0.0.1 has the prefix 33, above 32 [ConfigUnsupported]
            5:37 /network/ip[3]/@netmask: the address 10.0.0.1 has both a netmask and a prefix; drop one [ConfigUnsupported]
            6:26 /network/ip[4]/@netmask: the address 10.0.0.1 has the netmask 255.0.255.0, whose ones are not together [ConfigUnsupported]
            7:26 /network/ip[5]/@netmask: the address 10.0.0.1 has the netmask ffff:: of another family [ConfigUnsupported]
            8:3 /network/ip[6]/@family: the address fd00::1 is not of the family ipv4; say family='ipv6' [ConfigUnsupported]
            9:39 /network/ip[7]/@netmask: the address fd00::1 has the netmask ffff::; IPv6 has the 'prefix' [ConfigUnsupported]
        "#]],
    );
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>a</name>
  <ip address='10.0.0.1' prefix='24'>
    <dhcp>
      <range start='10.0.0.9' end='10.0.0.3'><lease expiry='1'/></range>
      <range start='10.0.0.0' end='10.0.0.255'/>
      <range start='10.0.1.2' end='10.0.2.2'/>
      <range start='fd00::2' end='10.0.0.2'/>
      <host ip='10.0.0.9'/>
      <host mac='01:00:5e:00:00:01' ip='fd00::9'><lease expiry='30' unit='seconds'/></host>
      <host name='x'/>
    </dhcp>
  </ip>
  <ip address='10.1.0.1' prefix='8'><dhcp><range start='10.1.0.2' end='10.9.0.2'/></dhcp></ip>
  <ip family='ipv6' address='fd00::1' prefix='64'>
    <dhcp>
      <host mac='52:54:00:00:00:01' ip='fd00::9'/>
      <host ip='fd00::a'/>
      <host id='0:1' ip='fd00::b'/>
    </dhcp>
  </ip>
</network>",
        expect![[r#"
            5:31 /network/ip[1]/dhcp/range[1]/@end: the range 10.0.0.9 - 10.0.0.3 is reversed; swap 'start' and 'end'
            5:53 /network/ip[1]/dhcp/range[1]/lease/@expiry: a <lease> of 60 s is below 120 s; for ever is expiry='0' [ConfigUnsupported]
            6:14 /network/ip[1]/dhcp/range[2]/@start: 10.0.0.0 is the address of the network itself, not one for a guest
            6:31 /network/ip[1]/dhcp/range[2]/@end: 10.0.0.255 is the broadcast address of the network, not one for a guest
            7:14 /network/ip[1]/dhcp/range[3]/@start: 10.0.1.2 is not within the network 10.0.0.1/24 of its <ip>
            7:31 /network/ip[1]/dhcp/range[3]/@end: 10.0.2.2 is not within the network 10.0.0.1/24 of its <ip>
            8:14 /network/ip[1]/dhcp/range[4]/@start: the range fd00::2 - 10.0.0.2 is not of one family with its <ip>
            9:7 /network/ip[1]/dhcp/host[1]/@mac: a <host> in <dhcp> needs the attribute 'mac' or 'name'
            10:13 /network/ip[1]/dhcp/host[2]/@mac: the <host mac='01:00:5e:00:00:01'> has the address of a group
            10:37 /network/ip[1]/dhcp/host[2]/@ip: the <host ip='fd00::9'> is not of one family with its <ip>
            10:57 /network/ip[1]/dhcp/host[2]/lease/@expiry: a <lease> of 30 s is below 120 s; for ever is expiry='0' [ConfigUnsupported]
            11:7 /network/ip[1]/dhcp/host[3]/@ip: a <host> in <dhcp> needs the attribute 'ip'
            14:37 /network/ip[2]/dhcp: another <ip family='ipv4'> has <dhcp> already; one can have it [ConfigUnsupported]
            14:67 /network/ip[2]/dhcp/range/@end: the range 10.1.0.2 - 10.9.0.2 has more than 65535 addresses
            17:13 /network/ip[3]/dhcp/host[1]/@mac: the <host mac='52:54:00:00:00:01'> is IPv6, which goes by 'id'
            18:7 /network/ip[3]/dhcp/host[2]/@id: a <host> in <dhcp> needs the attribute 'id' or 'name'
        "#]],
    );
}

#[test]
fn routes_of_networks() {
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>a</name>
  <ip address='10.0.0.1' prefix='24'/>
  <route metric='0'/>
  <route address='10.1.2.0' prefix='16' gateway='10.9.0.1'/>
  <route address='10.1.0.0' prefix='16' gateway='fd00::1'/>
  <route address='10.1.0.0' prefix='16' netmask='255.255.0.0' gateway='10.0.0.2'/>
  <route address='fd00::' prefix='64' gateway='fd00::1'/>
</network>",
        expect![[r#"
            4:3 /network/route[1]/@address: a <route> needs the attribute 'address'
            4:3 /network/route[1]/@gateway: a <route> needs the attribute 'gateway'
            4:10 /network/route[1]/@metric: the metric of a <route> starts at 1
            5:10 /network/route[2]/@address: '10.1.2.0' in <route> is no network of 16 bits; that is '10.1.0.0'
            5:41 /network/route[2]/@gateway: the gateway 10.9.0.1 of the route to 10.1.2.0 is on no <ip> of the network [ConfigUnsupported]
            6:41 /network/route[3]/@gateway: the route to 10.1.0.0 goes to fd00::1, of another family
            7:41 /network/route[4]/@netmask: the route to 10.1.0.0 has both a netmask and a prefix; drop one [ConfigUnsupported]
            8:3 /network/route[5]/@family: the route to fd00:: is not of the family ipv4; say family='ipv6' [ConfigUnsupported]
        "#]],
    );
    // Which network the gateway is on shows when the address is right.
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>a</name>
  <ip address='10.0.0.1' prefix='55'/>
  <route address='10.1.0.0' prefix='16' gateway='10.9.0.1'/>
</network>",
        expect![[r#"
            3:26 /network/ip/@prefix: the address 10.0.0.1 has the prefix 55, above 32 [ConfigUnsupported]
        "#]],
    );
}

#[test]
fn names_that_networks_tell() {
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>a</name>
  <dns enable='no'>
    <forwarder/>
    <forwarder addr='192.0.2.1'/>
    <txt/>
    <txt name='a b' value='c'/>
    <srv port='0' weight='1'/>
    <srv service='ldap' protocol='tcp' target='b' port='0'/>
    <host/>
    <host ip='10.0.0.2'><hostname>b</hostname></host>
  </dns>
</network>",
        expect![[r#"
            3:8 /network/dns/@enable: <dns enable='no'> must have nothing in it; drop 'enable' or the rest
            4:5 /network/dns/forwarder[1]/@addr: a <forwarder> needs the attribute 'addr' or 'domain'
            6:5 /network/dns/txt[1]/@name: a <txt> needs the attribute 'name'
            6:5 /network/dns/txt[1]/@value: the <txt name=''> needs the attribute 'value'
            7:10 /network/dns/txt[2]/@name: the name 'a b' of a <txt> has a blank or a comma in it
            8:5 /network/dns/srv[1]/@service: an <srv> needs the attribute 'service'
            8:5 /network/dns/srv[1]/@protocol: the <srv service=''> needs the attribute 'protocol'
            8:5 /network/dns/srv[1]/@target: the <srv service=''> has a 'port' but no 'target'
            8:10 /network/dns/srv[1]/@port: the <srv service=''> has the port 0; they start at 1
            9:51 /network/dns/srv[2]/@port: the <srv service='ldap'> has the port 0; they start at 1
            10:5 /network/dns/host[1]/@ip: a <host> in <dns> needs the attribute 'ip'
            10:5 /network/dns/host[1]/hostname: a <host> in <dns> needs a <hostname>
        "#]],
    );
}

#[test]
fn traffic_of_networks() {
    check(
        NetworkConfig::diagnose,
        "
<network>
  <name>a</name>
  <vlan trunk='no'>
    <tag id='5000'/>
    <tag id='1' nativeMode='tagged'/>
    <tag id='2' nativeMode='untagged'/>
  </vlan>
  <bandwidth>
    <inbound average='1' floor='2'/>
    <outbound peak='3' floor='4'/>
  </bandwidth>
  <virtualport>
    <parameters profileid='x'/>
  </virtualport>
  <portgroup>
    <vlan/>
    <bandwidth>
      <inbound/>
      <outbound burst='9'/>
    </bandwidth>
  </portgroup>
  <portgroup name='b'>
    <vlan><tag id='1'/><tag id='2' nativeMode='tagged'/></vlan>
    <virtualport type='midonet'>
      <parameters profileid='x' managerid='1'/>
    </virtualport>
  </portgroup>
  <portgroup name='c'>
    <virtualport type='802.1Qbh'>
      <parameters profileid='0123456789012345678901234567890123456789'/>
    </virtualport>
  </portgroup>
</network>",
        expect![[r#"
            3:9 /network/vlan/@trunk: several tags in a <vlan> make a trunk, so trunk='no' is wrong; drop it
            4:10 /network/vlan/tag[1]/@id: the VLAN 5000 is above 4095
            6:17 /network/vlan/tag[3]/@nativeMode: the VLAN 1 is the native one already; drop one
            9:26 /network/bandwidth/inbound/@floor: 'floor' in <bandwidth> is for interfaces of guests, not for networks [ConfigUnsupported]
            10:5 /network/bandwidth/outbound/@average: 'peak' and 'burst' in <bandwidth> need the attribute 'average'
            10:24 /network/bandwidth/outbound/@floor: 'floor' belongs to <inbound>, not to <outbound>; move it there
            12:3 /network/virtualport/@type: the network's <virtualport> needs the attribute 'type'
            15:3 /network/portgroup[1]/@name: a <portgroup> needs the attribute 'name'
            16:5 /network/portgroup[1]/vlan/tag: a <vlan> needs at least one <tag id='…'/>
            18:7 /network/portgroup[1]/bandwidth/inbound/@average: a limit in <bandwidth> needs the attribute 'average' or 'floor'
            19:7 /network/portgroup[1]/bandwidth/outbound/@average: a limit in <bandwidth> needs the attribute 'average' or 'floor'
            23:36 /network/portgroup[2]/vlan/tag[2]/@nativeMode: a <virtualport type='midonet'> knows no 'nativeMode' of VLANs [ConfigUnsupported]
            25:19 /network/portgroup[2]/virtualport/parameters/@profileid: a <virtualport type='midonet'> has no 'profileid'; it has interfaceid
            25:33 /network/portgroup[2]/virtualport/parameters/@managerid: a <virtualport type='midonet'> has no 'managerid'; it has interfaceid
            30:19 /network/portgroup[3]/virtualport/parameters/@profileid: the profile '0123456789012345678901234567890123456789' has more than 39 characters
        "#]],
    );
}

#[test]
fn ports() {
    check(
        NetworkPortConfig::diagnose,
        "<networkport/>",
        expect![[r#"
        1:1 /networkport/uuid: a <networkport> needs a <uuid>
        1:1 /networkport/owner: a <networkport> needs an <owner>
        1:1 /networkport/mac/@address: a <networkport> needs a <mac address='…'/>
    "#]],
    );
    check(
        NetworkPortConfig::diagnose,
        "
<networkport>
  <uuid>5d744f21-ba4a-4d6e-bdb2-30a35ff3207d</uuid>
  <owner/>
  <mac/>
  <vlan/>
  <virtualport type='midonet'><parameters typeid='1'/></virtualport>
  <bandwidth><inbound/></bandwidth>
</networkport>",
        expect![[r#"
            3:3 /networkport/owner/name: the <owner> of a <networkport> needs a <name>
            3:3 /networkport/owner/uuid: the <owner> of a <networkport> needs a <uuid>
            4:3 /networkport/mac/@address: a <networkport> needs a <mac address='…'/>
            5:3 /networkport/vlan/tag: a <vlan> needs at least one <tag id='…'/>
            6:43 /networkport/virtualport/parameters/@typeid: a <virtualport type='midonet'> has no 'typeid'; it has interfaceid
            7:14 /networkport/bandwidth/inbound/@average: a limit in <bandwidth> needs the attribute 'average' or 'floor'
        "#]],
    );
}

#[test]
fn interfaces_of_the_host() {
    check(
        InterfaceConfig::diagnose,
        "<interface type='bridge'/>",
        expect![[r#"
        1:1 /interface/@name: an <interface> needs the attribute 'name'
        1:1 /interface/bridge: the bridge '' needs the element <bridge>
    "#]],
    );
    check(
        InterfaceConfig::diagnose,
        "<interface type='bond' name='b'/>",
        expect![[r#"
        1:1 /interface/bond: the bond 'b' needs the element <bond>
    "#]],
    );
    check(
        InterfaceConfig::diagnose,
        "<interface type='vlan' name='v'/>",
        expect![[r#"
        1:1 /interface/vlan: the VLAN 'v' needs the element <vlan>
    "#]],
    );
    check(
        InterfaceConfig::diagnose,
        "
<interface type='bridge' name='br0'>
  <protocol family='ipv4'>
    <autoconf/>
    <ip address='fd00::1' prefix='24'/>
    <ip address='10.0.0.1' prefix='33'/>
    <route gateway='fd00::2'/>
  </protocol>
  <protocol family='ipv4'/>
  <bridge>
    <interface type='bridge' name='br1'/>
    <interface type='ethernet'/>
    <interface type='vlan' name='v'><vlan tag='4096'><interface name='e'/></vlan></interface>
    <interface type='bond' name='b'>
      <bond>
        <interface type='vlan' name='v'/>
        <interface type='ethernet'/>
      </bond>
    </interface>
    <interface type='bond' name='c'/>
  </bridge>
</interface>",
        expect![[r#"
            3:5 /interface/protocol[1]/autoconf: the interface 'br0' has <autoconf>, which is IPv6 alone
            4:9 /interface/protocol[1]/ip[1]/@address: the address fd00::1 of 'br0' is not ipv4
            5:28 /interface/protocol[1]/ip[2]/@prefix: the prefix 33 of 'br0' is above 32
            6:12 /interface/protocol[1]/route/@gateway: the address fd00::2 of 'br0' is not ipv4
            8:13 /interface/protocol[2]/@family: the interface 'br0' has a <protocol family='ipv4'> already
            10:16 /interface/bridge/interface[1]/@type: a bridge cannot belong to the bridge 'br0'
            11:5 /interface/bridge/interface[2]/@name: an <interface> needs the attribute 'name'
            12:43 /interface/bridge/interface[3]/vlan/@tag: the VLAN 4096 of 'v' is above 4095
            15:20 /interface/bridge/interface[4]/bond/interface[1]/@type: the bond 'b' is of cards, so no vlan can belong to it
            16:9 /interface/bridge/interface[4]/bond/interface[2]/@name: an <interface> needs the attribute 'name'
            19:5 /interface/bridge/interface[5]/bond: the bond 'c' needs the element <bond>
        "#]],
    );
}

#[test]
fn filters_and_bindings() {
    check(
        FilterConfig::diagnose,
        "<filter chain='' priority='2000'/>",
        expect![[r#"
            1:1 /filter/@name: missing name information in <filter> [NoName]
            1:9 /filter/@chain: the chain '' is not called 'root' and does not start with mac, vlan, stp, arp, rarp, ipv4, ipv6 [InvalidArg]
            1:18 /filter/@priority: the chain priority 2000 is not from -1000 to 1000 [InvalidArg]
        "#]],
    );
    check(
        FilterConfig::diagnose,
        "
<filter name='a' chain='ipv4 x'>
  <filterref filter='b'/>
  <rule action='drop' direction='in'/>
  <filterref filter='a'/>
</filter>",
        expect![[r#"
            1:18 /filter/@chain: the chain 'ipv4 x' has more than letters, digits and '_', '.', ':', '-' [InvalidArg]
            4:14 /filter/filterref[2]/@filter: the filter 'a' has a <filterref> to itself; drop it
        "#]],
    );
    check(
        FilterConfig::diagnose,
        "<filter name='a' chain='ipv4-and-much-more'/>",
        expect![[r#"
        1:18 /filter/@chain: the chain 'ipv4-and-much-more' has more than 12 characters [InvalidArg]
    "#]],
    );
    check(
        FilterBindingConfig::diagnose,
        "<filterbinding/>",
        expect![[r#"
        1:1 /filterbinding/owner: a <filterbinding> needs an <owner>
        1:1 /filterbinding/portdev/@name: a <filterbinding> needs a <portdev name='…'/>
        1:1 /filterbinding/mac/@address: a <filterbinding> needs a <mac address='…'/>
        1:1 /filterbinding/filterref: a <filterbinding> needs a <filterref filter='…'/>
    "#]],
    );
    check(
        FilterBindingConfig::diagnose,
        "
<filterbinding>
  <owner><uuid>d54df46f-1ab5-4a22-8618-4560ef5fac2c</uuid></owner>
  <mac address='52:54:00:00:00:01'/>
  <filterref filter='a'/>
</filterbinding>",
        expect![[r#"
            1:1 /filterbinding/portdev/@name: a <filterbinding> needs a <portdev name='…'/>
            2:3 /filterbinding/owner/name: the <owner> of a <filterbinding> needs a <name>
        "#]],
    );
}
