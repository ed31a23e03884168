//! `<iothreads>` of a device's driver: which threads serve which of its queues.

use crate::xml::XmlElement;

/// Which threads serve a device's queues: `<iothreads>`. Since libvirt 10.0.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct IoThreadMapping {
    /// The threads. Where none of them names queues, the queues go round.
    #[xml(child = "iothread")]
    pub threads: Vec<MappedIoThread>,
}

/// A thread that serves a device: `<iothread id='1'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MappedIoThread {
    /// The thread's number, as `<iothreads>` or `<iothreadids>` of the domain has it.
    #[xml(attribute)]
    pub id: u32,
    /// The queues, from 0.
    #[xml(path = "queue/@id", needed)]
    pub queues: Vec<u32>,
}
