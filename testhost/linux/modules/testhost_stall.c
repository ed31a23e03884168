// SPDX-License-Identifier: MIT OR Apache-2.0
//
// A PCI driver that does nothing, and makes the kernel wait when it is told to: to probe a device
// while the parameter stall_probe is set, and to let go of one while stall_remove is. Who binds or
// unbinds a device then is stuck and cannot be killed until the parameter is cleared.
//
// It knows no device by itself: name it in a device's driver_override.

#include <linux/delay.h>
#include <linux/module.h>
#include <linux/pci.h>

static bool stall_probe;
module_param(stall_probe, bool, 0644);
MODULE_PARM_DESC(stall_probe, "bind no device while this is set");

static bool stall_remove;
module_param(stall_remove, bool, 0644);
MODULE_PARM_DESC(stall_remove, "unbind no device while this is set");

static void stall(const bool *set)
{
	while (READ_ONCE(*set))
		msleep(20);
}

static int testhost_stall_probe(struct pci_dev *device, const struct pci_device_id *id)
{
	stall(&stall_probe);
	return 0;
}

static void testhost_stall_remove(struct pci_dev *device)
{
	stall(&stall_remove);
}

static const struct pci_device_id testhost_stall_ids[] = { { } };

static struct pci_driver testhost_stall_driver = {
	.name = "testhost_stall",
	.id_table = testhost_stall_ids,
	.probe = testhost_stall_probe,
	.remove = testhost_stall_remove,
};
module_pci_driver(testhost_stall_driver);

MODULE_DESCRIPTION("A PCI driver that stalls when it is told to");
MODULE_LICENSE("Dual MIT/GPL");
