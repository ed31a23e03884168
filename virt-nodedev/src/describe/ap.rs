//! Crypto cards of IBM Z machines.

use virt_core::config::node_device::{
    ApCardCapability, ApMatrixCapability, ApMatrixNested, ApQueueCapability, HexByte, HexWord,
};

use super::{Reading, mdev};
use crate::host::base_name;

pub(super) fn card(reading: &Reading<'_>) -> ApCardCapability {
    let name = base_name(&reading.device.path);
    let number = name.strip_prefix("card").and_then(|digits| u8::from_str_radix(digits, 16).ok());
    ApCardCapability { adapter: HexByte(number.unwrap_or_default()) }
}

/// `07.0038`: card and domain, in hexadecimal digits.
pub(super) fn queue(reading: &Reading<'_>) -> ApQueueCapability {
    let (card, domain) = base_name(&reading.device.path).split_once('.').unwrap_or_default();
    ApQueueCapability {
        adapter: HexByte(u8::from_str_radix(card, 16).unwrap_or_default()),
        domain: HexWord(u16::from_str_radix(domain, 16).unwrap_or_default()),
    }
}

pub(super) fn matrix(reading: &Reading<'_>) -> ApMatrixCapability {
    let types = mdev::types(reading).map(ApMatrixNested::MdevTypes);
    ApMatrixCapability { nested: types.into_iter().collect() }
}
