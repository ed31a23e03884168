//! USB devices and their interfaces.

use virt_core::config::node_device::{HexId, PciName, UsbDeviceCapability, UsbInterfaceCapability};

use super::Reading;
use crate::host::usb_names;

pub(super) fn device(reading: &Reading<'_>) -> UsbDeviceCapability {
    let number = |name| reading.hexadecimal(name).and_then(|number| u16::try_from(number).ok());
    let (vendor, product) =
        (number("idVendor").unwrap_or_default(), number("idProduct").unwrap_or_default());
    // What udev's database says, then what the device says, then what the world says.
    let known = |property: &str, attribute: &str| {
        let property = reading.record.value(property).map(str::to_owned);
        property.or_else(|| reading.text(attribute))
    };
    let vendor_name = known("ID_VENDOR_FROM_DATABASE", "manufacturer");
    let product_name = known("ID_MODEL_FROM_DATABASE", "product");
    let (of_vendor, of_product) = usb_names(vendor, product);
    UsbDeviceCapability {
        bus: reading.number("busnum").unwrap_or_default(),
        device: reading.number("devnum").unwrap_or_default(),
        product: PciName { id: HexId(product), name: product_name.or(of_product) },
        vendor: PciName { id: HexId(vendor), name: vendor_name.or(of_vendor) },
    }
}

pub(super) fn interface(reading: &Reading<'_>) -> UsbInterfaceCapability {
    let number = |name| reading.hexadecimal(name).unwrap_or_default();
    UsbInterfaceCapability {
        number: number("bInterfaceNumber"),
        class: number("bInterfaceClass"),
        subclass: number("bInterfaceSubClass"),
        protocol: number("bInterfaceProtocol"),
        description: reading.text("interface"),
    }
}
