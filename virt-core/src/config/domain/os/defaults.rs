//! What libvirt fills in for `<os>`, and what it leaves out.

use super::{BootMenu, FirmwareFeatures, Loader, LoaderType, Nvram, Os, OsType, OsTypeName};
use crate::config::Architecture;
use crate::config::DomainConfig;
use crate::config::domain::devices::Devices;
use crate::config::domain::{BootDevice, DomainType};

impl DomainConfig {
    /// What is booted: a bootloader alone makes a paravirtual machine, and a whole machine boots
    /// from its first hard disk, unless devices have an order of their own.
    pub(in crate::config::domain) fn fill_os(&mut self, architecture: Option<Architecture>) {
        let boots_itself = self.bootloader.is_none();
        if boots_itself {
            self.bootloader_arguments = None;
        } else {
            let os_type = self.os.get_or_insert_default().os_type.get_or_insert_default();
            os_type.name.get_or_insert(OsTypeName::Xen);
        }
        let Some(os) = &mut self.os else { return };
        if let (DomainType::Xen, Some(os_type)) = (&self.domain_type, &mut os.os_type) {
            os_type.fill_name_on_xen();
        }
        if let (Some(os_type), Some(architecture)) = (&mut os.os_type, architecture) {
            os_type.arch.get_or_insert(architecture);
        }
        os.fill_defaults(boots_itself);
        let devices = self.devices.iter().flat_map(Devices::infos);
        let no_order = !devices.into_iter().any(|info| info.boot.is_some());
        let whole = os.kind() == Some(OsTypeName::Hvm);
        if whole && boots_itself && os.boot.is_empty() && no_order {
            os.boot.push(BootDevice::Hd);
        }
    }
}

impl OsType {
    /// Xen's drivers have two names for the same kind of machine, and write one of them.
    fn fill_name_on_xen(&mut self) {
        if self.name == Some(OsTypeName::Xen) {
            self.name = Some(OsTypeName::Linux);
        }
    }
}

impl Os {
    fn fill_defaults(&mut self, boots_itself: bool) {
        self.drop_what_is_not_read(boots_itself);
        if let Some(features) = &mut self.firmware_features {
            features.sort();
        }
        // They say which one to choose.
        let chosen = self.firmware.is_some();
        self.firmware_features.take_if(|features| features.features.is_empty() || !chosen);
        if let Some(loader) = self.loader.as_mut().filter(|loader| loader.path.is_some()) {
            loader.loader_type.get_or_insert(LoaderType::Rom);
        }
        let keeps = self.loader.as_ref().is_none_or(|loader| loader.stateless != Some(true));
        let chosen = self.firmware.is_some() || self.loader.is_some();
        if let Some(nvram) = &mut self.nvram
            && let Some(source) = &mut nvram.source
        {
            source.fill_defaults(nvram.nvram_type.unwrap_or_default());
        }
        // Of what says nothing, only what firmware can do without goes; validation asks for the rest.
        self.nvram.take_if(|nvram| keeps && chosen && **nvram == Nvram::default());
        self.loader.take_if(|loader| self.firmware.is_some() && *loader == Loader::default());
        self.acpi.take_if(|acpi| acpi.tables.is_empty());
        if let Some(menu) = &mut self.boot_menu {
            menu.fill_defaults();
        }
        self.boot_menu.take_if(|menu| menu.enable.is_none());
    }

    /// Each kind of machine has parts that libvirt does not look for.
    fn drop_what_is_not_read(&mut self, boots_itself: bool) {
        let Some(kind) = self.kind() else { return };
        if kind != OsTypeName::Hvm {
            self.acpi = None;
        }
        if kind != OsTypeName::Hvm || !boots_itself {
            self.boot.clear();
            self.boot_menu = None;
            (self.bios_use_serial, self.bios_reboot_timeout) = (None, None);
        }
        if kind == OsTypeName::Exe {
            (self.firmware, self.firmware_features) = (None, None);
            (self.loader, self.nvram) = (None, None);
            for path in [&mut self.kernel, &mut self.initrd, &mut self.dtb, &mut self.root] {
                *path = None;
            }
            (self.cmdline, self.shim) = (None, None);
        } else {
            (self.init, self.init_directory) = (None, None);
            (self.init_user, self.init_group) = (None, None);
            self.init_arguments.clear();
            self.init_environment.clear();
        }
    }
}

impl FirmwareFeatures {
    /// One answer about each feature, in the order of their names.
    fn sort(&mut self) {
        // Sorting keeps the order among answers about the same feature; the last one counts.
        self.features.reverse();
        self.features.sort_by_key(|feature| feature.name);
        self.features.dedup_by_key(|feature| feature.name);
    }
}

impl BootMenu {
    fn fill_defaults(&mut self) {
        if self.enable != Some(true) {
            self.timeout = None;
        }
    }
}
