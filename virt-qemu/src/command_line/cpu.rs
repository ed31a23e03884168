//! `-cpu` and `-smp`.

use virt_core::Result;
use virt_core::config::domain::{
    Cpu, CpuCacheMode, CpuFeaturePolicy, CpuMode, Features, Hyperv, HypervMode, MaxPhysAddressMode,
    TimerName,
};

use super::argv::CommandLine;
use super::build::Plan;
use super::error::{invalid, unsupported};
use super::machine::{is_on, on_off};
use crate::capabilities::Accelerator;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let none = Cpu::default();
    let cpu = plan.config.cpu.as_ref().unwrap_or(&none);
    let mut value = model(plan, cpu)?;
    let mut add = |name: &str, text: &str| value.push_str(&format!(",{name}={text}"));
    if let Some(vendor) = cpu.model.as_ref().and_then(|model| model.vendor_id.as_deref()) {
        add("vendor", plain(vendor, "the vendor_id of <model>")?);
    }
    for feature in &cpu.features {
        let on = match feature.policy.unwrap_or(CpuFeaturePolicy::Require) {
            CpuFeaturePolicy::Disable | CpuFeaturePolicy::Forbid => false,
            // QEMU leaves out what the host lacks, which is what an optional feature asks for.
            _ => true,
        };
        let name = feature_name(&feature.name);
        add(plain(&name, "the name of a <feature>")?, on_off(on));
    }
    write_timers(plan, &mut add);
    if let Some(features) = &plan.config.features {
        write_features(features, &mut add)?;
    }
    write_panic(plan, &mut value);
    write_cache(cpu, &mut value)?;
    write_addresses(cpu, &mut value);
    line.option("cpu", value);
    Ok(())
}

fn model(plan: &Plan<'_>, cpu: &Cpu) -> Result<String> {
    let kvm = plan.accelerator()? == Accelerator::Kvm;
    let migratable = cpu.migratable.map(|on| format!(",migratable={}", on_off(on.is_on())));
    Ok(match cpu.mode.unwrap_or(CpuMode::Custom) {
        CpuMode::Custom => {
            let name = cpu.model.as_ref().and_then(|model| model.name.clone());
            let name = name.ok_or_else(|| invalid("<cpu> names no model"))?;
            if plan.qemu.cpu_model(&name).is_none() {
                return Err(unsupported(format!(
                    "the CPU model '{name}' is not known to '{}'",
                    plan.qemu.binary.display()
                )));
            }
            name
        }
        CpuMode::HostPassthrough if kvm => {
            format!("host{}", migratable.unwrap_or_else(|| ",migratable=on".to_owned()))
        }
        CpuMode::HostPassthrough => {
            return Err(unsupported(
                "<cpu mode='host-passthrough'> needs KVM; mode='maximum' is the best that QEMU \
                 can do without",
            ));
        }
        // Nearest to the host without what cannot be migrated; QEMU keeps the list.
        CpuMode::HostModel if kvm => "host,migratable=on".to_owned(),
        CpuMode::HostModel => "max".to_owned(),
        CpuMode::Maximum => format!("max{}", migratable.unwrap_or_default()),
        other => return Err(unsupported(format!("the CPU mode '{}' is unknown", other.as_str()))),
    })
}

/// This option knows no way to write a comma.
fn plain<'t>(text: &'t str, what: &str) -> Result<&'t str> {
    match text.contains(',') {
        true => Err(unsupported(format!("a comma in {what}"))),
        false => Ok(text),
    }
}

/// QEMU's name of a feature. The two lists of names have grown apart in a few places.
fn feature_name(name: &str) -> String {
    match name {
        "pclmuldq" => "pclmulqdq".to_owned(),
        "ffxsr" => "fxsr-opt".to_owned(),
        other => other.replace('_', "-"),
    }
}

fn write_timers(plan: &Plan<'_>, add: &mut impl FnMut(&str, &str)) {
    let timers = plan.config.clock.iter().flat_map(|clock| &clock.timers);
    for timer in timers {
        match timer.name {
            TimerName::KvmClock => {
                if let Some(present) = timer.present {
                    add("kvmclock", on_off(present));
                }
            }
            TimerName::HypervClock if timer.present == Some(true) => add("hv-time", "on"),
            TimerName::Tsc => {
                if let Some(frequency) = timer.frequency {
                    add("tsc-frequency", &frequency.to_string());
                }
            }
            _ => {}
        }
    }
}

fn write_features(features: &Features, add: &mut impl FnMut(&str, &str)) -> Result<()> {
    if let Some(eoi) = features.apic.and_then(|apic| apic.eoi) {
        add("kvm-pv-eoi", on_off(eoi.is_on()));
    }
    if let Some(spinlock) = &features.pvspinlock {
        add("kvm-pv-unhalt", on_off(spinlock.is_on()));
    }
    if let Some(hyperv) = &features.hyperv {
        write_hyperv(hyperv, add)?;
    }
    if let Some(pmu) = &features.pmu {
        add("pmu", on_off(pmu.is_on()));
    }
    Ok(())
}

fn write_hyperv(hyperv: &Hyperv, add: &mut impl FnMut(&str, &str)) -> Result<()> {
    if hyperv.mode == Some(HypervMode::Passthrough) {
        add("hv-passthrough", "on");
    }
    let mut switch = |name: &str, on: bool| {
        if on {
            add(name, "on");
        }
    };
    switch("hv-relaxed", is_on(hyperv.relaxed));
    switch("hv-vapic", is_on(hyperv.vapic));
    if let Some(spinlocks) = hyperv.spinlocks.filter(|spinlocks| spinlocks.state.is_on()) {
        let retries = spinlocks.retries.unwrap_or(8191);
        add("hv-spinlocks", &format!("{retries:#x}"));
    }
    let mut switch = |name: &str, on: bool| {
        if on {
            add(name, "on");
        }
    };
    switch("hv-vpindex", is_on(hyperv.vpindex));
    switch("hv-runtime", is_on(hyperv.runtime));
    switch("hv-synic", is_on(hyperv.synic));
    if let Some(stimer) = hyperv.stimer.as_ref().filter(|stimer| stimer.state.is_on()) {
        switch("hv-stimer", true);
        switch("hv-stimer-direct", is_on(stimer.direct));
    }
    switch("hv-reset", is_on(hyperv.reset));
    if let Some(vendor) = hyperv.vendor_id.as_ref().filter(|vendor| vendor.state.is_on()) {
        let value = vendor.value.as_deref().unwrap_or_default();
        add("hv-vendor-id", plain(value, "<vendor_id> of <hyperv>")?);
    }
    let mut switch = |name: &str, on: bool| {
        if on {
            add(name, "on");
        }
    };
    switch("hv-frequencies", is_on(hyperv.frequencies));
    switch("hv-reenlightenment", is_on(hyperv.reenlightenment));
    switch("hv-tlbflush", hyperv.tlbflush.is_some_and(|flush| flush.state.is_on()));
    switch("hv-ipi", is_on(hyperv.ipi));
    switch("hv-evmcs", is_on(hyperv.evmcs));
    switch("hv-avic", is_on(hyperv.avic));
    switch("hv-emsr-bitmap", is_on(hyperv.emsr_bitmap));
    switch("hv-xmm-input", is_on(hyperv.xmm_input));
    Ok(())
}

/// Windows tells of a crash through the processor.
fn write_panic(plan: &Plan<'_>, value: &mut String) {
    use virt_core::config::domain::devices::PanicModel;

    if plan.devices.panics.iter().any(|panic| panic.model == Some(PanicModel::Hyperv)) {
        value.push_str(",hv-crash");
    }
}

fn write_cache(cpu: &Cpu, value: &mut String) -> Result<()> {
    let Some(cache) = cpu.cache else { return Ok(()) };
    let (host, third) = match (cache.mode, cache.level) {
        (CpuCacheMode::Emulate, None | Some(3)) => ("off", Some("on")),
        (CpuCacheMode::Passthrough, None) => ("on", None),
        (CpuCacheMode::Disable, None) => ("off", Some("off")),
        _ => return Err(unsupported("this combination of mode and level of <cache> of <cpu>")),
    };
    match (cache.mode, third) {
        (CpuCacheMode::Passthrough, _) => value.push_str(",host-cache-info=on,l3-cache=off"),
        (_, Some(third)) => {
            value.push_str(&format!(",l3-cache={third},host-cache-info={host}"));
        }
        _ => {}
    }
    Ok(())
}

fn write_addresses(cpu: &Cpu, value: &mut String) {
    let Some(addresses) = cpu.max_phys_address else { return };
    match addresses.mode {
        MaxPhysAddressMode::Emulate => {
            if let Some(bits) = addresses.bits {
                value.push_str(&format!(",phys-bits={bits}"));
            }
        }
        _ => {
            value.push_str(",host-phys-bits=on");
            if let Some(limit) = addresses.limit {
                value.push_str(&format!(",host-phys-bits-limit={limit}"));
            }
        }
    }
}

/// `-smp`: how many processors there are at boot and at most, and how they make up sockets.
pub(super) fn write_topology(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let (maximum, online) =
        plan.config.vcpu.as_ref().map_or((1, 1), |vcpu| (vcpu.maximum, vcpu.online()));
    let machine = plan.os_type.machine.as_deref().and_then(|name| plan.qemu.machine(name));
    if let Some(machine) = machine.filter(|machine| machine.max_cpus < maximum) {
        return Err(unsupported(format!(
            "{maximum} virtual CPUs are more than the {} that machine type '{}' has",
            machine.max_cpus, machine.name
        )));
    }
    if online > maximum || online == 0 {
        return Err(invalid(format!("{online} of {maximum} virtual CPUs cannot be online")));
    }
    let mut value = online.to_string();
    if online < maximum {
        value.push_str(&format!(",maxcpus={maximum}"));
    }
    match plan.config.cpu.as_ref().and_then(|cpu| cpu.topology) {
        Some(topology) if topology.cpus() != maximum => {
            return Err(invalid(format!(
                "<topology> makes {} CPUs, and <vcpu> says {maximum}",
                topology.cpus()
            )));
        }
        Some(topology) => value.push_str(&format!(
            ",sockets={},dies={},clusters={},cores={},threads={}",
            topology.sockets,
            topology.dies.unwrap_or(1),
            topology.clusters.unwrap_or(1),
            topology.cores,
            topology.threads
        )),
        None => value.push_str(&format!(",sockets={maximum},cores=1,threads=1")),
    }
    line.option("smp", value);
    Ok(())
}
