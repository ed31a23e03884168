//! `<domstatus>`: what a driver writes down of a running domain, to find it again after a restart.

mod document;
mod domain;
mod internals;
mod taint;
mod words;

pub use document::DomainStatusDocument;
pub use domain::RunningDomain;
pub use internals::Internal;
pub use taint::DomainTaint;
