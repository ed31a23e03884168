//! `-chardev`: the host's end of serial ports, consoles and channels.

use std::path::{Path, PathBuf};

use virt_core::Result;
use virt_core::config::domain::devices::CharacterBackend;
use virt_core::config::domain::devices::character::{
    CharacterLog, Reconnect, SocketMode, TcpBackend, TcpProtocol, UdpBackend, UnixBackend,
};
use virt_core::xml::Switch;

use super::argv::{CommandLine, DescriptorSource, escaped};
use super::error::{invalid, unsupported};

/// Writes the host's end of the device `alias`; returns the name under which the device finds it.
pub(super) fn write(
    line: &mut CommandLine,
    backend: &CharacterBackend,
    log: Option<&CharacterLog>,
    alias: &str,
    default_socket: Option<PathBuf>,
) -> Result<String> {
    let id = format!("char{alias}");
    let what = format!("character device '{alias}'");
    let mut value = match backend {
        CharacterBackend::Null => format!("null,id={id}"),
        CharacterBackend::Pty(_) => format!("pty,id={id}"),
        CharacterBackend::Stdio => format!("stdio,id={id}"),
        CharacterBackend::Vc => format!("vc,id={id}"),
        CharacterBackend::File(file) => {
            let source = file.source.as_ref();
            let path = path(source.and_then(|source| source.path.as_deref()), &what)?;
            let append = source.and_then(|source| source.append).is_some_and(Switch::is_on);
            let source = DescriptorSource::Write { path: path.into(), append };
            let set = line.pass_in_set(source, &format!("{alias}-source"));
            // The descriptor is open already: QEMU must not cut the file, whoever wants that
            // has done it.
            format!("file,id={id},path={set},append=on")
        }
        CharacterBackend::Dev(device) => {
            let kind = if alias.starts_with("parallel") { "parallel" } else { "serial" };
            let source = device.source.as_ref();
            let path = path(source.and_then(|source| source.path.as_deref()), &what)?;
            format!("{kind},id={id},path={}", escaped(path))
        }
        CharacterBackend::Pipe(pipe) => {
            let source = pipe.source.as_ref();
            let path = path(source.and_then(|source| source.path.as_deref()), &what)?;
            format!("pipe,id={id},path={}", escaped(path))
        }
        CharacterBackend::Unix(unix) => unix_socket(line, unix, &id, &what, default_socket)?,
        CharacterBackend::Tcp(tcp) => tcp_socket(tcp, &id, &what)?,
        CharacterBackend::Udp(udp) => udp_socket(udp, &id, &what)?,
        _ => {
            return Err(unsupported(format!(
                "the type of {what} is not supported by this driver yet"
            )));
        }
    };
    if let Some(log) = log
        && let Some(file) = &log.file
    {
        let append = log.append.is_none_or(|append| append.is_on());
        let source = DescriptorSource::Write { path: file.into(), append };
        let set = line.pass_in_set(source, &format!("{alias}-log"));
        value.push_str(&format!(",logfile={set},logappend=on"));
    }
    line.option("chardev", value);
    Ok(id)
}

fn path<'t>(path: Option<&'t str>, what: &str) -> Result<&'t str> {
    path.ok_or_else(|| invalid(format!("<source> of {what} has no path")))
}

fn unix_socket(
    line: &mut CommandLine,
    unix: &UnixBackend,
    id: &str,
    what: &str,
    default: Option<PathBuf>,
) -> Result<String> {
    let source = unix.source.clone().unwrap_or_default();
    let path: PathBuf = match (&source.path, default) {
        (Some(path), _) => path.into(),
        (None, Some(default)) => default,
        (None, None) => return Err(invalid(format!("<source> of {what} has no path"))),
    };
    // A channel whose definition says nothing is one that the driver made up: QEMU listens.
    let mode = source.mode.unwrap_or(match source.path {
        Some(_) => SocketMode::Connect,
        None => SocketMode::Bind,
    });
    Ok(match mode {
        SocketMode::Bind => {
            let number = line.pass(DescriptorSource::Listen(path));
            format!("socket,id={id},fd={number},server=on,wait=off")
        }
        _ => {
            let again = reconnect(source.reconnect, what)?;
            format!("socket,id={id},path={}{again}", escaped(&display(&path)))
        }
    })
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

fn reconnect(reconnect: Option<Reconnect>, what: &str) -> Result<String> {
    let Some(reconnect) = reconnect else { return Ok(String::new()) };
    Ok(match (reconnect.enabled, reconnect.timeout) {
        (Some(true), Some(seconds @ 1..)) => format!(",reconnect-ms={}", u64::from(seconds) * 1000),
        (Some(true), _) => {
            let message = format!("<reconnect> of {what} needs a timeout of a second or more");
            return Err(invalid(message));
        }
        (Some(false), _) => ",reconnect-ms=0".to_owned(),
        (None, _) => String::new(),
    })
}

fn tcp_socket(tcp: &TcpBackend, id: &str, what: &str) -> Result<String> {
    let source = tcp.source.as_ref();
    let source = source.ok_or_else(|| invalid(format!("{what} has no <source>")))?;
    if source.tls == Some(true) {
        return Err(unsupported(format!(
            "tls='yes' of {what} is not supported by this driver yet"
        )));
    }
    let telnet = match tcp.protocol {
        None | Some(TcpProtocol::Raw) => "",
        Some(TcpProtocol::Telnet) => ",telnet=on",
        Some(other) => return Err(unsupported(format!("the protocol '{other}' of {what}"))),
    };
    let host = source.host.as_deref().unwrap_or_default();
    let port = port(source.service.as_deref(), what)?;
    let end = match source.mode.unwrap_or(SocketMode::Connect) {
        SocketMode::Bind => ",server=on,wait=off".to_owned(),
        _ => reconnect(source.reconnect, what)?,
    };
    Ok(format!("socket,id={id},host={},port={port}{telnet}{end}", escaped(host)))
}

fn port(service: Option<&str>, what: &str) -> Result<String> {
    let port = service.map(escaped);
    port.ok_or_else(|| invalid(format!("<source> of {what} has no service")))
}

fn udp_socket(udp: &UdpBackend, id: &str, what: &str) -> Result<String> {
    let end =
        |mode| udp.sources.iter().find(|source| source.mode.unwrap_or(SocketMode::Connect) == mode);
    let remote = end(SocketMode::Connect);
    let remote = remote.ok_or_else(|| invalid(format!("{what} has no address to send to")))?;
    let (local_host, local_port) = match end(SocketMode::Bind) {
        Some(local) => (
            local.host.clone().unwrap_or_default(),
            local.service.clone().unwrap_or_else(|| "0".to_owned()),
        ),
        None => (String::new(), "0".to_owned()),
    };
    Ok(format!(
        "udp,id={id},host={},port={},localaddr={},localport={}",
        escaped(remote.host.as_deref().unwrap_or_default()),
        port(remote.service.as_deref(), what)?,
        escaped(&local_host),
        escaped(&local_port)
    ))
}
