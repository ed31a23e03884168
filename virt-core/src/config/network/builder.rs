//! Networks made step by step.

use std::net::IpAddr;

use super::{
    Dhcp, DhcpHost, DhcpRange, DnsHost, Forward, ForwardMode, NetworkConfig, NetworkDomain,
    NetworkIp,
};
use crate::Result;
use crate::config::MacAddress;

/// Makes the definition of a network step by step; see [`NetworkConfig::builder`].
#[derive(Debug, Clone)]
#[must_use = "nothing comes of it without build()"]
pub struct NetworkBuilder {
    config: NetworkConfig,
}

impl NetworkConfig {
    /// Starts the definition of a network. Its guests reach each other and the host, and nothing
    /// else unless one of `nat`, `routed`, `open` and `host_bridge` says so.
    ///
    /// ```
    /// use virt_core::config::NetworkConfig;
    ///
    /// let network = NetworkConfig::builder("lab")
    ///     .nat()
    ///     .domain("lab.example")
    ///     .address([192, 168, 50, 1], 24)
    ///     .dhcp([192, 168, 50, 100], [192, 168, 50, 199])
    ///     .build()?;
    /// assert_eq!(network.ips[0].prefix(), Some(24));
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    pub fn builder(name: impl Into<String>) -> NetworkBuilder {
        NetworkBuilder { config: NetworkConfig::new(name) }
    }
}

impl NetworkBuilder {
    /// Guests reach the rest of the world under the host's addresses.
    pub fn nat(self) -> Self {
        self.forward(ForwardMode::Nat)
    }

    /// Guests reach the rest of the world under their own addresses, and the host's firewall lets
    /// in what they asked for.
    pub fn routed(self) -> Self {
        self.forward(ForwardMode::Route)
    }

    /// As [`routed`](Self::routed), and the host's firewall is left alone.
    pub fn open(self) -> Self {
        self.forward(ForwardMode::Open)
    }

    /// Guests are plugged into the bridge `name`, which the host has already.
    pub fn host_bridge(self, name: impl Into<String>) -> Self {
        self.forward(ForwardMode::Bridge).bridge(name)
    }

    /// The name of the bridge. Default: the next free `virbr…`.
    pub fn bridge(mut self, name: impl Into<String>) -> Self {
        self.config.bridge.get_or_insert_default().name = Some(name.into());
        self
    }

    /// The DNS domain of the guests.
    pub fn domain(mut self, name: impl Into<String>) -> Self {
        self.config.domain = Some(NetworkDomain::new(name));
        self
    }

    /// The largest packet that fits, in bytes.
    pub fn mtu(mut self, bytes: u32) -> Self {
        self.config.mtu = Some(bytes);
        self
    }

    /// One more address of the host on the network, with the network's part in bits.
    pub fn address(mut self, address: impl Into<IpAddr>, prefix: u32) -> Self {
        self.config.ips.push(NetworkIp::new(address.into(), prefix));
        self
    }

    /// Guests get addresses from `start` to `end`, in the network of the address that was added
    /// last.
    pub fn dhcp(mut self, start: impl Into<IpAddr>, end: impl Into<IpAddr>) -> Self {
        let range = DhcpRange::new(start.into(), end.into());
        self.last_dhcp(|dhcp| dhcp.ranges.push(range));
        self
    }

    /// The guest with this hardware address always gets this address and name, in the network of
    /// the address that was added last.
    pub fn dhcp_host(
        mut self,
        mac: MacAddress,
        name: impl Into<String>,
        address: impl Into<IpAddr>,
    ) -> Self {
        let host = DhcpHost {
            mac: Some(mac.into()),
            name: Some(name.into()),
            ip: Some(address.into()),
            ..DhcpHost::default()
        };
        self.last_dhcp(|dhcp| dhcp.hosts.push(host));
        self
    }

    /// The network's own DNS server knows this name.
    pub fn dns_host(mut self, name: impl Into<String>, address: impl Into<IpAddr>) -> Self {
        let host = DnsHost { ip: Some(address.into()), hostnames: vec![name.into()] };
        self.config.dns.get_or_insert_default().hosts.push(host);
        self
    }

    /// Changes whatever this builder has no word for.
    pub fn change(mut self, change: impl FnOnce(&mut NetworkConfig)) -> Self {
        change(&mut self.config);
        self
    }

    /// The definition.
    ///
    /// # Errors
    ///
    /// What [`NetworkConfig::validate`] finds.
    pub fn build(self) -> Result<NetworkConfig> {
        self.config.validate()?;
        Ok(self.config)
    }

    fn forward(mut self, mode: ForwardMode) -> Self {
        self.config.forward = Some(Forward::new(mode));
        self
    }

    /// Changes the address that was added last; without one, one that `validate` complains of.
    fn last_dhcp(&mut self, change: impl FnOnce(&mut Dhcp)) {
        let mut last = self.config.ips.pop().unwrap_or_default();
        change(last.dhcp.get_or_insert_default());
        self.config.ips.push(last);
    }
}
