//! Taking a URI apart, as RFC 3986 says, and putting percent signs where it wants them.

use std::net::Ipv6Addr;

use super::{ConnectUri, Transport};

/// What a user may contain as it is, beside letters and digits.
pub(super) const USER: &[u8] = b"-._~!$'()*,;=";
/// What a path may contain as it is, beside letters and digits.
pub(super) const PATH: &[u8] = b"-._~!$&'()*+,;=:@/";
/// What a parameter may contain as it is, beside letters and digits.
pub(super) const QUERY: &[u8] = b"-._~!$'()*,;:@/";

/// Takes `text` apart; an error says which part is wrong.
pub(super) fn parse(text: &str) -> Result<ConnectUri, String> {
    if let Some(uri) = historic(text) {
        return Ok(uri);
    }
    let (scheme, rest) = text
        .split_once(':')
        .ok_or("it has no scheme; a URI starts with a driver's name, such as 'qemu:///system'")?;
    let (scheme, transport) = split_scheme(scheme)?;
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').map_or((rest, ""), |at| rest.split_at(at)),
        None => ("", rest),
    };
    if !path.is_empty() && !path.starts_with('/') {
        return Err(format!("its path '{path}' does not start with '/'"));
    }
    let (user, host, port) = split_authority(authority)?;
    let uri = ConnectUri {
        scheme,
        transport,
        user,
        host,
        port,
        path: decode(path, "path")?,
        parameters: split_query(query)?,
    };
    Ok(renamed(uri))
}

/// The names of connections before they were URIs.
fn historic(text: &str) -> Option<ConnectUri> {
    let (scheme, path) = match text {
        "NULL" => ("test", "/default"),
        "xen" | "Xen" => ("xen", "/system"),
        _ => return None,
    };
    Some(ConnectUri {
        scheme: scheme.to_owned(),
        transport: None,
        user: None,
        host: None,
        port: None,
        path: path.to_owned(),
        parameters: Vec::new(),
    })
}

/// `xend://host:port/` named the Xen daemon of a host; today's form names the driver.
fn renamed(mut uri: ConnectUri) -> ConnectUri {
    if uri.scheme == "xend" {
        "xen".clone_into(&mut uri.scheme);
        if uri.path.trim_matches('/').is_empty() {
            "/system".clone_into(&mut uri.path);
        }
    }
    uri
}

fn split_scheme(text: &str) -> Result<(String, Option<Transport>), String> {
    let (scheme, transport) = match text.split_once('+') {
        Some((scheme, transport)) => (scheme, Some(transport)),
        None => (text, None),
    };
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(legal) {
        return Err(format!("its scheme '{scheme}' is not a driver's name"));
    }
    let transport = transport.map(|name| {
        let known = Transport::ALL.into_iter().find(|t| t.name().eq_ignore_ascii_case(name));
        known.ok_or_else(|| {
            let names = Transport::ALL.map(Transport::name).join(", ");
            format!("its transport '{name}' is none of {names}")
        })
    });
    Ok((scheme.to_ascii_lowercase(), transport.transpose()?))
}

type Authority = (Option<String>, Option<String>, Option<u16>);

fn split_authority(text: &str) -> Result<Authority, String> {
    let (user, rest) = match text.rsplit_once('@') {
        Some((user, rest)) => (Some(decode(user, "user")?), rest),
        None => (None, text),
    };
    if user.as_deref() == Some("") {
        return Err("its user before '@' is empty".to_owned());
    }
    let (host, port) = match rest.strip_prefix('[') {
        Some(rest) => {
            let (address, after) =
                rest.split_once(']').ok_or("the '[' of its host has no ']'".to_owned())?;
            check_ipv6(address)?;
            let port = match after {
                "" => None,
                _ => Some(after.strip_prefix(':').ok_or_else(|| {
                    format!("'{after}' follows its host, where only ':port' may")
                })?),
            };
            (address.to_owned(), port)
        }
        None => match rest.split_once(':') {
            Some((_, port)) if port.contains(':') => {
                return Err(format!("its host '{rest}' is an IPv6 address without brackets"));
            }
            Some((host, port)) => (decode(host, "host")?, Some(port)),
            None => (decode(rest, "host")?, None),
        },
    };
    let illegal = |c: &char| c.is_whitespace() || c.is_control() || r"/[]%@?#\".contains(*c);
    let bracketed = rest.starts_with('[');
    if let Some(bad) = host.chars().find(illegal).filter(|_| !bracketed) {
        return Err(format!("its host '{host}' contains {bad:?}"));
    }
    let port = port.filter(|port| !port.is_empty()).map(parse_port).transpose()?;
    Ok((user, Some(host).filter(|host| !host.is_empty()), port))
}

/// An IPv6 address, perhaps with the interface of a link-local one (RFC 6874).
fn check_ipv6(text: &str) -> Result<(), String> {
    let address = text.split_once('%').map_or(text, |(address, _)| address);
    address
        .parse::<Ipv6Addr>()
        .map(|_| ())
        .map_err(|_| format!("its host '[{text}]' is not an IPv6 address"))
}

fn parse_port(text: &str) -> Result<u16, String> {
    match text.parse() {
        Ok(port) if port != 0 => Ok(port),
        _ => Err(format!("its port '{text}' is not a number from 1 to 65535")),
    }
}

fn split_query(text: &str) -> Result<Vec<(String, String)>, String> {
    text.split(['&', ';'])
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if name.is_empty() {
                return Err(format!("its parameter '{pair}' has no name"));
            }
            Ok((decode(name, "parameter")?, decode(value, "parameter")?))
        })
        .collect()
}

/// Replaces each `%XX` of `text`, which is the URI's `part`.
fn decode(text: &str, part: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first != b'%' {
            bytes.push(*first);
            rest = tail;
            continue;
        }
        let digits = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits
            .filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|two| u8::from_str_radix(two, 16).ok())
            .ok_or_else(|| format!("its {part} '{text}' has a '%' without two hex digits"))?;
        if byte == 0 {
            return Err(format!("its {part} '{text}' contains a null byte"));
        }
        bytes.push(byte);
        rest = &tail[2..];
    }
    String::from_utf8(bytes).map_err(|_| format!("its {part} '{text}' is not UTF-8"))
}

/// Writes `%XX` for each byte of `text` that is neither a letter, a digit nor in `legal`.
pub(super) fn encode(text: &str, legal: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || legal.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
