//! `<dns>` and `<domain>`: what guests find by name.

use std::net::IpAddr;

use crate::xml::{Form, XmlElement};

/// The DNS domain of the guests: `<domain name='lab.example' localOnly='yes'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct NetworkDomain {
    /// Its name.
    #[xml(attribute)]
    pub name: Option<String>,
    /// Whether names in it are asked of nobody else. Default: no.
    #[xml(attribute = "localOnly")]
    pub local_only: Option<bool>,
    /// Whether the host's resolver is told of it. Default: no.
    #[xml(attribute)]
    pub register: Option<bool>,
}

impl NetworkDomain {
    /// A domain of this name.
    pub fn new(name: impl Into<String>) -> Self {
        NetworkDomain { name: Some(name.into()), ..NetworkDomain::default() }
    }

    fn is_in(&self, _form: Form) -> bool {
        self.name.is_some()
    }
}

/// The network's own DNS server: `<dns>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct Dns {
    /// Whether there is one. Default: yes, where the network has an address.
    #[xml(attribute)]
    pub enable: Option<bool>,
    /// Whether names without a dot are asked of the host's resolver. Default: no.
    #[xml(attribute = "forwardPlainNames")]
    pub forward_plain_names: Option<bool>,
    /// Servers that are asked instead of the host's resolver.
    #[xml(child = "forwarder")]
    pub forwarders: Vec<DnsForwarder>,
    /// Texts that are found by name.
    #[xml(child = "txt")]
    pub texts: Vec<DnsText>,
    /// Services that are found by name.
    #[xml(child = "srv")]
    pub services: Vec<DnsService>,
    /// Addresses that are found by name.
    #[xml(child = "host")]
    pub hosts: Vec<DnsHost>,
}

impl Dns {
    fn is_in(&self, _form: Form) -> bool {
        *self != Dns::default()
    }
}

/// A server that is asked: `<forwarder domain='example.com' addr='192.0.2.1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DnsForwarder {
    /// The names that it is asked for. Default: all.
    #[xml(attribute)]
    pub domain: Option<String>,
    /// The server. Default: the host's resolver.
    #[xml(attribute = "addr")]
    pub address: Option<IpAddr>,
}

/// A text: `<txt name='example' value='a text'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DnsText {
    /// Its name, without blanks and commas.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The text.
    #[xml(attribute)]
    pub value: Option<String>,
}

/// A service: `<srv service='ldap' protocol='tcp' target='a.example' port='389'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DnsService {
    /// Its name.
    #[xml(attribute)]
    pub service: Option<String>,
    /// Its transport: `tcp` or `udp`.
    #[xml(attribute)]
    pub protocol: Option<String>,
    /// Where it is looked for. Default: the network's domain.
    #[xml(attribute)]
    pub domain: Option<String>,
    /// The host that has it; `.` says that nobody does. Default: nobody.
    #[xml(attribute)]
    pub target: Option<String>,
    /// Its port: from 1. Default: 1.
    #[xml(attribute, blank)]
    pub port: Option<u16>,
    /// Lower numbers are tried first. Default: 0.
    #[xml(attribute, blank)]
    pub priority: Option<u16>,
    /// Its share among those of one priority: from 1. Default: 0.
    #[xml(attribute, blank)]
    pub weight: Option<u16>,
}

/// An address: `<host ip='192.168.122.2'><hostname>a</hostname></host>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DnsHost {
    /// The address.
    #[xml(attribute)]
    pub ip: Option<IpAddr>,
    /// Its names.
    #[xml(value = "hostname")]
    pub hostnames: Vec<String>,
}
