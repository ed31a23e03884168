//! What becomes of places that nobody chose.

use super::{Address, CcwAddress};

impl Address {
    /// Makes zeros of the parts that are open, as they are written when no driver chose them.
    pub(crate) fn settle(&mut self) {
        match self {
            Address::Pci(address) => {
                if let Some(zpci) = &mut address.zpci {
                    zpci.uid.get_or_insert(0);
                    zpci.fid.get_or_insert(0);
                }
            }
            Address::VirtioSerial(address) => _ = address.port.get_or_insert(0),
            Address::Ccw(address) if *address == CcwAddress::default() => {
                *address = CcwAddress::new(0, 0, 0);
            }
            _ => {}
        }
    }
}
