//! How definitions look as JSON, and what is said of wrong ones.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::Debug;

use expect_test::{Expect, expect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use virt_core::config::domain::devices::{Disk, DiskBus};
use virt_core::config::storage::StorageSize;
use virt_core::config::{
    DomainConfig, FilterConfig, MacAddress, NetworkConfig, SecretConfig, StorageVolumeConfig,
    ZeroOne,
};
use virt_core::cpu_set::CpuSet;
use virt_core::units::MemorySize;
use virt_core::xml::{Element, Switch, XmlElement, from_str};

/// Reads `text`, and writes it as JSON with indentation.
fn look<T: XmlElement + Serialize>(root: &str, text: &str, expected: Expect) {
    let model: T = from_str(root, text).unwrap();
    expected.assert_eq(&serde_json::to_string_pretty(&model).unwrap());
}

#[test]
fn definitions_read_as_one_would_write_them() {
    look::<DomainConfig>(
        "domain",
        "<domain type='kvm' xmlns:a='urn:a'>
           <name>a</name>
           <metadata><a:b c='d'>e</a:b></metadata>
           <memory unit='MiB' dumpCore='off'>512</memory>
           <vcpu cpuset='0-1,3'>2</vcpu>
           <features><acpi/></features>
           <on_crash>coredump-destroy</on_crash>
           <devices>
             <disk device='cdrom'><target dev='sda' removable='on'/><readonly/></disk>
             <interface type='network'>
               <mac address='52:54:00:00:00:01'/><source network='default'/>
               <address type='pci' slot='0x1f'/>
             </interface>
           </devices>
         </domain>",
        expect![[r#"
            {
              "domain_type": "kvm",
              "name": "a",
              "metadata": "<metadata xmlns:a=\"urn:a\">\n  <a:b c=\"d\">e</a:b>\n</metadata>",
              "memory": {
                "dump_core": false,
                "size": "512MiB"
              },
              "vcpu": {
                "cpuset": "0-1,3",
                "maximum": 2
              },
              "features": {
                "acpi": true
              },
              "on_crash": "coredump-destroy",
              "devices": {
                "disks": [
                  {
                    "device": "cdrom",
                    "target": {
                      "dev": "sda",
                      "removable": true
                    },
                    "readonly": true
                  }
                ],
                "interfaces": [
                  {
                    "mac": {
                      "address": "52:54:00:00:00:01"
                    },
                    "source": {
                      "type": "network",
                      "network": "default"
                    },
                    "info": {
                      "address": {
                        "type": "pci",
                        "domain": 0,
                        "bus": 0,
                        "slot": 31,
                        "function": 0
                      }
                    }
                  }
                ]
              }
            }"#]],
    );
    look::<FilterConfig>(
        "filter",
        "<filter name='a'>
           <filterref filter='b'><parameter name='IP' value='10.0.0.1'/></filterref>
           <rule action='drop' direction='in' statematch='false'>
             <tcp srcipaddr='$IP' dstportstart='22' dscp='0x10' flags='SYN/ALL'/>
           </rule>
         </filter>",
        expect![[r#"
            {
              "name": "a",
              "entries": [
                {
                  "type": "filterref",
                  "filter": "b",
                  "parameters": [
                    {
                      "name": "IP",
                      "value": "10.0.0.1"
                    }
                  ]
                },
                {
                  "type": "rule",
                  "action": "drop",
                  "direction": "in",
                  "state_match": false,
                  "matches": [
                    {
                      "type": "tcp",
                      "addresses": {
                        "source": "$IP"
                      },
                      "connection": {
                        "dscp": "0x10"
                      },
                      "ports": {
                        "destination_start": 22
                      },
                      "tcp": {
                        "flags": "SYN/ALL"
                      }
                    }
                  ]
                }
              ]
            }"#]],
    );
    look::<StorageVolumeConfig>(
        "volume",
        "<volume><name>a</name><capacity unit='GiB'>20</capacity><allocation>5</allocation>
           <target><permissions><mode>0644</mode><owner>-1</owner></permissions></target>
         </volume>",
        expect![[r#"
            {
              "name": "a",
              "capacity": "20GiB",
              "allocation": "5bytes",
              "target": {
                "permissions": {
                  "mode": "0644",
                  "owner": -1
                }
              }
            }"#]],
    );
}

/// What is wrong with `json` as a model.
fn refused<T: DeserializeOwned + Debug>(json: &str, expected: Expect) {
    let refused = serde_json::from_str::<T>(json).unwrap_err();
    expected.assert_eq(&refused.to_string());
}

#[test]
fn members_that_are_not_known_are_named() {
    refused::<SecretConfig>(
        r#"{"private": true, "descritpion": "a"}"#,
        expect![
            "there is no 'descritpion', did you mean 'description'? (known: ephemeral, private, uuid, description, usage)"
        ],
    );
    refused::<SecretConfig>(
        r#"{"private": true, "private": true}"#,
        expect!["'private' is there twice"],
    );
    refused::<SecretConfig>(
        r#"{"usage": {"type": "none", "x": 1}}"#,
        expect!["usage: there is no 'x': nothing goes here"],
    );
    refused::<SecretConfig>(
        r#"{"usage": {"type": "ceph", "x": 1}}"#,
        expect!["usage: there is no 'x' (known: name)"],
    );
    refused::<NetworkConfig>(
        r#"{"ips": [{}, {"dhcp": {"hosts": [{"ip": "10.0.0.1", "colour": 1}]}}]}"#,
        expect!["ips[1].dhcp.hosts[0]: there is no 'colour' (known: mac, id, name, ip, lease)"],
    );
}

#[test]
fn what_is_missing_or_chosen_wrongly_is_named() {
    refused::<DomainConfig>("[]", expect!["expected an object, not a list"]);
    refused::<DomainConfig>("{}", expect!["'domain_type' is missing"]);
    refused::<SecretConfig>(r#"{"usage": {}}"#, expect!["usage: 'type' is missing"]);
    refused::<SecretConfig>(
        r#"{"usage": {"type": "wire"}}"#,
        expect![
            "usage.type: invalid value 'wire', expected one of: none, volume, ceph, iscsi, tls, vtpm"
        ],
    );
    refused::<SecretConfig>(
        r#"{"usage": {"type": 5}}"#,
        expect!["usage.type: expected a word, not the number 5"],
    );
}

#[test]
fn bad_values_are_named() {
    let domain = |rest: &str, expected| {
        refused::<DomainConfig>(&format!("{{\"domain_type\": \"kvm\", {rest}}}"), expected);
    };
    domain(r#""name": 5"#, expect!["name: expected a text, in quotes, not the number 5"]);
    domain(r#""name": ["a"]"#, expect!["name: expected a text, not a list"]);
    domain(r#""memory": {}"#, expect!["memory: 'size' is missing"]);
    domain(
        r#""memory": {"size": 512}"#,
        expect![[r#"memory.size: expected a text such as "512MiB", not the number 512"#]],
    );
    domain(
        r#""memory": {"size": "512 parsecs"}"#,
        expect![
            "memory.size: invalid value '512 parsecs', expected a unit such as bytes, KB, KiB, MB, MiB, GB, GiB, TB, TiB, PB, PiB, EB, EiB"
        ],
    );
    domain(
        r#""id": 1.5"#,
        expect!["id: invalid value '1.5', expected a whole number from 0 to 4294967295"],
    );
    domain(
        r#""id": -1"#,
        expect!["id: invalid value '-1', expected a whole number from 0 to 4294967295"],
    );
    domain(r#""id": true"#, expect!["id: expected a whole number, not true"]);
    domain(
        r#""on_crash": "explode""#,
        expect![
            "on_crash: invalid value 'explode', expected one of: destroy, restart, preserve, rename-restart, coredump-destroy, coredump-restart"
        ],
    );
    domain(
        r#""features": {"acpi": "yes"}"#,
        expect!["features.acpi: expected true or false, not the text 'yes'"],
    );
    domain(
        r#""devices": {"disks": {"a": 1}}"#,
        expect!["devices.disks: expected a list, not an object"],
    );
    domain(
        r#""devices": {"disks": [{}, {"readonly": 1}]}"#,
        expect!["devices.disks[1].readonly: expected true or false, not the number 1"],
    );
    domain(
        r#""metadata": "<a>""#,
        expect!["metadata: at line 1, column 4, /a: the document ends inside <a>"],
    );
    domain(r#""metadata": {}"#, expect!["metadata: expected a text of XML, not an object"]);
}

/// Values alone go the same way.
fn value<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, json: &str) {
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), value);
}

#[test]
fn values_stand_alone() {
    value(MemorySize::from_bytes(1), "\"1bytes\"");
    value(MemorySize::from_kib(1 << 20), "\"1GiB\"");
    value(StorageSize::from_bytes(1536), "\"1536bytes\"");
    value("52:54:00:00:00:01".parse::<MacAddress>().unwrap(), "\"52:54:00:00:00:01\"");
    value("0-3,^2".parse::<CpuSet>().unwrap(), "\"0-1,3\"");
    value(Switch::Off, "false");
    assert_eq!(serde_json::from_str::<Switch>("\"off\"").unwrap(), Switch::Off);
    value(ZeroOne(true), "true");
    value(DiskBus::Virtio, "\"virtio\"");
    value(
        Element::parse("<a b='c'>d<!-- e --></a>").unwrap(),
        "\"<a b=\\\"c\\\">d<!-- e --></a>\"",
    );
}

#[test]
fn layers_are_a_list_however_many() {
    let layer = |index: u32| format!("<backingStore type='file' index='{index}'>");
    let layers: String = (1..=240).map(layer).collect();
    let ends = "</backingStore>".repeat(240);
    let text = format!("<disk type='file'>{layers}<backingStore/>{ends}</disk>");
    let disk: Disk = from_str("disk", &text).unwrap();
    let json = serde_json::to_value(&disk).unwrap();
    let list = json["backing_store"].as_array().unwrap();
    assert_eq!(list.len(), 241);
    assert_eq!(list[1], serde_json::json!({"disk_type": "file", "index": 2}));
    assert_eq!(list[240], serde_json::json!({}));
    let again: Disk = serde_json::from_str(&json.to_string()).unwrap();
    assert_eq!(again, disk);

    let refused = r#"{"backing_store": []}"#;
    let refused = serde_json::from_str::<Disk>(refused).unwrap_err().to_string();
    assert!(refused.starts_with("backing_store: something has to be in the list"), "{refused}");
    let refused = r#"{"backing_store": [{}, {"backing_store": []}]}"#;
    let refused = serde_json::from_str::<Disk>(refused).unwrap_err().to_string();
    assert!(refused.starts_with("backing_store[1]: there is no 'backing_store'"), "{refused}");
}
