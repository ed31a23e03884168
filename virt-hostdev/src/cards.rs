//! How network cards are asked about their virtual functions, and told.

use std::fmt::Debug;
use std::io;

use virt_host::KernelCall;
use virt_host::netlink::{self, Attributes, Request, RequestFlags};

/// What a card knows about a virtual function. What is none is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct FunctionState {
    pub(crate) mac: Option<[u8; 6]>,
    /// The VLAN and its priority.
    pub(crate) vlan: Option<(u16, u32)>,
    pub(crate) trust: Option<bool>,
}

/// The network cards of a host. Calls are made by whoever asks for them, with a deadline.
pub(crate) trait Cards: Debug + Send + Sync {
    /// Asks the interface `card` about its virtual functions.
    fn question(&self, card: &str, function: u32) -> KernelCall;

    /// Reads what the card knows about one of them in the answer.
    fn state(&self, answer: &[u8], function: u32) -> Option<FunctionState>;

    /// Tells the card about a virtual function.
    fn change(&self, card: &str, function: u32, state: &FunctionState) -> KernelCall;

    /// Whether the answer to a change is that it was made.
    fn accepted(&self, answer: &[u8]) -> io::Result<()>;
}

/// The cards of this network namespace, by route netlink.
#[derive(Debug)]
pub(crate) struct NetlinkCards;

const GET_LINK: u16 = 18;
const SET_LINK: u16 = 19;
/// The size of a link message's own head, in bytes.
const LINK_HEAD: usize = 16;

const NAME: u16 = 3;
const FUNCTIONS: u16 = 22;
const FILTER: u16 = 29;
/// The filter that lets information about virtual functions through.
const WITH_FUNCTIONS: u32 = 1;

const FUNCTION: u16 = 1;
const MAC: u16 = 1;
const VLAN: u16 = 2;
const TRUST: u16 = 9;
/// The room that the kernel has for a hardware address, in bytes.
const MAC_ROOM: usize = 32;

impl Cards for NetlinkCards {
    fn question(&self, card: &str, _function: u32) -> KernelCall {
        KernelCall::route(&question(card))
    }

    fn state(&self, answer: &[u8], function: u32) -> Option<FunctionState> {
        let messages = netlink::answers(answer).ok()?;
        let attributes = Attributes::of(messages.first()?.body.get(LINK_HEAD..)?);
        let mut functions = attributes.find(FUNCTIONS)?.nested();
        functions.find_map(|entry| state(entry.nested(), function))
    }

    fn change(&self, card: &str, function: u32, state: &FunctionState) -> KernelCall {
        KernelCall::route(&change(card, function, state))
    }

    fn accepted(&self, answer: &[u8]) -> io::Result<()> {
        netlink::answers(answer).map(drop)
    }
}

fn question(card: &str) -> Request {
    let attributes = [netlink::text(NAME, card), netlink::u32(FILTER, WITH_FUNCTIONS)];
    request(GET_LINK, &attributes)
}

fn change(card: &str, function: u32, state: &FunctionState) -> Request {
    let number = function.to_ne_bytes();
    let mut parts = Vec::new();
    if let Some(mac) = state.mac {
        let mut bytes = [&number[..], &mac].concat();
        bytes.resize(number.len() + MAC_ROOM, 0);
        parts.push(netlink::bytes(MAC, &bytes));
    }
    if let Some((vlan, priority)) = state.vlan {
        let vlan = u32::from(vlan).to_ne_bytes();
        parts.push(netlink::bytes(VLAN, &[number, vlan, priority.to_ne_bytes()].concat()));
    }
    if let Some(trust) = state.trust {
        parts.push(netlink::bytes(TRUST, &[number, u32::from(trust).to_ne_bytes()].concat()));
    }
    let functions = netlink::nested(FUNCTIONS, &[netlink::nested(FUNCTION, &parts)]);
    request(SET_LINK, &[netlink::text(NAME, card), functions])
}

fn request(kind: u16, attributes: &[Vec<u8>]) -> Request {
    let body = [vec![0; LINK_HEAD], attributes.concat()].concat();
    Request { kind, flags: RequestFlags::ACKNOWLEDGE, body }
}

/// What is said about `function`, if this is about it.
fn state(attributes: Attributes<'_>, function: u32) -> Option<FunctionState> {
    let words = |value: &[u8]| -> Vec<u32> {
        let (words, _) = value.as_chunks::<4>();
        words.iter().map(|word| u32::from_ne_bytes(*word)).collect()
    };
    let mac = attributes.clone().find(MAC)?;
    if words(mac.value).first() != Some(&function) {
        return None;
    }
    let vlan = attributes.clone().find(VLAN).map(|vlan| words(vlan.value));
    let trust = attributes.clone().find(TRUST).map(|trust| words(trust.value));
    Some(FunctionState {
        mac: mac.value.get(4..10).and_then(|mac| mac.try_into().ok()),
        vlan: vlan.and_then(|v| Some((u16::try_from(*v.get(1)?).ok()?, *v.get(2)?))),
        // All ones where the card does not know trust.
        trust: trust.and_then(|t| t.get(1).copied()).filter(|t| *t < 2).map(|t| t == 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the kernel answers is laid out as what it is asked for.
    #[test]
    fn what_is_told_reads_back() {
        let state_of = |number, told: &FunctionState| {
            let request = change("eth0", number, told);
            let attributes = Attributes::of(&request.body[LINK_HEAD..]);
            assert_eq!(attributes.clone().find(NAME).unwrap().text(), Some("eth0"));
            let entry = attributes.find(FUNCTIONS).unwrap().nested().next().unwrap();
            state(entry.nested(), 3)
        };
        let told = FunctionState {
            mac: Some([0x52, 0x54, 0, 1, 2, 3]),
            vlan: Some((42, 1)),
            trust: Some(true),
        };
        assert_eq!(state_of(3, &told), Some(told));
        assert_eq!(state_of(2, &told), None);
        assert_eq!(state_of(3, &FunctionState { mac: None, ..told }), None);
    }

    #[test]
    fn cards_that_do_not_know_trust_are_not_told() {
        let mac = netlink::bytes(MAC, &[0; 36]);
        let trust = netlink::bytes(TRUST, &[[0; 4], [0xff; 4]].concat());
        let bytes = [mac, trust].concat();
        assert_eq!(state(Attributes::of(&bytes), 0).unwrap().trust, None);
    }
}
