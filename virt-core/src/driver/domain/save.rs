//! A domain's memory on disk: saved to go on later, or dumped to be looked at.

use crate::Result;
use crate::api::domain::{
    DOMAIN_SAVE_PARAM_DXML, DOMAIN_SAVE_PARAM_FILE, DOMAIN_SAVE_PARAM_IMAGE_FORMAT,
    DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS, DomainCoreDumpFlags, DomainCoreDumpFormat,
    DomainSaveImageXmlFlags, DomainSaveRestoreFlags,
};
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::{TypedParameter, TypedParameters};

/// Saving, restoring and dumping of domains. Paths are the host's.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait SaveDriver: Driver {
    /// Saves a running domain's state into `options.file`, and stops it. With `options.xml` the
    /// file holds that definition instead of the domain's; the guest must not notice a change.
    #[doc(alias("domainSave", "domainSaveFlags", "domainSaveParams"))]
    fn save(
        &self,
        domain: &DomainRef,
        options: &SaveOptions,
        flags: DomainSaveRestoreFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainSave")
    }

    /// Runs a domain on from the state in `options.file`, which stays. With `options.xml` it has
    /// that definition instead of the file's.
    #[doc(alias("domainRestore", "domainRestoreFlags", "domainRestoreParams"))]
    fn restore(&self, options: &SaveOptions, flags: DomainSaveRestoreFlags) -> Result<()> {
        unsupported(self, "virDomainRestore")
    }

    /// Returns the definition in a saved state.
    #[doc(alias = "domainSaveImageGetXMLDesc")]
    fn save_image_xml(&self, file: &str, flags: DomainSaveImageXmlFlags) -> Result<String> {
        unsupported(self, "virDomainSaveImageGetXMLDesc")
    }

    /// Replaces the definition in a saved state, and with a flag whether it goes on running.
    #[doc(alias = "domainSaveImageDefineXML")]
    fn define_save_image(
        &self,
        file: &str,
        xml: &str,
        flags: DomainSaveRestoreFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainSaveImageDefineXML")
    }

    /// Saves a running domain's state where the driver keeps it, and stops the domain. Its next
    /// start goes on from there.
    #[doc(alias = "domainManagedSave")]
    fn managed_save(&self, domain: &DomainRef, flags: DomainSaveRestoreFlags) -> Result<()> {
        unsupported(self, "virDomainManagedSave")
    }

    /// Whether the driver keeps a saved state of the domain.
    #[doc(alias = "domainHasManagedSaveImage")]
    fn has_managed_save(&self, domain: &DomainRef) -> Result<bool> {
        unsupported(self, "virDomainHasManagedSaveImage")
    }

    /// Removes the saved state that the driver keeps, if there is one.
    #[doc(alias = "domainManagedSaveRemove")]
    fn remove_managed_save(&self, domain: &DomainRef) -> Result<()> {
        unsupported(self, "virDomainManagedSaveRemove")
    }

    /// Returns the definition in the saved state that the driver keeps.
    ///
    /// # Errors
    ///
    /// [`OperationInvalid`](crate::ErrorKind::OperationInvalid) when it keeps none.
    #[doc(alias = "domainManagedSaveGetXMLDesc")]
    fn managed_save_xml(
        &self,
        domain: &DomainRef,
        flags: DomainSaveImageXmlFlags,
    ) -> Result<String> {
        unsupported(self, "virDomainManagedSaveGetXMLDesc")
    }

    /// Replaces the definition in the saved state that the driver keeps.
    #[doc(alias = "domainManagedSaveDefineXML")]
    fn define_managed_save(
        &self,
        domain: &DomainRef,
        xml: &str,
        flags: DomainSaveRestoreFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainManagedSaveDefineXML")
    }

    /// Writes a running domain's memory into `file`, for a debugger.
    #[doc(alias("domainCoreDump", "domainCoreDumpWithFormat"))]
    fn core_dump(
        &self,
        domain: &DomainRef,
        file: &str,
        format: DomainCoreDumpFormat,
        flags: DomainCoreDumpFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainCoreDumpWithFormat")
    }
}

/// Where a domain is saved to or restored from, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveOptions {
    /// The file, or with parallel channels the folder; without one the driver picks it.
    pub file: Option<String>,
    /// A definition that takes the place of the one that belongs to the state.
    pub xml: Option<String>,
    /// The format of the file: `raw`, `zstd`, `sparse`, … The driver's setting if not given.
    pub image_format: Option<String>,
    /// Over how many channels the state is written or read at once.
    pub parallel_channels: Option<i32>,
}

impl SaveOptions {
    /// Options that name a file and nothing else.
    pub fn file(file: impl Into<String>) -> Self {
        SaveOptions { file: Some(file.into()), ..SaveOptions::default() }
    }

    /// Reads the options from `DOMAIN_SAVE_PARAM_*`.
    ///
    /// # Errors
    ///
    /// [`ArgumentUnsupported`](crate::ErrorKind::ArgumentUnsupported) for a name that is none of
    /// them, [`InvalidArg`](crate::ErrorKind::InvalidArg) for a wrong type.
    pub fn from_parameters(parameters: &TypedParameters) -> Result<Self> {
        use crate::api::common::TypedParameterType as Type;
        use crate::typed_parameters::Accepted;

        parameters.validate(&[
            Accepted::once(DOMAIN_SAVE_PARAM_FILE, Type::String),
            Accepted::once(DOMAIN_SAVE_PARAM_DXML, Type::String),
            Accepted::once(DOMAIN_SAVE_PARAM_IMAGE_FORMAT, Type::String),
            Accepted::once(DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS, Type::Int),
        ])?;
        Ok(SaveOptions {
            file: parameters.value(DOMAIN_SAVE_PARAM_FILE)?,
            xml: parameters.value(DOMAIN_SAVE_PARAM_DXML)?,
            image_format: parameters.value(DOMAIN_SAVE_PARAM_IMAGE_FORMAT)?,
            parallel_channels: parameters.value(DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS)?,
        })
    }

    /// Writes the options as `DOMAIN_SAVE_PARAM_*`.
    pub fn to_parameters(&self) -> TypedParameters {
        let text = |name, value: &Option<String>| {
            value.as_deref().map(|value| TypedParameter::new(name, value))
        };
        [
            text(DOMAIN_SAVE_PARAM_FILE, &self.file),
            text(DOMAIN_SAVE_PARAM_DXML, &self.xml),
            text(DOMAIN_SAVE_PARAM_IMAGE_FORMAT, &self.image_format),
            self.parallel_channels
                .map(|count| TypedParameter::new(DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS, count)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
