//! The host and the connection to it.

use serde_json::json;

use super::definition::document;
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;

/// The version of libvirt's API that this command line speaks.
pub(crate) const API_VERSION_TEXT: &str = "11.3.0";

/// `capabilities`.
pub(super) fn capabilities(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let node = session.connection()?.node();
    let xml = node.capabilities_xml().map_err(Failure::because("failed to get capabilities"))?;
    document(xml, arguments)
}

/// `nodeinfo`.
pub(super) fn nodeinfo(session: &mut Session<'_>, _: &Arguments) -> Result<Output, Failure> {
    let node = session.connection()?.node();
    let info = node.info().map_err(Failure::because("failed to get node information"))?;
    let mut pairs = vec![("CPU model", info.model.clone()), ("CPU(s)", info.cpus.to_string())];
    if info.mhz != 0 {
        pairs.push(("CPU frequency", format!("{} MHz", info.mhz)));
    }
    pairs.extend([
        ("CPU socket(s)", info.sockets.to_string()),
        ("Core(s) per socket", info.cores.to_string()),
        ("Thread(s) per core", info.threads.to_string()),
        ("NUMA cell(s)", info.nodes.to_string()),
        ("Memory size", format!("{} KiB", info.memory_kib)),
    ]);
    let json = json!({
        "model": info.model,
        "cpus": info.cpus,
        "mhz": info.mhz,
        "sockets": info.sockets,
        "cores": info.cores,
        "threads": info.threads,
        "nodes": info.nodes,
        "memoryKiB": info.memory_kib,
    });
    Ok(Output::pairs(20, &pairs, json))
}

/// `uri`.
pub(super) fn uri(session: &mut Session<'_>, _: &Arguments) -> Result<Output, Failure> {
    let uri = session.connection()?.uri().to_string();
    Ok(Output::line(&uri, json!(uri)))
}

/// `version`: of the API, and of the hypervisor.
pub(super) fn version(session: &mut Session<'_>, arguments: &Arguments) -> Result<Output, Failure> {
    let node = session.connection()?.node();
    let kind = node.type_name().map_err(Failure::because("failed to get hypervisor type"))?;
    let version =
        node.version().map_err(Failure::because("failed to get the hypervisor version"))?;
    let hypervisor = match version {
        0 => format!("Cannot extract running {kind} hypervisor version\n"),
        _ => format!("Running hypervisor: {kind} {}\n", dotted(version)),
    };
    let api = API_VERSION_TEXT;
    let mut text = format!(
        "Compiled against library: libvirt {api}\nUsing library: libvirt {api}\n\
         Using API: {kind} {api}\n{hypervisor}"
    );
    if arguments.is_set("daemon") {
        text.push_str(&format!("Running against daemon: {api}\n"));
    }
    let json = json!({
        "virt": env!("CARGO_PKG_VERSION"),
        "api": api,
        "hypervisor": kind,
        "hypervisorVersion": dotted(version),
    });
    Ok(Output::text(text, json))
}

/// 1,000,000 × major + 1,000 × minor + release as people write it.
fn dotted(version: u64) -> String {
    format!("{}.{}.{}", version / 1_000_000, version / 1_000 % 1_000, version % 1_000)
}
