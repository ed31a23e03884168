//! The promises of `NodeDriver`.

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok};
use crate::promise::promises;

promises! { "node":
    has_a_type,
    is_alive,
    has_a_name,
    has_a_version,
    has_memory_and_processors,
    has_capabilities,
    lets_guests_have_processors,
}

fn has_a_type(host: &Host) -> Outcome {
    assert!(!ok(host.connect.node().type_name()).is_empty());
    Ok(())
}

fn is_alive(host: &Host) -> Outcome {
    assert!(ok(host.connect.node().is_alive()));
    Ok(())
}

fn has_a_name(host: &Host) -> Outcome {
    assert!(!host.connect.node().hostname().if_supported()?.is_empty());
    Ok(())
}

fn has_a_version(host: &Host) -> Outcome {
    assert!(host.connect.node().version().if_supported()? > 0);
    Ok(())
}

fn has_memory_and_processors(host: &Host) -> Outcome {
    let info = host.connect.node().info().if_supported()?;
    assert!(info.memory_kib > 0 && info.cpus > 0 && !info.model.is_empty(), "{info:?}");
    let places = [info.nodes, info.sockets, info.cores, info.threads];
    assert!(places.iter().all(|count| *count > 0), "{info:?}");
    let cpus: u32 = places.iter().product();
    assert!(cpus >= info.cpus, "{info:?}");
    Ok(())
}

fn has_capabilities(host: &Host) -> Outcome {
    let xml = host.connect.node().capabilities_xml().if_supported()?;
    assert!(xml.starts_with("<capabilities>"), "{xml}");
    assert!(xml.contains("<host>"), "{xml}");
    Ok(())
}

fn lets_guests_have_processors(host: &Host) -> Outcome {
    assert!(host.connect.node().max_vcpus(None).if_supported()? > 0);
    Ok(())
}
