//! What guests get of their host: filled in as libvirt does, and refused where libvirt does.

use expect_test::expect;
use virt_core::config::DomainConfig;
use virt_core::config::domain::Defaults;
use virt_core::xml::Element;

use super::cases::{Case, cases, judge, same_text};
use virt_testkit::needs;

/// The elements at a domain's root that are about it.
const TUNING: &[&str] = &[
    "maxMemory",
    "memory",
    "currentMemory",
    "blkiotune",
    "memtune",
    "memoryBacking",
    "vcpu",
    "vcpus",
    "iothreads",
    "iothreadids",
    "defaultiothread",
    "cputune",
    "numatune",
    "resource",
    "perf",
];

/// These elements of a document, as text.
fn tuning(text: &str) -> String {
    let root = Element::parse(text).unwrap();
    let found = root.children().filter(|child| TUNING.contains(&child.name()));
    found.map(|child| child.to_xml(1)).collect()
}

#[test]
fn what_guests_get_is_filled_in_as_libvirt_does() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "qemuxmlconf", 790, |case| {
        let Some(output) = case.optional_file("output") else { return Ok(()) };
        let mut config = DomainConfig::parse(&case.file("input")).map_err(|err| err.to_string())?;
        config.fill_defaults(&Defaults::default());
        same_text(&tuning(&output), &tuning(&config.to_xml()))?;
        let about_it = |path: &str| {
            TUNING.iter().any(|name| path.split('/').nth(2).is_some_and(|step| step == *name))
        };
        let problems = config.problems();
        match problems.iter().find(|problem| about_it(&problem.path)) {
            Some(problem) => Err(problem.to_string()),
            None => Ok(()),
        }
    });
}

/// Where libvirt refuses because of this, so do we.
#[test]
fn what_guests_cannot_get_is_refused() {
    let Some(root) = needs::corpus() else { return };
    let words = ["cachetune", "cpuset", "hugepages", "numatune", "numad"];
    let mut found = String::new();
    for name in ["genericxml2xml", "qemuxmlconf"] {
        let mut cases = cases(&root, name);
        cases.retain(|case| case.expects("parse-error"));
        cases.retain(|case| words.iter().any(|word| case.id.starts_with(word)));
        for case in cases {
            for problem in refusals(&case) {
                found.push_str(&format!("{}: {problem}\n", case.id));
            }
        }
    }
    expect![[r#"
        cachetune-colliding-allocs: the cache 0 of level 3 has a part for 'code' already (at /domain/cputune/cachetune/cache[2])
        cachetune-colliding-types: the cache 0 of level 3 has a part for 'code' already (at /domain/cputune/cachetune/cache[2])
        cachetune-colliding-monitor: the vcpu 2 is none of those (0-1) that the element around it is about (at /domain/cputune/cachetune/monitor/@vcpus)
        hugepages-default-1G-nodeset-2M.x86_64-latest: there are huge pages of 1GiB and of 2MiB for the whole memory; name NUMA cells with 'nodeset' for one of them (at /domain/memoryBacking/hugepages/page[2])
        hugepages-nodeset-nonexist.x86_64-latest: the huge pages are for NUMA cell 1, and the guest has 1, counted from 0 (at /domain/memoryBacking/hugepages/page/@nodeset)
        hugepages-numa-nodeset-nonexist.x86_64-latest: the huge pages are for NUMA cell 4, and the guest has 4, counted from 0 (at /domain/memoryBacking/hugepages/page[1]/@nodeset)
        hugepages-memaccess-invalid.x86_64-latest: at line 24, column 46, /domain/cpu/numa/cell[2]/@memAccess: invalid value 'invalid', expected one of: shared, private
        cpuset-invalid.x86_64-latest: at line 5, column 9, /domain/vcpu/@cpuset: invalid value 'aaa', expected a set of numbers up to 16383 such as 0-3,^2,8
        numatune-memnode-invalid-mode.x86_64-latest: where <memory> or a <memnode> has the mode 'restrictive', all of them need it (at /domain/numatune/memnode[2]/@mode)
        numatune-memnode-nocpu.x86_64-latest: a <memnode> needs NUMA cells in the guest; add <cpu><numa> (at /domain/numatune/memnode)
        numatune-memnodes-problematic.x86_64-latest: the memory of a cell cannot have a node where numad chooses the nodes; name them in <memory nodeset='…'/> (at /domain/numatune/memnode/@nodeset)
        numad-auto-vcpu-static-numatune-no-nodeset.x86_64-latest: name the nodes with 'nodeset', or let numad choose them with placement='auto' (at /domain/numatune/memory/@nodeset)
    "#]].assert_eq(&found);
}

/// What is wrong with a case's input, the same before and after filling in.
fn refusals(case: &Case) -> Vec<String> {
    let mut config = match DomainConfig::parse(&case.file("input")) {
        Ok(config) => config,
        Err(err) => return vec![err.message().to_owned()],
    };
    let before = config.problems();
    config.fill_defaults(&Defaults::default());
    assert_eq!(before, config.problems(), "{}", case.id);
    before.iter().map(ToString::to_string).collect()
}
