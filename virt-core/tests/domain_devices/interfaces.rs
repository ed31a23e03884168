//! Network interfaces.

use expect_test::expect;
use virt_core::config::domain::Defaults;

use super::{domain, fills, inside, refuses};

/// An interface of this type with these parts and a hardware address.
fn interface(interface_type: &str, parts: &str) -> String {
    format!(
        "<interface type='{interface_type}'><mac address='52:54:00:00:00:01'/>{parts}</interface>"
    )
}

#[test]
fn ports_and_models_stay_as_they_are_spelled() {
    fills(
        "<interface type='user'><mac address='52:54:00:00:00:01'/><model type='82-Q_'/></interface>",
        expect![[r#"
            <interface type='user'>
              <mac address='52:54:00:00:00:01'/>
              <model type='82-Q_'/>
            </interface>
        "#]],
    );
    refuses(
        &interface("mcast", "<source address='230.0.0.1' port='-1'/>"),
        expect![[r#"
            port -1 is none; ports go from 0 to 65535 (at interface/source/@port)
        "#]],
    );
    refuses(
        &interface("server", "<source port='65536'/>"),
        expect![[r#"
            port 65536 is none; ports go from 0 to 65535 (at interface/source/@port)
        "#]],
    );
}

#[test]
fn an_address_is_made_up_where_there_is_none() {
    for mac in ["", "<mac/>", "<mac address='00:00:00:00:00:00'/>"] {
        let mut config = domain(&format!("<interface>{mac}</interface>")).unwrap();
        config.fill_defaults(&Defaults { mac_prefix: [0x02, 0x10, 0x20], ..Defaults::default() });
        let interface = &config.devices.as_ref().unwrap().interfaces[0];
        let address = interface.mac_address().unwrap().to_string();
        assert!(address.starts_with("02:10:20:"), "{address}");
        assert_eq!(interface.source.word(), "user");
    }
    refuses(
        "<interface type='null'><mac address='53:54:00:00:00:01'/></interface>",
        expect![[r#"
            53:54:00:00:00:01 is the address of a group, its first byte is odd; use another one (at interface/mac/@address)
        "#]],
    );
}

#[test]
fn sources_are_completed() {
    fills(
        &interface("direct", "<source dev='eth0'/>"),
        expect![[r#"
        <interface type='direct'>
          <mac address='52:54:00:00:00:01'/>
          <source dev='eth0' mode='vepa'/>
        </interface>
    "#]],
    );
    fills(
        &interface("vhostuser", "<source path='/run/a'/>"),
        expect![[r#"
        <interface type='vhostuser'>
          <mac address='52:54:00:00:00:01'/>
          <source type='unix' path='/run/a' mode='client'/>
        </interface>
    "#]],
    );
    fills(
        &interface(
            "vhostuser",
            "<source type='unix' path='/run/a' dev='eth0'/><backend type='passt'/>",
        ),
        expect![[r#"
            <interface type='vhostuser'>
              <mac address='52:54:00:00:00:01'/>
              <source dev='eth0'/>
              <backend type='passt'/>
            </interface>
        "#]],
    );
    fills(
        &interface("vds", "<source switchid='c7a5fdbd-edaf-9455-926a-d65c16db1809'/>"),
        expect![[r#"
            <interface type='vds'>
              <mac address='52:54:00:00:00:01'/>
              <source switchid='c7a5fdbd-edaf-9455-926a-d65c16db1809' portid='0' connectionid='0'/>
            </interface>
        "#]],
    );
    fills(
        &interface("user", "<source dev='eth0'/>"),
        expect![[r#"
        <interface type='user'>
          <mac address='52:54:00:00:00:01'/>
        </interface>
    "#]],
    );
    fills(
        &interface("ethernet", "<source><ip address='192.0.2.1'/></source>"),
        expect![[r#"
        <interface type='ethernet'>
          <mac address='52:54:00:00:00:01'/>
          <source>
            <ip address='192.0.2.1' family='ipv4'/>
          </source>
        </interface>
    "#]],
    );
    fills(
        &interface("hostdev", "<source><address type='pci' bus='3' multifunction='on'/></source>"),
        expect![[r#"
            <interface type='hostdev'>
              <mac address='52:54:00:00:00:01'/>
              <source>
                <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
              </source>
            </interface>
        "#]],
    );
}

#[test]
fn what_only_a_running_guest_has_is_not_stored() {
    fills(
        &interface(
            "network",
            "<source network='a' portid='c7a5fdbd-edaf-9455-926a-d65c16db1809' bridge='virbr0'/>
             <target dev='vnet3'/><guest dev='eth0' actual='vnet4'/>",
        ),
        expect![[r#"
            <interface type='network'>
              <mac address='52:54:00:00:00:01'/>
              <source network='a'/>
              <guest dev='eth0' actual='vnet4'/>
            </interface>
        "#]],
    );
    fills(
        &interface("ethernet", "<target dev='vnet3' managed='no'/>"),
        expect![[r#"
        <interface type='ethernet'>
          <mac address='52:54:00:00:00:01'/>
          <target dev='vnet3' managed='no'/>
        </interface>
    "#]],
    );
}

#[test]
fn only_virtio_devices_have_settings() {
    let settings = "<driver name='vhost' queues='4'/><backend vhost='/dev/vhost' tap='/dev/tap'/>";
    fills(
        &interface("user", &format!("<model type='ViRtIo'/>{settings}")),
        expect![[r#"
        <interface type='user'>
          <mac address='52:54:00:00:00:01'/>
          <model type='virtio'/>
          <driver name='vhost' queues='4'/>
          <backend tap='/dev/tap' vhost='/dev/vhost'/>
        </interface>
    "#]],
    );
    fills(
        &interface("user", &format!("<model type='E1000'/>{settings}")),
        expect![[r#"
        <interface type='user'>
          <mac address='52:54:00:00:00:01'/>
          <model type='e1000'/>
          <backend tap='/dev/tap'/>
        </interface>
    "#]],
    );
    fills(
        &interface("user", "<model type='virtio'/><driver queues='1'><host/></driver>"),
        expect![[r#"
            <interface type='user'>
              <mac address='52:54:00:00:00:01'/>
              <model type='virtio'/>
            </interface>
        "#]],
    );
    refuses(
        &interface("user", "<model type='e1000'/><driver iommu='on'/>"),
        expect![[r#"
        iommu, ats, packed and page_per_vq are for virtio devices: use <model type='virtio'/> (at interface/driver)
    "#]],
    );
    refuses(
        &interface("user", "<model type='a b'/>"),
        expect![[r#"
        XML error: at line 1, column 168, interface/model/@type: invalid value 'a b', expected a word of letters, digits, '-', '_' and '.'
    "#]],
    );
}

#[test]
fn what_says_nothing_is_dropped() {
    fills(
        &interface(
            "user",
            "<bandwidth><inbound average='0'/></bandwidth><coalesce><rx><frames max='0'/></rx>
             </coalesce><mtu size='0'/><tune/><backend type='default'/><script/>
             <filterref filter='clean-traffic'/>",
        ),
        expect![[r#"
            <interface type='user'>
              <mac address='52:54:00:00:00:01'/>
            </interface>
        "#]],
    );
    fills(
        &interface(
            "bridge",
            "<source bridge='br0'/><filterref filter='a'><parameter name='Z' value='1'/>
             <parameter name='A' value='2'/></filterref>",
        ),
        expect![[r#"
            <interface type='bridge'>
              <mac address='52:54:00:00:00:01'/>
              <source bridge='br0'/>
              <filterref filter='a'>
                <parameter name='A' value='2'/>
                <parameter name='Z' value='1'/>
              </filterref>
            </interface>
        "#]],
    );
}

#[test]
fn sources_that_are_missing() {
    refuses(
        &interface("network", ""),
        expect![[r#"
        XML error: at line 1, column 104, interface: the attribute 'source/@network' is missing
    "#]],
    );
    refuses(
        &interface("bridge", "<source/>"),
        expect![[r#"
        XML error: at line 1, column 104, interface: the attribute 'source/@bridge' is missing
    "#]],
    );
    refuses(
        &interface("udp", "<source address='192.0.2.1' port='1'/>"),
        expect![[r#"
        XML error: at line 1, column 160, interface/source: the attribute 'local/@address' is missing
    "#]],
    );
    refuses(
        &interface("vhostuser", ""),
        expect![[r#"
        an interface of type 'vhostuser' needs the path of a socket (at interface/source/@path)
    "#]],
    );
    refuses(
        &interface("hostdev", "<source/>"),
        expect![[r#"
        say which device of the host it is, by <address type='pci' …/> (at interface/source/address)
    "#]],
    );
    refuses(
        &interface("hostdev", "<source><vendor id='0x1234'/></source>"),
        expect![[r#"
        say which of the maker's products (at interface/source/product)
    "#]],
    );
    refuses(
        &interface("direct", "<source dev='a' mode='b'/>"),
        expect![[r#"
        XML error: at line 1, column 179, interface/source/@mode: invalid value 'b', expected one of: vepa, private, bridge, passthrough
    "#]],
    );
}

#[test]
fn ports_of_switches() {
    let bridge = |parts: &str| interface("bridge", &format!("<source bridge='br0'/>{parts}"));
    let mut config = domain(&bridge("<virtualport type='openvswitch'/>")).unwrap();
    config.fill_defaults(&Defaults::default());
    assert!(inside(&config).contains("<parameters interfaceid='"), "{}", inside(&config));
    refuses(
        &bridge("<virtualport/>"),
        expect![[r#"
        say which kind of switch it is: type='…' (at interface/virtualport/@type)
    "#]],
    );
    refuses(
        &bridge("<virtualport type='802.1Qbg'/>"),
        expect![[r#"
        a <virtualport type='802.1Qbg'> needs 'managerid' (at interface/virtualport/parameters/@managerid)
        a <virtualport type='802.1Qbg'> needs 'typeid' (at interface/virtualport/parameters/@typeid)
        a <virtualport type='802.1Qbg'> needs 'typeidversion' (at interface/virtualport/parameters/@typeidversion)
    "#]],
    );
    refuses(
        &bridge("<virtualport type='802.1Qbh'/>"),
        expect![[r#"
        a <virtualport type='802.1Qbh'> needs 'profileid' (at interface/virtualport/parameters/@profileid)
    "#]],
    );
    refuses(
        &bridge("<virtualport type='midonet'/>"),
        expect![[r#"
        a <virtualport type='midonet'> needs 'interfaceid' (at interface/virtualport/parameters/@interfaceid)
    "#]],
    );
    refuses(
        &interface("user", "<virtualport type='openvswitch'/>"),
        expect![[r#"
        an interface of type 'user' has no port of a switch (at interface/virtualport)
    "#]],
    );
    refuses(
        &interface("user", "<port isolated='yes'/>"),
        expect![[r#"
        an interface of type 'user' has no port to isolate (at interface/port/@isolated)
    "#]],
    );
    refuses(
        &bridge("<virtualport type='openvswitch'/><port isolated='yes'/>"),
        expect![[r#"
        a switch of type 'openvswitch' isolates no ports (at interface/port/@isolated)
    "#]],
    );
    refuses(
        &bridge("<vlan trunk='no'><tag id='1'/><tag id='5000'/></vlan>"),
        expect![[r#"
        several tags in a <vlan> make a trunk, so trunk='no' is wrong; drop it (at interface/vlan/@trunk)
        the VLAN 5000 is above 4095 (at interface/vlan/tag[2]/@id)
    "#]],
    );
    refuses(
        &bridge("<bandwidth classID='3'><inbound average='3' floor='2'/></bandwidth>"),
        expect![[r#"
            only a network can promise a rate: use type='network' (at interface/bandwidth/inbound/@floor)
            a network chooses the traffic class itself (at interface/bandwidth/@classID)
        "#]],
    );
}

#[test]
fn addresses_and_routes() {
    refuses(
        &interface("user", "<ip address='192.0.2.1' family='ipv6' prefix='33' peer='::1'/>"),
        expect![[r#"
            192.0.2.1 is an address of the family 'ipv4' (at interface/ip/@family)
            the prefix 33 is above 32, the whole address (at interface/ip/@prefix)
            the peer ::1 is not of the family of 192.0.2.1 (at interface/ip/@peer)
        "#]],
    );
    refuses(
        &interface("user", "<ip/>"),
        expect![[r#"
        XML error: at line 1, column 161, interface/ip: the attribute 'address' is missing
    "#]],
    );
    refuses(
        &interface("user", "<route/><route address='192.0.2.1' prefix='24' gateway='::1'/>"),
        expect![[r#"
            a <route> needs the attribute 'address' (at interface/route[1]/@address)
            a <route> needs the attribute 'gateway' (at interface/route[1]/@gateway)
            '192.0.2.1' in <route> is no network of 24 bits; that is '192.0.2.0' (at interface/route[2]/@address)
            the route to 192.0.2.1 goes to ::1, of another family (at interface/route[2]/@gateway)
        "#]],
    );
    refuses(
        &interface(
            "ethernet",
            "<source><route address='192.0.2.0' prefix='24' metric='0'/></source>",
        ),
        expect![[r#"
            the route to 192.0.2.0 needs the attribute 'gateway' (at interface/source/route/@gateway)
            the metric of the route to 192.0.2.0 starts at 1 (at interface/source/route/@metric)
        "#]],
    );
}

#[test]
fn forwarded_ports() {
    let passt = |ranges: &str| {
        let forward = format!("<portForward proto='tcp'>{ranges}</portForward>");
        interface("user", &format!("<backend type='passt'/>{forward}"))
    };
    fills(
        &passt("<range start='80' end='90' to='8080'/><range start='85' exclude='yes'/>"),
        expect![[r#"
            <interface type='user'>
              <mac address='52:54:00:00:00:01'/>
              <portForward proto='tcp'>
                <range start='80' end='90' to='8080'/>
                <range start='85' exclude='yes'/>
              </portForward>
              <backend type='passt'/>
            </interface>
        "#]],
    );
    refuses(
        &interface("user", "<portForward proto='tcp'/>"),
        expect![[r#"
        only passt forwards ports: use type='user' and <backend type='passt'/> (at interface/portForward)
    "#]],
    );
    refuses(
        &interface("null", "<backend type='passt'/>"),
        expect![[r#"
        passt serves interfaces of type 'user' and 'vhostuser' alone (at interface/backend/@type)
    "#]],
    );
    refuses(
        &passt("<range start='0' to='0'/><range start='9' end='3'/>"),
        expect![[r#"
        ports start at 1 (at interface/portForward/range[1]/@start)
        ports start at 1 (at interface/portForward/range[1]/@to)
        the range ends at 3, before its start (at interface/portForward/range[2]/@end)
    "#]],
    );
    refuses(
        &passt("<range start='1' end='3' to='65535'/>"),
        expect![[r#"
        so many ports do not fit behind 65535; the last one is 65535 (at interface/portForward/range/@to)
    "#]],
    );
    refuses(
        &passt("<range start='80' end='90'/><range start='85'/>"),
        expect![[r#"
        port 85 of the host is forwarded already; a port can lead to one place (at interface/portForward/range[2]/@start)
    "#]],
    );
    refuses(
        &passt("<range end='3'/>"),
        expect![[r#"
        XML error: at line 1, column 209, interface/portForward/range: the attribute 'start' is missing
    "#]],
    );
}

#[test]
fn devices_on_the_host() {
    refuses(
        &interface("bridge", "<source bridge='br0'/><target dev='tap0' managed='no'/>"),
        expect![[r#"
            the device of an interface of type 'bridge' is always the driver's; managed='no' goes with type 'ethernet' (at interface/target/@managed)
        "#]],
    );
}

#[test]
fn teams() {
    let team = |leader: &str| {
        format!(
            "<interface type='null'><mac address='52:54:00:00:00:01'/><model type='virtio'/>\
             <teaming type='persistent'/><alias name='{leader}'/></interface>\
             <interface type='hostdev'><mac address='52:54:00:00:00:01'/>\
             <source><address type='pci' bus='3'/></source>\
             <teaming type='transient' persistent='ua-a'/></interface>"
        )
    };
    fills(
        &team("ua-a"),
        expect![[r#"
        <interface type='null'>
          <mac address='52:54:00:00:00:01'/>
          <model type='virtio'/>
          <teaming type='persistent'/>
          <alias name='ua-a'/>
        </interface>
        <interface type='hostdev'>
          <mac address='52:54:00:00:00:01'/>
          <source>
            <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
          </source>
          <teaming type='transient' persistent='ua-a'/>
        </interface>
    "#]],
    );
    refuses(
        &team("ua-b"),
        expect![[r#"
        no interface with <teaming type='persistent'/> has the alias 'ua-a' (at interface[2]/teaming/@persistent)
    "#]],
    );
    refuses(
        &interface("null", "<teaming type='transient'/>"),
        expect![[r#"
        XML error: at line 1, column 161, interface/teaming: the attribute 'persistent' is missing
    "#]],
    );
}
