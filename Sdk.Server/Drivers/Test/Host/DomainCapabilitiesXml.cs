using System.Xml.Linq;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>
/// What the simulated hypervisor can give a guest. It keeps every device that a document has and looks into none, so that it names
/// those which its own guest has.
/// </summary>
internal static class DomainCapabilitiesXml
{
    /// <summary>The document.</summary>
    public static string Text { get; } = Build().ToString();

    private static XElement Build() => new(
        "domainCapabilities",
        new XElement("path", TestHardware.Emulator),
        new XElement("domain", TestHardware.VirtType),
        new XElement("arch", TestHardware.Model),
        new XElement("vcpu", new XAttribute("max", DomainTuning.MostVcpus)),
        new XElement("iothreads", Supported(false)),
        new XElement("os", Supported(true), Choice("firmware"), new XElement("loader", Supported(false))),
        new XElement("cpu", Mode("host-passthrough", true), Mode("maximum", false), HostModel(), Custom()),
        new XElement("memoryBacking", Supported(false)),
        new XElement(
            "devices",
            new XElement("disk", Supported(true), Choice("diskDevice", "disk", "cdrom"), Choice("bus", "virtio", "scsi", "ide")),
            new XElement("graphics", Supported(true), Choice("type", "vnc")),
            new XElement("video", Supported(true), Choice("modelType", "vga")),
            new XElement(
                "hostdev",
                Supported(true),
                Choice("mode", "subsystem"),
                Choice("startupPolicy", "default"),
                Choice("subsysType", "pci"),
                Choice("capsType"),
                Choice("pciBackend", "vfio"))),
        new XElement("features", new XElement("gic", Supported(false)), new XElement("vmcoreinfo", Supported(false))));

    private static XElement Mode(string name, bool supported) => new("mode", new XAttribute("name", name), Supported(supported));

    private static XElement HostModel()
    {
        var mode = Mode("host-model", true);
        mode.Add(
            new XElement("model", new XAttribute("fallback", "forbid"), CpuModels.Host.Name), new XElement("vendor", CpuModels.Host.Vendor));
        return mode;
    }

    // A model is usable where the machine has all that it has.
    private static XElement Custom()
    {
        var mode = Mode("custom", true);
        mode.Add(CpuModels.All.Select(model => new XElement(
            "model",
            new XAttribute("usable", model.Features.IsSubsetOf(CpuModels.Host.Features) ? "yes" : "no"),
            new XAttribute("vendor", model.Vendor),
            model.Name)));
        return mode;
    }

    private static XAttribute Supported(bool supported) => new("supported", supported ? "yes" : "no");

    private static XElement Choice(string name, params string[] values) =>
        new("enum", new XAttribute("name", name), values.Select(value => new XElement("value", value)));
}
