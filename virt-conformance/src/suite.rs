//! The suite as a test program.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use libtest_mimic::{Arguments, Completion, Trial};
use virt::{Connect, Domain};

use crate::host::Host;
use crate::outcome::Absent;
use crate::promise::Promise;
use crate::{domains, node, node_devices};

type Uri = dyn Fn(&Path) -> String + Send + Sync;
type GuestXml = dyn Fn(&str) -> String + Send + Sync;
type Ready = dyn Fn(&Connect, &Domain) + Send + Sync;

/// The promises of the driver traits, and what a driver's crate brings to have them tested.
#[must_use]
pub struct Suite {
    pub(crate) uri: Arc<Uri>,
    pub(crate) guest_xml: Arc<GuestXml>,
    pub(crate) ready: Arc<Ready>,
    pub(crate) patience: Duration,
    pub(crate) node_device_xml: Option<String>,
    only: Vec<String>,
    threads: Option<usize>,
    prefix: String,
    others: Vec<Suite>,
}

impl Suite {
    /// Makes a suite whose tests open what `uri` says. Each test calls it with an empty folder of
    /// the test's own, which is removed afterwards: the place for a host file or for the state of
    /// an embedded driver. Where tests share a host, they stay out of each other's way by name.
    pub fn new(uri: impl Fn(&Path) -> String + Send + Sync + 'static) -> Self {
        Suite {
            uri: Arc::new(uri),
            guest_xml: Arc::new(|name| {
                format!(
                    "<domain type='test'><name>{name}</name><memory>65536</memory>\
                     <os><type>hvm</type></os></domain>"
                )
            }),
            ready: Arc::new(|_, _| {}),
            patience: Duration::from_secs(60),
            node_device_xml: None,
            only: Vec::new(),
            threads: None,
            prefix: String::new(),
            others: Vec::new(),
        }
    }

    /// Sets the maker of definitions: the smallest guest that can be started, powered off and
    /// rebooted, under the given name and without a UUID. Default: a guest of the test driver.
    ///
    /// The suite adds what a test needs behind `</name>`.
    pub fn guest_xml(mut self, make: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.guest_xml = Arc::new(make);
        self
    }

    /// Sets how to wait until a guest that was started hears what it is asked to do, for example
    /// its power button. It panics when that takes too long. Default: a guest hears at once.
    pub fn ready(mut self, wait: impl Fn(&Connect, &Domain) + Send + Sync + 'static) -> Self {
        self.ready = Arc::new(wait);
        self
    }

    /// Sets how long a guest may take to do what it is asked to do. Default: a minute.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sets the definition of a device that can be made and destroyed, such as a virtual HBA.
    /// Default: the driver makes none, and promises about that are not asked for.
    pub fn node_device_xml(mut self, xml: impl Into<String>) -> Self {
        self.node_device_xml = Some(xml.into());
        self
    }

    /// Tests only promises whose name, with its group, begins with one of `prefixes`:
    /// `node_device::`. Default: all of them.
    pub fn only<'p>(mut self, prefixes: impl IntoIterator<Item = &'p str>) -> Self {
        self.only.extend(prefixes.into_iter().map(str::to_owned));
        self
    }

    /// Sets how many tests run at once. Default: as many as there are processors.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Puts `prefix` before the names of the tests, to tell several suites of a program apart.
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.prefix = format!("{prefix}::");
        self
    }

    /// Adds the tests of `other`, such as the same ones against another kind of URI.
    pub fn and(mut self, other: Suite) -> Self {
        self.others.push(other);
        self
    }

    /// Runs the tests that the command line asks for, all of them if it does not say.
    pub fn run(self) -> ExitCode {
        let mut arguments = Arguments::from_args();
        arguments.test_threads = arguments.test_threads.or(self.threads);
        let mut trials = Vec::new();
        self.add_to(&mut trials);
        libtest_mimic::run(&arguments, trials).exit_code()
    }

    fn add_to(mut self, trials: &mut Vec<Trial>) {
        let others = std::mem::take(&mut self.others);
        let suite = Arc::new(self);
        let promises = domains::promises().chain(node::PROMISES).chain(node_devices::promises());
        let wanted = promises.filter(|promise| suite.wants(promise));
        trials.extend(wanted.map(|promise| trial(suite.clone(), promise)));
        for other in others {
            other.add_to(trials);
        }
    }

    fn wants(&self, promise: &Promise) -> bool {
        let name = format!("{}::{}", promise.group, promise.name);
        self.only.is_empty() || self.only.iter().any(|prefix| name.starts_with(prefix.as_str()))
    }
}

fn trial(suite: Arc<Suite>, promise: &'static Promise) -> Trial {
    let name = format!("{}{}::{}", suite.prefix, promise.group, promise.name);
    Trial::ignorable_test(name, move || {
        let host = Host::new(suite, promise)?;
        Ok(match (promise.check)(&host) {
            Ok(()) => Completion::Completed,
            Err(Absent(call)) => Completion::ignored_with(call),
        })
    })
}
