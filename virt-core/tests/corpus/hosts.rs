//! What hosts say about their CPUs and themselves, in documents of their own.

use virt_core::config::domain::{Cpu, SystemInformation};
use virt_core::xml::{Document, Element};

use super::cases::{judge, same_text};
use virt_testkit::needs;

/// The CPUs that libvirt computed are read with nothing unknown in them, and written as it wrote
/// them. Computing them is not the models' business.
#[test]
fn cpus_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "cputest", 310, |case| {
        let Some(text) = case.optional_file("output") else { return Ok(()) };
        let is_cpu = Document::parse(&text).is_ok_and(|found| found.root().name() == "cpu");
        if !is_cpu {
            return Ok(());
        }
        let found = Cpu::check(&text).map_err(|err| err.to_string())?;
        if let Some(finding) = found.first() {
            return Err(finding.to_string());
        }
        let cpu = Cpu::parse(&text).map_err(|err| err.to_string())?;
        same_text(&text, &cpu.to_xml())
    });
}

/// Everything that CPUs are compared with is understood, and can be served.
#[test]
fn cpus_to_compare_are_understood() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "cputest", 310, |case| {
        for member in ["host", "cpu", "guest", "input"] {
            let Some(text) = case.optional_file(member) else { continue };
            let document = Element::parse(&text).map_err(|err| err.to_string())?;
            let cpus = match document.name() {
                "cpu" => vec![text],
                _ => document
                    .children()
                    .filter(|child| child.name() == "cpu")
                    .map(ToString::to_string)
                    .collect(),
            };
            for cpu in cpus {
                let cpu = Cpu::parse(&cpu).map_err(|err| format!("{member}: {err}"))?;
                cpu.validate().map_err(|err| format!("{member}: {err}"))?;
            }
        }
        Ok(())
    });
}

#[test]
fn hosts_are_described_as_libvirt_describes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "sysinfo", 7, |case| {
        let text = case.file("output");
        let found = SystemInformation::check(&text).map_err(|err| err.to_string())?;
        if let Some(finding) = found.first() {
            return Err(finding.to_string());
        }
        let information = SystemInformation::parse(&text).map_err(|err| err.to_string())?;
        information.validate().map_err(|err| err.to_string())?;
        same_text(&text, &information.to_xml())
    });
}
