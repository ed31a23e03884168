//! Network filters: what traffic of a guest may pass.

use uuid::Uuid;

use super::Driver;
use crate::Result;
use crate::api::nwfilter::{NwFilterBindingCreateFlags, NwFilterDefineFlags};
use crate::object::{FilterBindingRef, FilterRef};

/// The network filters of one host.
///
/// A method that gets a filter that is gone answers
/// [`NoNwfilter`](crate::ErrorKind::NoNwfilter).
pub trait FilterDriver: Driver {
    /// Returns the filters, sorted by name.
    #[doc(alias("connectListAllNWFilters", "connectNumOfNWFilters", "connectListNWFilters"))]
    fn list(&self) -> Result<Vec<FilterRef>>;

    /// Finds the filter with this name.
    #[doc(alias = "nwfilterLookupByName")]
    fn lookup_by_name(&self, name: &str) -> Result<FilterRef>;

    /// Finds the filter with this UUID.
    #[doc(alias = "nwfilterLookupByUUID")]
    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<FilterRef>;

    /// Stores `xml` as the definition of its filter. Where it is in use, the new rules hold on
    /// return; when they cannot be set, the old ones stay.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](crate::ErrorKind::OperationFailed) when the name belongs to another
    /// UUID or the UUID to another name, and for filters that would refer to each other in a ring.
    #[doc(alias("nwfilterDefineXML", "nwfilterDefineXMLFlags"))]
    fn define(&self, xml: &str, flags: NwFilterDefineFlags) -> Result<FilterRef>;

    /// Removes the definition.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) while it is in use.
    #[doc(alias = "nwfilterUndefine")]
    fn undefine(&self, filter: &FilterRef) -> Result<()>;

    /// Returns the definition.
    #[doc(alias = "nwfilterGetXMLDesc")]
    fn xml(&self, filter: &FilterRef) -> Result<String>;

    /// Bindings, when the driver applies filters to ports.
    fn bindings(&self) -> Option<&dyn FilterBindingDriver> {
        None
    }
}

/// Bindings of filters to ports.
///
/// A method that gets a binding that is gone answers
/// [`NoNwfilterBinding`](crate::ErrorKind::NoNwfilterBinding).
pub trait FilterBindingDriver: Driver {
    /// Returns the bindings, sorted by port.
    #[doc(alias = "connectListAllNWFilterBindings")]
    fn list_bindings(&self) -> Result<Vec<FilterBindingRef>>;

    /// Finds the binding of the port `device`, which is its name on the host: `vnet0`.
    #[doc(alias = "nwfilterBindingLookupByPortDev")]
    fn lookup_binding(&self, device: &str) -> Result<FilterBindingRef>;

    /// Binds a filter to a port, as `xml` says. Its rules hold on return.
    ///
    /// # Errors
    ///
    /// [`OperationFailed`](crate::ErrorKind::OperationFailed) when the port has a binding.
    #[doc(alias = "nwfilterBindingCreateXML")]
    fn create_binding(
        &self,
        xml: &str,
        flags: NwFilterBindingCreateFlags,
    ) -> Result<FilterBindingRef>;

    /// Takes the filter away from the port. Its rules are gone on return.
    #[doc(alias = "nwfilterBindingDelete")]
    fn delete_binding(&self, binding: &FilterBindingRef) -> Result<()>;

    /// Returns the description of the binding.
    #[doc(alias = "nwfilterBindingGetXMLDesc")]
    fn binding_xml(&self, binding: &FilterBindingRef) -> Result<String>;
}
