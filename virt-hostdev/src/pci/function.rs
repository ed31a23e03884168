//! What a network card is told about its virtual functions.

use super::PciView;
use crate::VirtualFunctionSettings;
use crate::cards::FunctionState;
use crate::error::{Failure, Result};
use crate::ledger::NetworkOriginal;
use crate::work::Work;

/// Tells the card what the guest's function has, and writes down what it had.
pub(crate) fn set_up(
    work: &mut Work,
    device: &PciView<'_>,
    settings: &VirtualFunctionSettings,
) -> Result<()> {
    let place = place_on_card(device);
    let (card, function) = place.ok_or_else(|| {
        Failure::Unclear(format!(
            "{} is no virtual function of a network card that has a driver: an interface of type \
             'hostdev' has to be; use <hostdev> for other devices",
            work.record.device
        ))
    })?;
    let host = work.host.clone();
    let step = format!("asking card {card} about its virtual function {function}");
    let answer = work.call(&step, "", host.cards.question(&card, function))?;
    let state = host.cards.state(&answer, function).ok_or_else(|| {
        Failure::Unclear(format!("card {card} does not know its virtual function {function}"))
    })?;
    if work.record.original.network.is_none() {
        work.record.original.network = Some(NetworkOriginal {
            card: card.clone(),
            function,
            mac: state.mac,
            vlan: state.vlan,
            trust: state.trust,
        });
    }
    let wanted = FunctionState {
        mac: settings.mac.map(|mac| mac.bytes()),
        // A function without a VLAN is in none, whatever its last guest had.
        vlan: Some((settings.vlan.unwrap_or(0), 0))
            .filter(|_| settings.vlan.is_some() || state.vlan.is_some_and(|(vlan, _)| vlan != 0)),
        trust: settings.trust,
    };
    change(work, &card, function, &wanted)
}

/// Tells the card what the function had before.
pub(crate) fn restore(work: &mut Work) -> Result<()> {
    let Some(original) = work.record.original.network.clone() else { return Ok(()) };
    let card = work.host.places.sysfs.join("class/net").join(&original.card);
    if card.exists() {
        let NetworkOriginal { mac, vlan, trust, .. } = original;
        let state = FunctionState { mac, vlan, trust };
        match change(work, &original.card, original.function, &state) {
            // Some cards do not take the address of zeros back that they had at first.
            Err(Failure::Step { .. }) if mac == Some([0; 6]) => {
                let state = FunctionState { mac: None, ..state };
                change(work, &original.card, original.function, &state)?;
            }
            result => result?,
        }
    }
    work.record.original.network = None;
    Ok(())
}

fn change(work: &mut Work, card: &str, function: u32, state: &FunctionState) -> Result<()> {
    if *state == FunctionState::default() {
        return Ok(());
    }
    let step = format!("setting up virtual function {function} of card {card}");
    let call = work.host.cards.change(card, function, state);
    work.call(&step, "", call).and_then(|answer| {
        work.host.cards.accepted(&answer).map_err(|source| Failure::Step {
            device: work.record.device.clone(),
            step,
            remedy: String::new(),
            source,
        })
    })
}

/// The interface of the card, and the function's number on it.
pub(crate) fn place_on_card(device: &PciView<'_>) -> Option<(String, u32)> {
    let card = device.card()?.interfaces().into_iter().next()?;
    Some((card, device.function_number()?))
}

#[cfg(test)]
mod tests;
