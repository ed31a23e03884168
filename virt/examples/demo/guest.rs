//! The life of the guest: each step waits until the guest or an event confirms it.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::time::Duration;

use virt::api::domain::{DomainDefineFlags, DomainUndefineFlags};
use virt::{Connect, DestroyMode, Domain, ShutdownMode};
use virt_testkit::guest::HELLO;

use crate::Result;
use crate::console::Console;
use crate::events::Watch;
use crate::stage::Stage;

/// What runs the guest's instructions.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Accelerator {
    Kvm,
    Tcg,
}

impl Accelerator {
    /// Whether KVM's device can be opened. That says little about its guests.
    pub(crate) fn kvm_opens() -> bool {
        OpenOptions::new().read(true).write(true).open("/dev/kvm").is_ok()
    }

    /// How long a guest may take to its first words. With KVM it takes a blink, unless the host has
    /// to emulate the processor's help, which is slower than TCG and knows fewer instructions.
    fn patience(self) -> Duration {
        match self {
            Self::Kvm => Duration::from_millis(1500),
            Self::Tcg => Duration::from_secs(30),
        }
    }

    /// The definition that `template` stands for.
    fn fill_in(self, template: &str, kernel: &Path) -> String {
        let kind = match self {
            Self::Kvm => "kvm",
            Self::Tcg => "qemu",
        };
        template.replace("${type}", kind).replace("${kernel}", &kernel.to_string_lossy())
    }
}

/// A running guest with its events and its console.
pub(crate) struct Guest<'a> {
    stage: Stage,
    domain: Domain,
    console: Console,
    events: &'a Watch,
}

impl<'a> Guest<'a> {
    /// Defines and starts the guest of `template`, and returns it once it works: it says hello and
    /// answers a command. One that does not is destroyed and gone.
    pub(crate) fn boot(
        stage: Stage,
        connect: &Connect,
        events: &'a Watch,
        template: &str,
        kernel: &Path,
        accelerator: Accelerator,
    ) -> Result<Option<Self>> {
        let xml = accelerator.fill_in(template, kernel);
        let domain = stage
            .step("define the guest", || connect.define_domain(&xml, DomainDefineFlags::empty()))?;
        stage.step(&format!("start '{}'", domain.name()), || domain.start())?;
        events.wait_for("started")?;
        let console = stage.step("open its console", || Console::open(stage, &domain))?;
        let guest = Self { stage, domain, console, events };
        if guest.works(accelerator.patience())? {
            return Ok(Some(guest));
        }
        stage.step("destroy it", || guest.domain.destroy(DestroyMode::Forced))?;
        events.wait_for("stopped")?;
        stage.step("undefine it", || guest.domain.undefine(DomainUndefineFlags::empty()))?;
        events.wait_for("undefined")?;
        Ok(None)
    }

    fn works(&self, patience: Duration) -> Result<bool> {
        let hello = self.stage.step("wait for its first words", || {
            // The words may have come before the console was open: an empty line repeats them.
            let half = patience / 2;
            if self.console.wait_for(HELLO, half) {
                return Ok::<_, io::Error>(true);
            }
            self.console.type_line("")?;
            Ok(self.console.wait_for(HELLO, half))
        })?;
        Ok(hello
            && self.stage.step("ask it what machine it is in", || {
                self.console.type_line("info")?;
                Ok::<_, io::Error>(self.console.wait_for("cpus: ", patience))
            })?)
    }

    /// Everything between the guest's first words and its end.
    pub(crate) fn live(self) -> Result<()> {
        // The console stays open, so that its last words are seen.
        let Self { stage, domain, console: _console, events } = self;
        stage.step("pause it", || domain.suspend())?;
        events.wait_for("suspended")?;
        stage.step("resume it", || domain.resume())?;
        events.wait_for("resumed")?;
        let info = stage.step("ask about it", || domain.info())?;
        stage.note(format_args!(
            "{}: {:?}, {} MiB, {} vcpu, {:.1?} of cpu time",
            domain.name(),
            info.state,
            info.memory_kib / 1024,
            info.vcpus,
            info.cpu_time
        ));
        stage.step("press its power button, and wait until it is off", || {
            domain.shutdown(ShutdownMode::Acpi)?;
            events.wait_for("stopped")
        })?;
        stage.step("undefine it", || domain.undefine(DomainUndefineFlags::empty()))?;
        events.wait_for("undefined")
    }
}
