//! What a guest gets of its host: how it is filled in and what is refused. Each row was tried with
//! libvirt 11.3.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use expect_test::{Expect, expect};
use virt_core::config::DomainConfig;
use virt_core::config::domain::Defaults;

const CELLS: &str = "<cpu><numa><cell cpus='0-1' memory='2048'/><cell cpus='2-3' memory='2048'/>\
                     </numa></cpu>";

/// A domain with `parts` at its root.
fn domain(parts: &str) -> DomainConfig {
    let memory = if parts.contains("<memory>") { "" } else { "<memory>4096</memory>" };
    let vcpu = if parts.contains("</vcpu>") { "" } else { "<vcpu>4</vcpu>" };
    let text = format!(
        "<domain type='test'><name>a</name>{memory}{vcpu}{parts}\
         <os><type>hvm</type></os></domain>"
    );
    DomainConfig::parse(&text).unwrap()
}

/// What filling in makes of `parts`: what is left of the document without the lines that every
/// domain has. What was filled in stays as it is, and nothing in it is refused.
fn fills(parts: &str, expected: Expect) {
    let mut config = domain(parts);
    assert_eq!(config.problems(), []);
    config.fill_defaults(&Defaults::default());
    let once = config.clone();
    config.fill_defaults(&Defaults::default());
    assert_eq!(config, once);
    assert_eq!(config.problems(), []);
    let text = config.to_xml();
    let usual = [
        "<domain type='test'>",
        "<name>a</name>",
        "<uuid>",
        "<memory unit='KiB'>4096</memory>",
        "<currentMemory unit='KiB'>4096</currentMemory>",
        "<vcpu placement='static'>4</vcpu>",
        "<clock",
        "<on_",
        "<devices>",
        "</devices>",
        "</domain>",
    ];
    let (before, after) = text.split_once("  <os>").unwrap();
    let (_, after) = after.split_once("  </os>").unwrap();
    let lines = before.lines().chain(after.lines());
    let kept = lines.filter(|line| {
        let line = line.trim_start();
        !line.is_empty() && !usual.iter().any(|start| line.starts_with(start))
    });
    // All that is left stands in the domain.
    let kept = kept.map(|line| line.strip_prefix("  ").unwrap_or(line));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    let (kept, _) = kept.split_once("<cpu>").unwrap_or((&kept, ""));
    expected.assert_eq(kept);
}

/// What is wrong with `parts`, the same before and after filling in.
fn refuses(parts: &str, expected: Expect) {
    let mut config = domain(parts);
    let before = config.problems();
    let lines: String = before.iter().map(|problem| format!("{problem}\n")).collect();
    expected.assert_eq(&lines);
    config.fill_defaults(&Defaults::default());
    let kinds = |problems: Vec<virt_core::config::Problem>| {
        problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>()
    };
    let sorted = |problems| {
        let mut kinds = kinds(problems);
        kinds.sort_by_key(|kind| format!("{kind:?}"));
        kinds
    };
    assert_eq!(sorted(config.problems()), sorted(before));
}

#[test]
fn what_says_nothing_goes() {
    for parts in [
        "<maxMemory>0</maxMemory>",
        "<currentMemory>0</currentMemory>",
        "<currentMemory>9999</currentMemory>",
        "<memoryBacking/>",
        "<memoryBacking><source/><access/><allocation threads='0'/></memoryBacking>",
        "<memtune/>",
        "<memtune><hard_limit>9007199254740991</hard_limit></memtune>",
        "<blkiotune/>",
        "<blkiotune><weight>0</weight></blkiotune>",
        "<blkiotune><device><path>/dev/a</path><read_iops_sec>0</read_iops_sec></device>\
         </blkiotune>",
        "<vcpus/>",
        "<iothreads>0</iothreads>",
        "<iothreads/>",
        "<iothreadids/>",
        "<defaultiothread/>",
        "<cputune/>",
        "<cputune><period>0</period><global_quota>0</global_quota></cputune>",
        "<cputune><vcpupin vcpu='8' cpuset='1'/></cputune>",
        "<cputune><cachetune vcpus='0-1'/><memorytune vcpus='1-2'/></cputune>",
        "<cputune><cachetune vcpus='7'><monitor level='3' vcpus='7'/></cachetune></cputune>",
        "<numatune/>",
        "<numatune><memory/></numatune>",
        "<resource/>",
        "<perf/>",
    ] {
        fills(parts, expect![""]);
    }
}

#[test]
fn memory() {
    fills(
        "<maxMemory slots='0' unit='MiB'>4</maxMemory><currentMemory unit='MB'>4</currentMemory>",
        expect![[r#"
              <maxMemory unit='KiB'>4096</maxMemory>
              <currentMemory unit='KiB'>3907</currentMemory>
        "#]],
    );
    fills(
        "<memtune><hard_limit unit='bytes'>1</hard_limit><soft_limit>0</soft_limit></memtune>",
        expect![[r#"
              <memtune>
                <hard_limit unit='KiB'>1</hard_limit>
                <soft_limit unit='KiB'>0</soft_limit>
              </memtune>
        "#]],
    );
    fills(
        "<memoryBacking><hugepages><page size='1' unit='G' nodeset='0'/></hugepages>\
         </memoryBacking>",
        expect![[r#"
              <memoryBacking>
                <hugepages>
                  <page size='1048576' unit='KiB'/>
                </hugepages>
              </memoryBacking>
        "#]],
    );
    fills(
        &format!(
            "{CELLS}<memoryBacking><hugepages><page size='3' unit='bytes' nodeset='1,0-1'/>\
             </hugepages></memoryBacking>"
        ),
        expect![[r#"
              <memoryBacking>
                <hugepages>
                  <page size='1' unit='KiB' nodeset='0-1'/>
                </hugepages>
              </memoryBacking>
        "#]],
    );
    refuses(
        "<maxMemory slots='2'>4095</maxMemory>",
        expect![[r#"
        there can be 4095KiB of memory at most, which is less than the 4MiB at boot; raise <maxMemory> or lower <memory> (at /domain/maxMemory)
    "#]],
    );
    refuses(
        "<memoryBacking><hugepages><page size='0' nodeset='0'/><page size='4'/></hugepages>\
         </memoryBacking>",
        expect![[r#"
            a huge page cannot have a size of zero (at /domain/memoryBacking/hugepages/page[1]/@size)
            there are huge pages of 0bytes and of 4KiB for the whole memory; name NUMA cells with 'nodeset' for one of them (at /domain/memoryBacking/hugepages/page[2])
        "#]],
    );
    refuses(
        &format!(
            "{CELLS}<memoryBacking><hugepages><page size='4' nodeset='1-2'/>\
             <page size='8' nodeset='1'/></hugepages></memoryBacking>"
        ),
        expect![[r#"
            the huge pages are for NUMA cell 2, and the guest has 2, counted from 0 (at /domain/memoryBacking/hugepages/page[1]/@nodeset)
            of the NUMA cells 1 some have huge pages already (at /domain/memoryBacking/hugepages/page[2]/@nodeset)
        "#]],
    );
}

#[test]
fn block_devices() {
    fills(
        "<blkiotune><device><path>/dev/z</path><weight>8</weight></device>\
         <device><path>/dev/b</path><weight>0</weight><write_bytes_sec>1</write_bytes_sec></device>\
         <device><path>/dev/a</path></device></blkiotune>",
        expect![[r#"
              <blkiotune>
                <device>
                  <path>/dev/z</path>
                  <weight>8</weight>
                </device>
                <device>
                  <path>/dev/b</path>
                  <write_bytes_sec>1</write_bytes_sec>
                </device>
              </blkiotune>
        "#]],
    );
    refuses(
        "<blkiotune><device><path>/dev/a</path><weight>200</weight></device>\
         <device><path>/dev/a</path><weight>200</weight></device>\
         <device><path/><weight>200</weight></device></blkiotune>",
        expect![[r#"
            the device '/dev/a' is there twice (at /domain/blkiotune/device[2]/path)
            a <device> of <blkiotune> needs the path of a block device (at /domain/blkiotune/device[3]/path)
        "#]],
    );
}

#[test]
fn virtual_cpus() {
    fills(
        "<vcpu cpuset='0-3,^2' current='4'>4</vcpu>",
        expect![[r#"
              <vcpu placement='static' cpuset='0-1,3'>4</vcpu>
        "#]],
    );
    fills(
        "<vcpu placement='auto' cpuset='0-3'>4</vcpu>",
        expect![[r#"
              <vcpu placement='auto'>4</vcpu>
              <numatune>
                <memory mode='strict' placement='auto'/>
              </numatune>
        "#]],
    );
    fills(
        "<vcpus><vcpu id='1' enabled='yes' order='0'/></vcpus>",
        expect![[r#"
              <vcpu placement='static' current='1'>4</vcpu>
              <vcpus>
                <vcpu id='0' enabled='no' hotpluggable='yes'/>
                <vcpu id='1' enabled='yes' hotpluggable='no'/>
                <vcpu id='2' enabled='no' hotpluggable='yes'/>
                <vcpu id='3' enabled='no' hotpluggable='yes'/>
              </vcpus>
        "#]],
    );
    fills(
        "<vcpu current='4'>4</vcpu><vcpus><vcpu id='3' enabled='yes'/>\
         <vcpu id='1' enabled='yes'/><vcpu id='1' enabled='no' order='7'/></vcpus>",
        expect![[r#"
              <vcpu placement='static' current='1'>4</vcpu>
              <vcpus>
                <vcpu id='0' enabled='no' hotpluggable='yes'/>
                <vcpu id='1' enabled='no' hotpluggable='yes' order='7'/>
                <vcpu id='2' enabled='no' hotpluggable='yes'/>
                <vcpu id='3' enabled='yes' hotpluggable='no'/>
              </vcpus>
        "#]],
    );
    refuses(
        "<vcpus><vcpu id='0' enabled='no' hotpluggable='no'/><vcpu id='4' enabled='yes'/></vcpus>",
        expect![[r#"
            vcpu 0 is not there at boot and could never be plugged in; enable it or let it be hotpluggable (at /domain/vcpus/vcpu[1]/@hotpluggable)
            there are 4 vcpus, counted from 0, and none of number 4 (at /domain/vcpus/vcpu[2]/@id)
        "#]],
    );
}

#[test]
fn io_threads() {
    fills(
        "<iothreads>4</iothreads><iothreadids><iothread id='2'><poll max='0'/></iothread>\
         <iothread id='9' thread_pool_min='0' thread_pool_max='8'><poll/></iothread></iothreadids>",
        expect![[r#"
              <iothreads>4</iothreads>
              <iothreadids>
                <iothread id='2'>
                  <poll max='0'/>
                </iothread>
                <iothread id='9' thread_pool_min='0' thread_pool_max='8'/>
                <iothread id='1'/>
                <iothread id='3'/>
              </iothreadids>
        "#]],
    );
    fills(
        "<iothreads>1</iothreads><iothreadids><iothread id='9'/><iothread id='2'/></iothreadids>",
        expect![[r#"
              <iothreads>2</iothreads>
              <iothreadids>
                <iothread id='9'/>
                <iothread id='2'/>
              </iothreadids>
        "#]],
    );
    refuses(
        "<iothreadids><iothread id='0'/><iothread id='2'/><iothread id='2'/></iothreadids>",
        expect![[r#"
            the numbers of I/O threads start at 1, not 0 (at /domain/iothreadids/iothread[1]/@id)
            two I/O threads have the number 2 (at /domain/iothreadids/iothread[3]/@id)
        "#]],
    );
    refuses(
        "<iothreadids><iothread id='1' thread_pool_min='8' thread_pool_max='2'/>\
         <iothread id='2' thread_pool_max='0'/></iothreadids><defaultiothread thread_pool_min='1'/>",
        expect![[r#"
            a pool cannot keep 8 threads where 2 is the most it may have (at /domain/iothreadids/iothread[1]/@thread_pool_min)
            a pool of threads has one at least (at /domain/iothreadids/iothread[2]/@thread_pool_max)
            where thread_pool_min is given, thread_pool_max must be too (at /domain/defaultiothread/@thread_pool_max)
        "#]],
    );
}

#[test]
fn shares_of_the_cpus() {
    fills(
        "<cputune><quota>-2</quota><shares>0</shares></cputune>",
        expect![[r#"
              <cputune>
                <shares>0</shares>
                <quota>-2</quota>
              </cputune>
        "#]],
    );
    refuses(
        "<cputune><period>999</period><emulator_period>1000001</emulator_period>\
         <quota>999</quota><iothread_quota>17592186044416</iothread_quota></cputune>",
        expect![[r#"
            a <period> is 1000 to 1000000 microseconds (at /domain/cputune/period)
            a <emulator_period> is 1000 to 1000000 microseconds (at /domain/cputune/emulator_period)
            a <quota> is 1000 to 17592186044415 microseconds, or negative for no limit (at /domain/cputune/quota)
            a <iothread_quota> is 1000 to 17592186044415 microseconds, or negative for no limit (at /domain/cputune/iothread_quota)
        "#]],
    );
}

#[test]
fn pins_and_schedulers() {
    fills(
        "<iothreads>2</iothreads><cputune><vcpupin vcpu='2' cpuset='1'/>\
         <vcpupin vcpu='0' cpuset='0-3,^1'/><iothreadpin iothread='2' cpuset='1'/>\
         <iothreadpin iothread='1' cpuset='2'/><vcpusched vcpus='1' scheduler='idle' priority='4'/>\
         <vcpusched vcpus='0,3' scheduler='rr' priority='1'/>\
         <iothreadsched iothreads='1-2' scheduler='batch'/>\
         <emulatorsched scheduler='batch' priority='3'/></cputune>",
        expect![[r#"
              <iothreads>2</iothreads>
              <cputune>
                <vcpupin vcpu='0' cpuset='0,2-3'/>
                <vcpupin vcpu='2' cpuset='1'/>
                <iothreadpin iothread='1' cpuset='2'/>
                <iothreadpin iothread='2' cpuset='1'/>
                <emulatorsched scheduler='batch'/>
                <vcpusched vcpus='0' scheduler='rr' priority='1'/>
                <vcpusched vcpus='1' scheduler='idle'/>
                <vcpusched vcpus='3' scheduler='rr' priority='1'/>
                <iothreadsched iothreads='1' scheduler='batch'/>
                <iothreadsched iothreads='2' scheduler='batch'/>
              </cputune>
        "#]],
    );
    refuses(
        "<iothreads>2</iothreads><cputune><vcpupin vcpu='2' cpuset='1'/>\
         <vcpupin vcpu='2' cpuset='3'/><iothreadpin iothread='0' cpuset='1'/>\
         <iothreadpin iothread='3' cpuset='1'/><iothreadpin iothread='1' cpuset='1'/>\
         <iothreadpin iothread='1' cpuset='1'/></cputune>",
        expect![[r#"
            the vcpu 2 is pinned twice (at /domain/cputune/vcpupin[2]/@vcpu)
            the numbers of I/O threads start at 1, not 0 (at /domain/cputune/iothreadpin[1]/@iothread)
            there is no I/O thread 3; add it with <iothreads> (at /domain/cputune/iothreadpin[2]/@iothread)
            the I/O thread 1 is pinned twice (at /domain/cputune/iothreadpin[4]/@iothread)
        "#]],
    );
    refuses(
        "<iothreads>1</iothreads><cputune><emulatorsched scheduler='rr'/>\
         <vcpusched vcpus='0-1' scheduler='batch'/><vcpusched vcpus='1-4' scheduler='fifo'/>\
         <iothreadsched iothreads='1-2' scheduler='idle'/></cputune>",
        expect![[r#"
            the scheduler 'rr' needs a priority (at /domain/cputune/emulatorsched/@priority)
            the scheduler 'fifo' needs a priority (at /domain/cputune/vcpusched[2]/@priority)
            there is no vcpu 4; <vcpu> makes 4 (at /domain/cputune/vcpusched[2]/@vcpus)
            some of 1-4 have a scheduler already (at /domain/cputune/vcpusched[2]/@vcpus)
            there is no I/O thread 2; add it with <iothreads> (at /domain/cputune/iothreadsched/@iothreads)
        "#]],
    );
    let text = "<domain type='test'><cputune><emulatorpin cpuset='1'/><emulatorpin cpuset='2'/>\
                </cputune></domain>";
    assert!(DomainConfig::parse(text).is_err());
}

#[test]
fn caches_and_bandwidth() {
    fills(
        "<cputune><cachetune vcpus='1-9'><monitor level='3' vcpus='1'/>\
         <monitor level='3' vcpus='1-3'/><cache id='1' level='3' type='code' size='2' unit='KB'/>\
         <cache id='0' level='3' type='data' size='2048' unit='KiB'/>\
         <cache id='0' level='3' type='code' size='0'/></cachetune></cputune>",
        expect![[r#"
              <cputune>
                <cachetune vcpus='1-3'>
                  <cache id='0' level='3' type='code' size='0' unit='B'/>
                  <cache id='1' level='3' type='code' size='2000' unit='B'/>
                  <cache id='0' level='3' type='data' size='2' unit='MiB'/>
                  <monitor level='3' vcpus='1'/>
                  <monitor level='3' vcpus='1-3'/>
                </cachetune>
              </cputune>
        "#]],
    );
    fills(
        "<cputune><memorytune vcpus='0-2'><node id='1' bandwidth='3'/><monitor vcpus='2'/>\
         </memorytune><memorytune vcpus='3'><node id='0' bandwidth='3'/></memorytune>\
         <memorytune vcpus='0-2'><node id='0' bandwidth='3'/><monitor vcpus='0'/></memorytune>\
         <cachetune vcpus='0-2'><monitor level='3' vcpus='2'/></cachetune></cputune>",
        expect![[r#"
              <cputune>
                <cachetune vcpus='0-2'>
                  <monitor level='3' vcpus='2'/>
                </cachetune>
                <memorytune vcpus='0-2'>
                  <node id='0' bandwidth='3'/>
                  <node id='1' bandwidth='3'/>
                  <monitor vcpus='2'/>
                  <monitor vcpus='0'/>
                </memorytune>
                <memorytune vcpus='3'>
                  <node id='0' bandwidth='3'/>
                </memorytune>
              </cputune>
        "#]],
    );
    refuses(
        "<cputune><cachetune vcpus='0-1'><cache id='0' level='3' type='both' size='1'/>\
         <cache id='0' level='3' type='data' size='1'/><monitor level='2' vcpus='0'/></cachetune>\
         <cachetune vcpus='1-2'><cache id='0' level='3' type='both' size='1'/></cachetune>\
         <memorytune vcpus='2-3'><node id='0' bandwidth='1'/><node id='0' bandwidth='1'/>\
         </memorytune></cputune>",
        expect![[r#"
            the cache 0 of level 3 has a part for 'data' already (at /domain/cputune/cachetune[1]/cache[2])
            only caches of level 3 are measured, not 2 (at /domain/cputune/cachetune[1]/monitor/@level)
            a vcpu is in one <cachetune> at most (at /domain/cputune/cachetune[2]/@vcpus)
            the vcpus of a <memorytune> are all or none of those of another <memorytune> or a <cachetune> (at /domain/cputune/memorytune/@vcpus)
            the node 0 has a bandwidth already (at /domain/cputune/memorytune/node[2]/@id)
        "#]],
    );
    refuses(
        "<cputune><cachetune vcpus='0-2'><monitor level='3' vcpus='1'/>\
         <monitor level='3' vcpus='0-2'/><monitor level='3' vcpus='1'/>\
         <monitor level='3' vcpus='1-3'/></cachetune>\
         <memorytune vcpus='0-2'><monitor vcpus='0-1'/></memorytune></cputune>",
        expect![[r#"
            some of the vcpus 0-2 are measured with others already (at /domain/cputune/cachetune/monitor[2]/@vcpus)
            there are two monitors for the vcpus 1 (at /domain/cputune/cachetune/monitor[3]/@vcpus)
            the vcpu 3 is none of those (0-2) that the element around it is about (at /domain/cputune/cachetune/monitor[4]/@vcpus)
            some of the vcpus 0-1 are measured with others already (at /domain/cputune/memorytune/monitor/@vcpus)
        "#]],
    );
}

#[test]
fn numa_nodes() {
    fills(
        "<numatune><memory nodeset='0-1' placement='static'/></numatune>",
        expect![[r#"
              <numatune>
                <memory mode='strict' nodeset='0-1'/>
              </numatune>
        "#]],
    );
    fills(
        "<numatune><memory mode='preferred' placement='auto' nodeset='1'/></numatune>",
        expect![[r#"
              <vcpu placement='auto'>4</vcpu>
              <numatune>
                <memory mode='preferred' placement='auto'/>
              </numatune>
        "#]],
    );
    fills(
        "<vcpu placement='auto'>4</vcpu><numatune><memory mode='interleave'/></numatune>",
        expect![[r#"
              <vcpu placement='auto'>4</vcpu>
              <numatune>
                <memory mode='interleave' placement='auto'/>
              </numatune>
        "#]],
    );
    fills(
        "<vcpu cpuset='1'>4</vcpu><numatune><memory placement='auto'/></numatune>",
        expect![[r#"
              <vcpu placement='static' cpuset='1'>4</vcpu>
              <numatune>
                <memory mode='strict' placement='auto'/>
              </numatune>
        "#]],
    );
    fills(
        "<iothreads>1</iothreads><cputune><iothreadpin iothread='1' cpuset='0'/></cputune>\
         <numatune><memory placement='auto'/></numatune>",
        expect![[r#"
              <iothreads>1</iothreads>
              <cputune>
                <iothreadpin iothread='1' cpuset='0'/>
              </cputune>
              <numatune>
                <memory mode='strict' placement='auto'/>
              </numatune>
        "#]],
    );
    fills(
        &format!(
            "{CELLS}<numatune><memnode cellid='1' nodeset='3'/>\
             <memnode cellid='0' mode='preferred' nodeset='2'/></numatune>"
        ),
        expect![[r#"
              <numatune>
                <memnode cellid='0' mode='preferred' nodeset='2'/>
                <memnode cellid='1' mode='strict' nodeset='3'/>
              </numatune>
        "#]],
    );
    refuses(
        &format!(
            "{CELLS}<vcpu placement='auto'>4</vcpu><numatune>\
             <memnode cellid='5' mode='strict' nodeset='3'/></numatune>"
        ),
        expect![[r#"
            the memory of a cell cannot have a node where numad chooses the nodes; name them in <memory nodeset='…'/> (at /domain/numatune/memnode/@nodeset)
            the guest has no NUMA cell 5 (at /domain/numatune/memnode/@cellid)
        "#]],
    );
    refuses(
        &format!(
            "{CELLS}<numatune><memory mode='strict' placement='static'/>\
             <memnode cellid='1' mode='restrictive' nodeset='3'/>\
             <memnode cellid='1' mode='strict' nodeset='3'/></numatune>"
        ),
        expect![[r#"
            name the nodes with 'nodeset', or let numad choose them with placement='auto' (at /domain/numatune/memory/@nodeset)
            where <memory> or a <memnode> has the mode 'restrictive', all of them need it (at /domain/numatune/memnode[1]/@mode)
            there are two <memnode> for cell 1 (at /domain/numatune/memnode[2]/@cellid)
        "#]],
    );
}

#[test]
fn resources_and_events() {
    fills(
        "<perf><event name='mbmt' enabled='no'/><event name='cmt' enabled='yes'/></perf>\
         <resource><fibrechannel appid='x'/><partition>y</partition></resource>",
        expect![[r#"
              <resource>
                <partition>y</partition>
                <fibrechannel appid='x'/>
              </resource>
              <perf>
                <event name='cmt' enabled='yes'/>
                <event name='mbmt' enabled='no'/>
              </perf>
        "#]],
    );
    refuses(
        "<perf><event name='cmt' enabled='no'/><event name='cmt' enabled='yes'/></perf>\
         <resource><fibrechannel appid='é'/></resource>",
        expect![[r#"
            an appid has printable ASCII characters only (at /domain/resource/fibrechannel/@appid)
            the event 'cmt' is there twice (at /domain/perf/event[2]/@name)
        "#]],
    );
    refuses(
        "<resource><fibrechannel appid=''/></resource>",
        expect![[r#"
        an appid has 1 to 128 characters, not 0 (at /domain/resource/fibrechannel/@appid)
    "#]],
    );
}
