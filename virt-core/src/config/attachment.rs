//! What networks, their ports and guests' interfaces say alike about traffic: how much there may
//! be of it, in which VLAN it is, and what a switch is told of it.

use uuid::Uuid;

use crate::config::{Problems, Validate};
use crate::xml::{Form, ValueError, ValueKind, XmlElement, XmlValue};

/// How much traffic there may be: `<bandwidth>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open", written_if = "is_in")]
pub struct Bandwidth {
    /// The traffic class of a running port, chosen by its network.
    #[xml(attribute = "classID")]
    pub class_id: Option<u32>,
    /// Traffic that comes out of the network, to the guest.
    #[xml(child)]
    pub inbound: Option<BandwidthLimit>,
    /// Traffic that goes into the network, from the guest.
    #[xml(child)]
    pub outbound: Option<BandwidthLimit>,
}

impl Bandwidth {
    /// Limits one or both directions.
    pub fn new(inbound: Option<BandwidthLimit>, outbound: Option<BandwidthLimit>) -> Self {
        Bandwidth { class_id: None, inbound, outbound }
    }

    fn is_in(&self, _form: Form) -> bool {
        *self != Bandwidth::default()
    }

    /// Drops limits of zero, which are none. libvirt does so when it reads them.
    pub(crate) fn fill_defaults(&mut self) {
        // One that never said anything is asked for what it means.
        for limit in [&mut self.inbound, &mut self.outbound] {
            limit.take_if(|limit| {
                let said = *limit != BandwidthLimit::default();
                limit.fill_defaults();
                said && *limit == BandwidthLimit::default()
            });
        }
    }
}

impl Validate for Bandwidth {
    fn collect_problems(&self, problems: &mut Problems) {
        for (name, limit) in [("inbound", &self.inbound), ("outbound", &self.outbound)] {
            problems.within_some(name, limit.as_ref(), BandwidthLimit::check);
        }
        if self.outbound.as_ref().is_some_and(|outbound| outbound.floor.is_some()) {
            let message = "'floor' belongs to <inbound>, not to <outbound>; move it there";
            problems.report_at("outbound/@floor", message);
        }
    }
}

/// A limit in one direction: `<inbound average='1000' peak='5000' burst='1024'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct BandwidthLimit {
    /// The rate in the long run, in kibibytes a second.
    #[xml(attribute)]
    pub average: Option<u64>,
    /// The highest rate, in kibibytes a second. Default: no highest one.
    #[xml(attribute)]
    pub peak: Option<u64>,
    /// The rate that is promised, in kibibytes a second, whatever others do. Inbound alone.
    #[xml(attribute)]
    pub floor: Option<u64>,
    /// How much may go at the highest rate in one go, in kibibytes.
    #[xml(attribute)]
    pub burst: Option<u64>,
}

impl BandwidthLimit {
    /// A limit in the long run, in kibibytes a second.
    pub fn average(kib_per_second: u64) -> Self {
        BandwidthLimit { average: Some(kib_per_second), ..BandwidthLimit::default() }
    }

    fn check(&self, problems: &mut Problems) {
        if self.average.is_some() {
            return;
        }
        if self.floor.is_none() {
            let message = "a limit in <bandwidth> needs the attribute 'average' or 'floor'";
            problems.report_at("@average", message);
        } else if self.peak.is_some() || self.burst.is_some() {
            let message = "'peak' and 'burst' in <bandwidth> need the attribute 'average'";
            problems.report_at("@average", message);
        }
    }

    fn fill_defaults(&mut self) {
        let numbers = [&mut self.average, &mut self.peak, &mut self.floor, &mut self.burst];
        for number in numbers {
            number.take_if(|number| *number == 0);
        }
    }
}

/// The VLANs that traffic is in: `<vlan><tag id='42'/></vlan>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Vlan {
    /// Whether packets keep the tags of several VLANs. Default: yes where there are several tags.
    #[xml(attribute, blank)]
    pub trunk: Option<bool>,
    /// The VLANs.
    #[xml(child = "tag")]
    pub tags: Vec<VlanTag>,
}

impl Vlan {
    /// A single VLAN.
    pub fn new(id: u16) -> Self {
        Vlan { trunk: None, tags: vec![VlanTag { id, native_mode: None }] }
    }

    pub(crate) fn fill_defaults(&mut self) {
        match self.tags.len() > 1 {
            true => _ = self.trunk.get_or_insert(true),
            false => _ = self.trunk.take_if(|trunk| !*trunk),
        }
    }
}

impl Validate for Vlan {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.tags.is_empty() {
            problems.report_at("tag", "a <vlan> needs at least one <tag id='…'/>");
        }
        if self.trunk == Some(false) && self.tags.len() > 1 {
            let message = "several tags in a <vlan> make a trunk, so trunk='no' is wrong; drop it";
            problems.report_at("@trunk", message);
        }
        let mut native = None;
        problems.each("tag", &self.tags, |tag, problems| {
            if tag.id > VlanTag::MAXIMUM {
                let message = format!("the VLAN {} is above {}", tag.id, VlanTag::MAXIMUM);
                problems.report_at("@id", message);
            }
            if tag.native_mode.is_none() {
                return;
            }
            if let Some(first) = native.replace(tag.id) {
                let message = format!("the VLAN {first} is the native one already; drop one");
                problems.report_at("@nativeMode", message);
            }
        });
    }
}

/// A VLAN: `<tag id='42' nativeMode='untagged'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct VlanTag {
    /// Its number: up to 4095.
    #[xml(attribute)]
    pub id: u16,
    /// What happens to packets without a tag, which this VLAN then takes. Open vSwitch alone.
    #[xml(attribute = "nativeMode")]
    pub native_mode: Option<NativeVlanMode>,
}

impl VlanTag {
    /// The highest number of a VLAN.
    pub const MAXIMUM: u16 = 4095;
}

/// What leaves a port in its native VLAN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum NativeVlanMode {
    /// Packets with a tag.
    Tagged,
    /// Packets without one.
    Untagged,
}

/// What a switch is told about a port: `<virtualport type='openvswitch'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct VirtualPort {
    /// The kind of switch. Default, in a group of ports: what the network has.
    #[xml(attribute = "type")]
    pub port_type: Option<VirtualPortType>,
    /// What it is told.
    #[xml(child)]
    pub parameters: Option<VirtualPortParameters>,
}

impl VirtualPort {
    /// A port of a kind of switch that is told nothing else.
    pub fn new(port_type: VirtualPortType) -> Self {
        VirtualPort { port_type: Some(port_type), parameters: None }
    }

    fn is_in(&self, _form: Form) -> bool {
        self.port_type.is_some() || self.parameters.is_some()
    }

    pub(crate) fn fill_defaults(&mut self) {
        self.parameters.take_if(|parameters| *parameters == VirtualPortParameters::default());
    }

    /// Makes up the identities that the kind of switch wants and a guest's interface lacks. The
    /// network that the interface is plugged into may still say which kind it is.
    pub(crate) fn identify(&mut self, in_network: bool) {
        let given = self.parameters.get_or_insert_default();
        let any = self.port_type.is_none() && in_network;
        if any || self.port_type == Some(VirtualPortType::Ieee8021Qbg) {
            given.instance_id.get_or_insert_with(Uuid::new_v4);
        }
        if any || self.port_type == Some(VirtualPortType::OpenVSwitch) {
            given.interface_id.get_or_insert_with(Uuid::new_v4);
        }
        self.fill_defaults();
    }
}

/// Each kind of switch knows some of the parameters.
impl Validate for VirtualPort {
    fn collect_problems(&self, problems: &mut Problems) {
        let (Some(port_type), Some(given)) = (self.port_type, &self.parameters) else { return };
        let known = port_type.parameters();
        problems.within("parameters", |problems| {
            for name in given.names().filter(|name| !known.contains(name)) {
                let message = format!(
                    "a <virtualport type='{port_type}'> has no '{name}'; it has {}",
                    known.join(", ")
                );
                problems.report_at(&format!("@{name}"), message);
            }
            let profile = given.profile_id.as_ref().filter(|_| known.contains(&"profileid"));
            if let Some(profile) = profile.filter(|profile| profile.len() > LONGEST_PROFILE) {
                let message =
                    format!("the profile '{profile}' has more than {LONGEST_PROFILE} characters");
                problems.report_at("@profileid", message);
            }
        });
    }
}

/// A kind of switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VirtualPortType {
    /// A virtual Ethernet port aggregator, IEEE 802.1Qbg.
    #[xml(name = "802.1Qbg")]
    Ieee8021Qbg,
    /// A port extender, IEEE 802.1Qbh.
    #[xml(name = "802.1Qbh")]
    Ieee8021Qbh,
    /// Open vSwitch.
    #[xml(name = "openvswitch")]
    OpenVSwitch,
    /// MidoNet.
    #[xml(name = "midonet")]
    MidoNet,
}

impl VirtualPortType {
    /// The parameters that this kind knows.
    const fn parameters(self) -> &'static [&'static str] {
        match self {
            VirtualPortType::Ieee8021Qbg => &["managerid", "typeid", "typeidversion", "instanceid"],
            VirtualPortType::Ieee8021Qbh => &["profileid"],
            VirtualPortType::OpenVSwitch => &["interfaceid", "profileid"],
            VirtualPortType::MidoNet => &["interfaceid"],
        }
    }
}

/// How long the name of a profile may be.
const LONGEST_PROFILE: usize = 39;

/// What a switch is told: `<parameters interfaceid='…' profileid='web'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VirtualPortParameters {
    /// The database of port types (802.1Qbg).
    #[xml(attribute = "managerid", octal)]
    pub manager_id: Option<u8>,
    /// The port type in that database (802.1Qbg).
    #[xml(attribute = "typeid", octal)]
    pub type_id: Option<PortTypeId>,
    /// The version of the port type (802.1Qbg).
    #[xml(attribute = "typeidversion", octal)]
    pub type_id_version: Option<u8>,
    /// The virtual station's identity (802.1Qbg). Default: a random one.
    #[xml(attribute = "instanceid")]
    pub instance_id: Option<Uuid>,
    /// The port's identity (Open vSwitch, MidoNet). Default: a random one with Open vSwitch.
    #[xml(attribute = "interfaceid")]
    pub interface_id: Option<Uuid>,
    /// The name of a profile that the switch has: up to 39 characters (802.1Qbh, Open vSwitch).
    #[xml(attribute = "profileid", blank)]
    pub profile_id: Option<String>,
}

impl VirtualPortParameters {
    /// The names of those that are given.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        let all = [
            ("managerid", self.manager_id.is_some()),
            ("typeid", self.type_id.is_some()),
            ("typeidversion", self.type_id_version.is_some()),
            ("instanceid", self.instance_id.is_some()),
            ("interfaceid", self.interface_id.is_some()),
            ("profileid", self.profile_id.is_some()),
        ];
        all.into_iter().filter_map(|(name, given)| given.then_some(name))
    }
}

/// A port type in a switch's database: a number of three bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortTypeId(u32);

impl PortTypeId {
    /// The port type with this number; none if it has more than three bytes.
    pub fn new(number: u32) -> Option<Self> {
        (number <= 0x00FF_FFFF).then_some(PortTypeId(number))
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl XmlValue for PortTypeId {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let number = u32::parse_value(text).ok().and_then(PortTypeId::new);
        number.ok_or(ValueError::Expected("a whole number from 0 to 16777215"))
    }

    fn write_value(&self, out: &mut crate::xml::Escaped<'_>) {
        out.write_number(self.0.into());
    }

    const KIND: ValueKind = ValueKind::Number;
}
