//! `<cpu>`: which CPUs guests can see.

use super::{SupportedEnums, SupportedFeature};
use crate::Result;
use crate::config::domain::{CpuFeature, CpuModel, MaxPhysAddress};
#[cfg(feature = "serde")]
use crate::data::{Data, DataError, Fields, Object};
use crate::xml::{Node, Shape, Writer, XmlElement, XmlValue};

/// Which CPUs guests can see: `<cpu>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct CpuCapabilities {
    /// The ways to choose one.
    #[xml(child = "mode")]
    pub modes: Vec<CpuModeCapabilities>,
}

/// A way to choose a CPU: `<mode name='host-model' supported='yes'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "name")]
pub enum CpuModeCapabilities {
    /// The host's, as it is: `hostPassthroughMigratable`.
    HostPassthrough(SupportedEnums),
    /// Everything that the hypervisor has: `maximumMigratable`.
    Maximum(SupportedEnums),
    /// A model near the host's.
    HostModel(CpuHostModelCapabilities),
    /// One by name.
    Custom(CpuCustomCapabilities),
}

impl CpuModeCapabilities {
    /// Whether guests can have it.
    pub fn is_supported(&self) -> bool {
        match self {
            CpuModeCapabilities::HostPassthrough(mode) | CpuModeCapabilities::Maximum(mode) => {
                mode.supported
            }
            CpuModeCapabilities::HostModel(mode) => mode.supported,
            CpuModeCapabilities::Custom(mode) => mode.supported,
        }
    }
}

/// A model near the host's.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct CpuHostModelCapabilities {
    /// Whether guests can have it.
    #[xml(attribute)]
    pub supported: bool,
    /// The nearest model.
    #[xml(child)]
    pub model: Option<CpuModel>,
    /// The vendor.
    #[xml(value)]
    pub vendor: Option<String>,
    /// How many bits addresses have.
    #[xml(child = "maxphysaddr")]
    pub max_phys_address: Option<MaxPhysAddress>,
    /// What the host has beyond or below the model.
    #[xml(child = "feature")]
    pub features: Vec<CpuFeature>,
}

/// CPUs by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CpuCustomCapabilities {
    /// Whether guests can have one.
    pub supported: bool,
    /// The models.
    pub models: Vec<UsableCpuModel>,
}

/// A CPU by name: `<model usable='yes' vendor='Intel'>Haswell</model>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsableCpuModel {
    /// Whether the host can run guests with it as it is.
    pub usable: CpuModelUsable,
    /// Whether it is going away.
    pub deprecated: Option<bool>,
    /// The vendor.
    pub vendor: Option<String>,
    /// What the name stands for at present.
    pub canonical: Option<String>,
    /// The name.
    pub name: String,
    /// What keeps the host from running guests with it: `<blockers model='Haswell'>`.
    pub blockers: Option<CpuBlockers>,
}

/// Whether a host can run guests with a CPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum CpuModelUsable {
    /// It can.
    Yes,
    /// It cannot.
    No,
    /// The hypervisor does not tell.
    Unknown,
}

/// What keeps a host from running guests with a CPU: `<blockers model='Haswell'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct CpuBlockers {
    /// The CPU.
    #[xml(attribute)]
    pub model: String,
    /// Features that the host does not have.
    #[xml(path = "feature/@name")]
    pub features: Vec<String>,
}

/// The blockers of a model stand behind it and name it; in the model they are its own.
impl XmlElement for CpuCustomCapabilities {
    fn shape() -> &'static Shape {
        Written::shape()
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let written = Written::read(node)?;
        let mut models: Vec<_> = written.models.into_iter().map(UsableCpuModel::from).collect();
        let mut blockers = written.blockers.into_iter().peekable();
        // Both lists are in the same order, so one walk is enough, however long they are.
        for model in &mut models {
            model.blockers = blockers.next_if(|blockers| blockers.model == model.name);
        }
        Ok(CpuCustomCapabilities { supported: written.supported.supported, models })
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute("supported", &self.supported);
    }

    fn write_content(&self, writer: &mut Writer) {
        for model in &self.models {
            writer.element("model", &WrittenModel::from(model));
            if let Some(blockers) = &model.blockers {
                writer.element("blockers", blockers);
            }
        }
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> Data {
        let mut object = Object::new();
        object.add("supported", self.supported.to_scalar());
        object.add_list("models", self.models.iter().map(UsableCpuModel::to_data));
        object.into()
    }

    #[cfg(feature = "serde")]
    fn from_data(data: Data) -> Result<Self, DataError> {
        let mut fields = Fields::new(data, &["supported", "models"])?;
        Ok(CpuCustomCapabilities {
            supported: fields.required("supported", XmlValue::from_scalar)?,
            models: fields.list("models", UsableCpuModel::from_data)?,
        })
    }
}

#[cfg(feature = "serde")]
impl UsableCpuModel {
    fn to_data(&self) -> Data {
        let mut object = Object::new();
        object.add("usable", self.usable.to_scalar());
        object.add_optional("deprecated", self.deprecated.as_ref().map(XmlValue::to_scalar));
        object.add_optional("vendor", self.vendor.as_ref().map(XmlValue::to_scalar));
        object.add_optional("canonical", self.canonical.as_ref().map(XmlValue::to_scalar));
        object.add("name", self.name.to_scalar());
        object.add_optional("blockers", self.blockers.as_ref().map(XmlElement::to_data));
        object.into()
    }

    fn from_data(data: Data) -> Result<Self, DataError> {
        let known = ["usable", "deprecated", "vendor", "canonical", "name", "blockers"];
        let mut fields = Fields::new(data, &known)?;
        Ok(UsableCpuModel {
            usable: fields.required("usable", XmlValue::from_scalar)?,
            deprecated: fields.optional("deprecated", XmlValue::from_scalar)?,
            vendor: fields.optional("vendor", XmlValue::from_scalar)?,
            canonical: fields.optional("canonical", XmlValue::from_scalar)?,
            name: fields.required("name", XmlValue::from_scalar)?,
            blockers: fields.optional("blockers", XmlElement::from_data)?,
        })
    }
}

crate::with_serde! {
    crate::serde_impls!(CpuCustomCapabilities, XmlElement::to_data, XmlElement::from_data);
    crate::serde_impls!(UsableCpuModel, UsableCpuModel::to_data, UsableCpuModel::from_data);
}

/// CPUs by name, as they stand in the document.
#[derive(XmlElement)]
struct Written {
    #[xml(flatten)]
    supported: SupportedFeature,
    #[xml(child = "model")]
    models: Vec<WrittenModel>,
    #[xml(child)]
    blockers: Vec<CpuBlockers>,
}

#[derive(XmlElement)]
struct WrittenModel {
    #[xml(attribute)]
    usable: CpuModelUsable,
    #[xml(attribute)]
    deprecated: Option<bool>,
    #[xml(attribute)]
    vendor: Option<String>,
    #[xml(attribute)]
    canonical: Option<String>,
    #[xml(text, default)]
    name: String,
}

impl From<WrittenModel> for UsableCpuModel {
    fn from(model: WrittenModel) -> Self {
        let WrittenModel { usable, deprecated, vendor, canonical, name } = model;
        UsableCpuModel { usable, deprecated, vendor, canonical, name, blockers: None }
    }
}

impl From<&UsableCpuModel> for WrittenModel {
    fn from(model: &UsableCpuModel) -> Self {
        let UsableCpuModel { usable, deprecated, vendor, canonical, name, .. } = model.clone();
        WrittenModel { usable, deprecated, vendor, canonical, name }
    }
}
