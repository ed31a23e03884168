//! `<dnsmasq:options>`: what is handed to dnsmasq as it is.

use crate::xml::XmlElement;

/// Options handed to dnsmasq as they are. Nobody checks them.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DnsmasqOptions {
    /// The options, as lines of its configuration.
    #[xml(
        child = "option",
        namespace = "http://libvirt.org/schemas/network/dnsmasq/1.0",
        prefix = "dnsmasq"
    )]
    pub options: Vec<DnsmasqOption>,
}

/// An option: `<dnsmasq:option value='dhcp-option=option:ntp-server,192.0.2.1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DnsmasqOption {
    /// The line.
    #[xml(attribute)]
    pub value: String,
}
