//! Pools, volumes and devices of the host.

use expect_test::expect;
use virt_core::config::{NodeDeviceConfig, StoragePoolConfig, StorageVolumeConfig};

use crate::check;

#[test]
fn pools() {
    check(
        StoragePoolConfig::diagnose,
        "<pool type='netfs'/>",
        expect![[r#"
        1:1 /pool/name: a storage pool needs a <name>
        1:1 /pool/source/host: a storage pool of the type 'netfs' needs a <host> in its <source>
        1:1 /pool/source/dir/@path: a storage pool of the type 'netfs' needs a <dir> in its <source>
        1:1 /pool/target/path: a storage pool of the type 'netfs' needs the <path> of its <target>
    "#]],
    );
    check(
        StoragePoolConfig::diagnose,
        "
<pool type='iscsi-direct'>
  <name>a
b</name>
  <features><cow state='no'/></features>
  <source>
    <format type='ext4'/>
    <auth type='chap' username='u'><secret/></auth>
  </source>
</pool>",
        expect![[r#"
            2:3 /pool/name: the name 'a\nb' has a slash or a line end
            4:13 /pool/features/cow: the feature <cow> is for pools of the types 'fs' and 'dir'; drop it [NoSupport]
            5:3 /pool/source/host: a storage pool of the type 'iscsi-direct' needs a <host> in its <source>
            5:3 /pool/source/device: a storage pool of the type 'iscsi-direct' needs a <device> in its <source>
            5:3 /pool/source/initiator/iqn/@name: a storage pool of the type 'iscsi-direct' needs the <iqn> of its <initiator> [ConfigUnsupported]
            7:36 /pool/source/auth/secret/@uuid: a <secret> needs the attribute 'uuid' or 'usage', which names it
        "#]],
    );
    check(
        StoragePoolConfig::diagnose,
        "
<pool type='logical'>
  <source>
    <name>a/b</name>
    <format type='ext4'/>
  </source>
</pool>",
        expect![[r#"
            3:5 /pool/source/name: the name 'a/b' has a slash or a line end
            4:13 /pool/source/format/@type: a pool of the type 'logical' has no format 'ext4', only lvm2, unknown [ConfigUnsupported]
        "#]],
    );
}

#[test]
fn pools_of_scsi_hosts() {
    let pool = |source: &str| {
        format!(
            "<pool type='scsi'><name>a</name><source>{source}</source>\
             <target><path>/dev</path></target></pool>"
        )
    };
    check(
        StoragePoolConfig::diagnose,
        &pool(""),
        expect![[r#"
        1:33 /pool/source/adapter: a storage pool of the type 'scsi' needs an <adapter> in its <source>
    "#]],
    );
    check(
        StoragePoolConfig::diagnose,
        &pool("<adapter/>"),
        expect![[r#"
        1:41 /pool/source/adapter/@name: an <adapter> needs a 'name' or a <parentaddr>
    "#]],
    );
    check(
        StoragePoolConfig::diagnose,
        &pool(
            "<adapter name='a'>
  <parentaddr unique_id='1'><address domain='0' bus='0' slot='0' function='0'/></parentaddr>
</adapter>",
        ),
        expect![[r#"
            2:3 /pool/source/adapter/parentaddr: an <adapter> has a 'name' or a <parentaddr>, not both; drop one
        "#]],
    );
    check(
        StoragePoolConfig::diagnose,
        &pool(
            "<adapter type='fc_host' wwpn='1' parent_wwnn='20000000c9831b4b' parent_fabric_wwn=''/>",
        ),
        expect![[r#"
            1:41 /pool/source/adapter/@wwnn: 'wwnn' and 'wwpn' must be specified for an adapter of the type 'fc_host'
            1:41 /pool/source/adapter/@parent_wwpn: 'parent_wwnn' and 'parent_wwpn' go together in an <adapter>
            1:65 /pool/source/adapter/@wwpn: the world wide name '1' is not 16 hexadecimal digits
            1:105 /pool/source/adapter/@parent_fabric_wwn: the world wide name '' is not 16 hexadecimal digits
        "#]],
    );
}

#[test]
fn volumes() {
    check(
        StorageVolumeConfig::diagnose,
        "<volume/>",
        expect![[r#"
        1:1 /volume/name: a storage volume needs a <name>
        1:1 /volume/capacity: the storage volume '' needs a <capacity> or <backingStore>
    "#]],
    );
    check(
        StorageVolumeConfig::diagnose,
        "
<volume>
  <name>a</name>
  <target>
    <compat>1</compat>
    <encryption format='luks'>
      <secret type='passphrase'/>
      <secret type='passphrase' usage='a' uuid='d54df46f-1ab5-4a22-8618-4560ef5fac2c'/>
      <secret type='passphrase' usage='a'/>
    </encryption>
  </target>
</volume>",
        expect![[r#"
            1:1 /volume/capacity: the storage volume 'a' needs a <capacity> or <backingStore>
            4:5 /volume/target/compat: invalid <compat> '1', expected a version such as 1.1
            6:7 /volume/target/encryption/secret[1]/@uuid: a <secret> needs the attribute 'uuid' or 'usage', which names it
            7:33 /volume/target/encryption/secret[2]/@usage: a <secret> is named by 'uuid' or by 'usage', not both; drop one
        "#]],
    );
}

#[test]
fn devices_of_the_host() {
    check(
        NodeDeviceConfig::diagnose,
        "<device/>",
        expect![[r#"
        1:1 /device/capability: a device needs at least one <capability>
    "#]],
    );
    check(
        NodeDeviceConfig::diagnose,
        "
<device>
  <name>a</name>
  <capability type='pci'>
    <domain>0</domain><bus>0</bus><slot>32</slot><function>8</function>
    <capability type='mdev_types'/>
    <capability type='phys_function'/>
    <product id='0x1'/><vendor id='0x1'/>
  </capability>
  <capability type='css'>
    <cssid>0x0</cssid><ssid>0x4</ssid><devno>0x1</devno>
    <channel_dev_addr><cssid>0x0</cssid><ssid>0x5</ssid><devno>0x1</devno></channel_dev_addr>
  </capability>
  <capability type='ap_queue'>
    <ap-adapter>0x1</ap-adapter>
    <ap-domain>0x100</ap-domain>
  </capability>
</device>",
        expect![[r#"
            4:35 /device/capability[1]/slot: no PCI slot 32, the last one is 31
            4:50 /device/capability[1]/function: no PCI function 8, the last one is 7
            6:5 /device/capability[1]/capability[2]/address: the <address> of a physical function is missing
            10:23 /device/capability[2]/ssid: no subchannel set 0x4, the last one is 0x3
            11:41 /device/capability[2]/channel_dev_addr/ssid: no subchannel set 0x5, the last one is 0x3
            15:5 /device/capability[3]/ap-domain: no crypto domain 256, the last one is 255
        "#]],
    );
}
