//! Reading a URI. An error is the rest of a sentence about the URI: which part is wrong, and why.

use std::net::Ipv6Addr;

use super::escape::decode;
use super::{ConnectUri, Transport};

type Result<T> = std::result::Result<T, String>;

pub(super) fn parse(text: &str) -> Result<ConnectUri> {
    if let Some(modern) = historic(text) {
        return parse(modern);
    }
    printable(text)?;
    let (scheme_part, rest) = text
        .split_once(':')
        .ok_or("there is no driver name, write 'driver:///path' or a configured alias")?;
    let (name, transport_name) = match scheme_part.split_once('+') {
        Some((name, transport)) => (name, Some(transport)),
        None => (scheme_part, None),
    };
    let (rest, fragment) = cut(rest, '#');
    let (rest, query) = cut(rest, '?');
    let (authority, path) = split_authority(rest);
    let authority = authority.map(Authority::parse).transpose()?.unwrap_or_default();

    let uri = ConnectUri {
        scheme: scheme(name)?,
        transport: transport_name.map(transport).transpose()?,
        user: authority.user,
        host: authority.host,
        port: authority.port,
        path: decode("the path", path)?,
        params: query.map(params).transpose()?.unwrap_or_default(),
        fragment: fragment.map(|text| decode("the fragment", text)).transpose()?,
    };
    Ok(renamed(uri))
}

/// Names from before there were URIs.
fn historic(text: &str) -> Option<&'static str> {
    match text {
        "NULL" => Some("test:///default"),
        "xen" | "Xen" => Some("xen:///system"),
        _ => None,
    }
}

/// Schemes from before there were drivers.
fn renamed(mut uri: ConnectUri) -> ConnectUri {
    if uri.scheme == "xend" {
        "xen".clone_into(&mut uri.scheme);
        if uri.path.trim_matches('/').is_empty() {
            "/system".clone_into(&mut uri.path);
        }
    }
    uri
}

/// Letters beyond ASCII are welcome, although they print escaped.
fn printable(text: &str) -> Result<()> {
    match text.chars().find(|c| c.is_whitespace() || c.is_control()) {
        Some(' ') => Err("there is a space in it, write '%20'".into()),
        Some(c) => Err(format!("the character {c:?} has to be escaped with '%'")),
        None => Ok(()),
    }
}

pub(super) fn scheme(name: &str) -> Result<String> {
    if name.is_empty() {
        return Err("the driver's name is empty".into());
    }
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.bytes().all(legal) {
        let rule = "it has a letter first, then letters, digits, '-' and '.'";
        return Err(format!("'{name}' is not a driver's name: {rule}"));
    }
    Ok(name.to_ascii_lowercase())
}

fn transport(name: &str) -> Result<Transport> {
    Transport::from_name(name).ok_or_else(|| {
        let known: Vec<_> = Transport::ALL.iter().map(|known| known.name()).collect();
        format!("there is no transport '{name}' (have: {})", known.join(", "))
    })
}

fn cut(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// Splits `//authority/path`, where there is an authority.
fn split_authority(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("//") else { return (None, text) };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (Some(authority), path)
}

#[derive(Default)]
struct Authority {
    user: Option<String>,
    host: Option<String>,
    port: Option<u16>,
}

impl Authority {
    fn parse(text: &str) -> Result<Self> {
        let (user, place) = match text.rsplit_once('@') {
            Some((user, place)) => (Some(decode("the user", user)?), place),
            None => (None, text),
        };
        let (host, port) = split_port(place)?;
        let host = if host.is_empty() { None } else { Some(self::host(host)?) };
        Ok(Authority { user, host, port: port.map(self::port).transpose()?.flatten() })
    }
}

/// Splits `host:port`; the colons between brackets are the host's.
fn split_port(place: &str) -> Result<(&str, Option<&str>)> {
    if !place.starts_with('[') {
        return match place.split_once(':') {
            Some((_, port)) if port.contains(':') => {
                Err(format!("the host '{place}' is an IPv6 address, write '[{place}]'"))
            }
            Some((host, port)) => Ok((host, Some(port))),
            None => Ok((place, None)),
        };
    }
    let end = place.find(']').ok_or_else(|| format!("the host '{place}' lacks its ']'"))?;
    let (host, after) = place.split_at(end + 1);
    match after.strip_prefix(':') {
        Some(port) => Ok((host, Some(port))),
        None if after.is_empty() => Ok((host, None)),
        None => Err(format!("'{after}' after the host '{host}' is not a port")),
    }
}

fn host(text: &str) -> Result<String> {
    if let Some(literal) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address(literal).ok_or_else(|| format!("'{text}' is not an IPv6 address"));
    }
    name(decode("the host", text)?)
}

/// A host as programs hold it: not escaped, an address without brackets.
pub(super) fn plain_host(text: &str) -> Result<String> {
    if text.contains(':') && !text.starts_with('[') {
        return address(text).ok_or_else(|| format!("'{text}' is not an IPv6 address"));
    }
    if text.starts_with('[') { host(text) } else { name(text.to_owned()) }
}

fn name(host: String) -> Result<String> {
    let legal = |c: char| c.is_alphanumeric() || "-._~".contains(c);
    match host.chars().find(|c| !legal(*c)) {
        Some(c) => Err(format!("the host '{host}' cannot contain {c:?}")),
        None => Ok(host),
    }
}

/// An IPv6 address with its zone, which is written `%25eth0` or, as most people do, `%eth0`.
fn address(literal: &str) -> Option<String> {
    let (address, zone) = cut(literal, '%');
    address.parse::<Ipv6Addr>().ok()?;
    let Some(zone) = zone else { return Some(address.to_owned()) };
    let zone = zone.strip_prefix("25").unwrap_or(zone);
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let fine = !zone.is_empty() && zone.bytes().all(legal);
    fine.then(|| format!("{address}%{zone}"))
}

/// No digits, or zero, is libvirt's way to ask for the usual port.
fn port(text: &str) -> Result<Option<u16>> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u16>() {
        Ok(0) => Ok(None),
        Ok(port) if digits => Ok(Some(port)),
        _ => Err(format!("the port '{text}' is not a number up to 65535")),
    }
}

/// Reads `name=value` separated by `&` or `;`.
fn params(query: &str) -> Result<Vec<(String, String)>> {
    let pairs = query.split(['&', ';']).filter(|pair| !pair.is_empty());
    pairs.map(param).collect()
}

fn param(pair: &str) -> Result<(String, String)> {
    let (name, value) = cut(pair, '=');
    if name.is_empty() {
        return Err(format!("the parameter '{pair}' has no name"));
    }
    let name = decode("the parameter's name", name)?;
    let value = decode("the parameter's value", value.unwrap_or_default())?;
    Ok((name, value))
}
