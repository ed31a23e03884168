//! What rules look at in a packet, in groups that several protocols share.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{
    ArpOpcode, ConnectionState, EtherType, FilterNumber, FilterValue, Gratuitous, IpProtocol,
    IpSetFlags, IpSetName, Ipv4Mask, Ipv6Mask, MacMask, TcpFlags,
};
use crate::config::MacAddress;
use crate::xml::XmlElement;

/// Conditions that stand on one element.
pub(super) trait Conditions: PartialEq + Default {
    /// Puts the last value of each condition in `all` into `positive` or, where its element is
    /// negated, into `negative`. What only refines another condition goes where that one goes.
    fn split(all: &[(&Self, bool)], positive: &mut Self, negative: &mut Self);

    /// Whether there is no condition.
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether the element with the last value of a condition is negated.
fn sign<C, T>(all: &[(&C, bool)], condition: impl Fn(&C) -> &Option<T>) -> Option<bool> {
    let mut last = all.iter().rev();
    last.find(|(conditions, _)| condition(conditions).is_some()).map(|(_, negated)| *negated)
}

/// Declares a group of conditions.
macro_rules! conditions {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$field_doc:meta])* $attribute:literal $field:ident: $type:ty
                $(=> $leader:ident)?,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
        pub struct $name {
            $($(#[$field_doc])* #[xml(attribute = $attribute)] pub $field: Option<$type>,)*
        }

        impl Conditions for $name {
            fn split(all: &[(&Self, bool)], positive: &mut Self, negative: &mut Self) {
                $(
                    let mut last = all.iter().rev().filter_map(|(from, negated)| {
                        from.$field.as_ref().map(|value| (value, *negated))
                    });
                    if let Some((value, negated)) = last.next() {
                        $(let negated = sign(all, |from| &from.$leader).unwrap_or(negated);)?
                        let side = if negated { &mut *negative } else { &mut *positive };
                        side.$field = Some(value.clone());
                    }
                )*
            }
        }
    };
}

conditions! {
    /// The sender's hardware.
    SourceMac {
        /// The sender's hardware address.
        "srcmacaddr" source: FilterValue<MacAddress>,
    }
}

conditions! {
    /// The sender's hardware, with a mask.
    SourceMacMask {
        /// The sender's hardware address.
        "srcmacaddr" source: FilterValue<MacAddress>,
        /// Which bits of it count. Default: all.
        "srcmacmask" source_mask: FilterValue<MacMask> => source,
    }
}

conditions! {
    /// The hardware of sender and receiver.
    MacPair {
        /// The sender's hardware address.
        "srcmacaddr" source: FilterValue<MacAddress>,
        /// Which bits of it count. Default: all.
        "srcmacmask" source_mask: FilterValue<MacMask> => source,
        /// The receiver's hardware address.
        "dstmacaddr" destination: FilterValue<MacAddress>,
        /// Which bits of it count. Default: all.
        "dstmacmask" destination_mask: FilterValue<MacMask> => destination,
    }
}

conditions! {
    /// IPv4 addresses of sender and receiver.
    Ipv4Addresses {
        /// The sender's address.
        "srcipaddr" source: FilterValue<Ipv4Addr>,
        /// Which bits of it count. Default: all.
        "srcipmask" source_mask: FilterValue<Ipv4Mask> => source,
        /// The receiver's address.
        "dstipaddr" destination: FilterValue<Ipv4Addr>,
        /// Which bits of it count. Default: all.
        "dstipmask" destination_mask: FilterValue<Ipv4Mask> => destination,
    }
}

conditions! {
    /// IPv4 addresses of sender and receiver, from one to another.
    Ipv4Ranges {
        /// The first address of the sender.
        "srcipfrom" source_from: FilterValue<Ipv4Addr>,
        /// The last address of the sender.
        "srcipto" source_to: FilterValue<Ipv4Addr> => source_from,
        /// The first address of the receiver.
        "dstipfrom" destination_from: FilterValue<Ipv4Addr>,
        /// The last address of the receiver.
        "dstipto" destination_to: FilterValue<Ipv4Addr> => destination_from,
    }
}

conditions! {
    /// IPv6 addresses of sender and receiver.
    Ipv6Addresses {
        /// The sender's address.
        "srcipaddr" source: FilterValue<Ipv6Addr>,
        /// Which bits of it count. Default: all.
        "srcipmask" source_mask: FilterValue<Ipv6Mask> => source,
        /// The receiver's address.
        "dstipaddr" destination: FilterValue<Ipv6Addr>,
        /// Which bits of it count. Default: all.
        "dstipmask" destination_mask: FilterValue<Ipv6Mask> => destination,
    }
}

conditions! {
    /// IPv6 addresses of sender and receiver, from one to another.
    Ipv6Ranges {
        /// The first address of the sender.
        "srcipfrom" source_from: FilterValue<Ipv6Addr>,
        /// The last address of the sender.
        "srcipto" source_to: FilterValue<Ipv6Addr> => source_from,
        /// The first address of the receiver.
        "dstipfrom" destination_from: FilterValue<Ipv6Addr>,
        /// The last address of the receiver. libvirt reads an IPv4 address here.
        "dstipto" destination_to: FilterValue<IpAddr> => destination_from,
    }
}

conditions! {
    /// Ports of sender and receiver.
    Ports {
        /// The first port of the sender.
        "srcportstart" source_start: FilterValue<FilterNumber<65535>>,
        /// The last port of the sender. Default: the first.
        "srcportend" source_end: FilterValue<FilterNumber<65535>> => source_start,
        /// The first port of the receiver.
        "dstportstart" destination_start: FilterValue<FilterNumber<65535>> => source_start,
        /// The last port of the receiver. Default: the first.
        "dstportend" destination_end: FilterValue<FilterNumber<65535>> => source_start,
    }
}

conditions! {
    /// How packets are marked, and what they belong to.
    Connection {
        /// The differentiated services code point.
        "dscp" dscp: FilterValue<FilterNumber<63>>,
        /// There are more connections than this.
        "connlimit-above" connections_above: FilterValue<u16>,
        /// How the packet belongs to a connection.
        "state" state: ConnectionState,
        /// A set of the host that the packet is looked for in.
        "ipset" ip_set: FilterValue<IpSetName>,
        /// Which parts of the packet are looked for.
        "ipsetflags" ip_set_flags: IpSetFlags => ip_set,
    }
}

conditions! {
    /// What an Ethernet packet holds.
    MacProtocol {
        /// Its type.
        "protocolid" protocol: FilterValue<EtherType>,
    }
}

conditions! {
    /// What a VLAN's tag says.
    VlanConditions {
        /// The VLAN.
        "vlanid" id: FilterValue<FilterNumber<4095>>,
        /// What the packet holds.
        "encap-protocol" encapsulated: FilterValue<EtherType>,
    }
}

conditions! {
    /// What a message of the spanning tree protocol says.
    StpConditions {
        /// The kind of message.
        "type" message_type: FilterValue<FilterNumber<255>>,
        /// The message's flags.
        "flags" flags: FilterValue<FilterNumber<255>>,
        /// The root bridge's priority: the lowest.
        "root-priority" root_priority: FilterValue<FilterNumber<65535>>,
        /// The root bridge's priority: the highest.
        "root-priority-hi" root_priority_high: FilterValue<FilterNumber<65535>> => root_priority,
        /// The root bridge's hardware address.
        "root-address" root_address: FilterValue<MacAddress>,
        /// Which bits of it count. Default: all.
        "root-address-mask" root_address_mask: FilterValue<MacMask> => root_address,
        /// The cost of the way to the root bridge: the lowest.
        "root-cost" root_cost: FilterValue<FilterNumber<{ u32::MAX }>>,
        /// The cost of the way to the root bridge: the highest.
        "root-cost-hi" root_cost_high: FilterValue<FilterNumber<{ u32::MAX }>> => root_cost,
        /// The sender's priority: the lowest.
        "sender-priority" sender_priority: FilterValue<FilterNumber<65535>>,
        /// The sender's priority: the highest.
        "sender-priority-hi" sender_priority_high: FilterValue<FilterNumber<65535>> => sender_priority,
        /// The sender's hardware address.
        "sender-address" sender_address: FilterValue<MacAddress>,
        /// Which bits of it count. Default: all.
        "sender-address-mask" sender_address_mask: FilterValue<MacMask> => sender_address,
        /// The sender's port: the lowest.
        "port" port: FilterValue<FilterNumber<65535>>,
        /// The sender's port: the highest.
        "port-hi" port_high: FilterValue<FilterNumber<65535>> => port,
        /// The message's age, in 1/256 seconds: the lowest.
        "age" age: FilterValue<FilterNumber<65535>>,
        /// The message's age, in 1/256 seconds: the highest.
        "age-hi" age_high: FilterValue<FilterNumber<65535>> => age,
        /// The age at which messages are dropped, in 1/256 seconds: the lowest.
        "max-age" maximum_age: FilterValue<FilterNumber<65535>>,
        /// The age at which messages are dropped, in 1/256 seconds: the highest.
        "max-age-hi" maximum_age_high: FilterValue<FilterNumber<65535>> => maximum_age,
        /// The time between messages, in 1/256 seconds: the lowest.
        "hello-time" hello_time: FilterValue<FilterNumber<65535>>,
        /// The time between messages, in 1/256 seconds: the highest.
        "hello-time-hi" hello_time_high: FilterValue<FilterNumber<65535>> => hello_time,
        /// The time before a port forwards, in 1/256 seconds: the lowest.
        "forward-delay" forward_delay: FilterValue<FilterNumber<65535>>,
        /// The time before a port forwards, in 1/256 seconds: the highest.
        "forward-delay-hi" forward_delay_high: FilterValue<FilterNumber<65535>> => forward_delay,
    }
}

conditions! {
    /// What an ARP packet says.
    ArpConditions {
        /// The kind of hardware.
        "hwtype" hardware_type: FilterValue<FilterNumber<65535>>,
        /// The kind of addresses.
        "protocoltype" protocol_type: FilterValue<FilterNumber<65535>>,
        /// What is asked or told.
        "opcode" opcode: FilterValue<ArpOpcode>,
        /// The sender's hardware address.
        "arpsrcmacaddr" source_mac: FilterValue<MacAddress>,
        /// The receiver's hardware address.
        "arpdstmacaddr" destination_mac: FilterValue<MacAddress>,
        /// The sender's address.
        "arpsrcipaddr" source_ip: FilterValue<Ipv4Addr>,
        /// Which bits of it count. Default: all.
        "arpsrcipmask" source_ip_mask: FilterValue<Ipv4Mask> => source_ip,
        /// The receiver's address.
        "arpdstipaddr" destination_ip: FilterValue<Ipv4Addr>,
        /// Which bits of it count. Default: all.
        "arpdstipmask" destination_ip_mask: FilterValue<Ipv4Mask> => destination_ip,
        /// Whether it tells of its sender unasked.
        "gratuitous" gratuitous: Gratuitous,
    }
}

conditions! {
    /// What an IP packet holds.
    PayloadProtocol {
        /// The protocol.
        "protocol" protocol: FilterValue<IpProtocol>,
    }
}

conditions! {
    /// What a control message says.
    IcmpConditions {
        /// Its type.
        "type" message_type: FilterValue<FilterNumber<255>>,
        /// Its code.
        "code" code: FilterValue<FilterNumber<255>> => message_type,
    }
}

conditions! {
    /// What a control message of IPv6 says, from one to another.
    Icmpv6Conditions {
        /// The lowest type.
        "type" message_type: FilterValue<FilterNumber<255>>,
        /// The highest type. Default: the lowest.
        "typeend" message_type_end: FilterValue<FilterNumber<255>> => message_type,
        /// The lowest code.
        "code" code: FilterValue<FilterNumber<255>> => message_type,
        /// The highest code. Default: the lowest.
        "codeend" code_end: FilterValue<FilterNumber<255>> => message_type,
    }
}

conditions! {
    /// What a TCP packet says.
    TcpConditions {
        /// A TCP option that it has.
        "option" option: FilterValue<FilterNumber<255>>,
        /// Which flags are set.
        "flags" flags: TcpFlags,
    }
}

conditions! {
    /// How a packet is marked.
    CodePoint {
        /// The differentiated services code point.
        "dscp" dscp: FilterValue<FilterNumber<63>>,
    }
}
