using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Server.Drivers.Test.Devices;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>A domain document as a spec has it: what of it most people want to write.</summary>
internal static class DomainSpecs
{
    private const string AgentChannel = "org.qemu.guest_agent.0";

    /// <summary>Reads what specs have words for.</summary>
    public static DomainSpec Read(DomainDefinition definition)
    {
        var root = definition.Root();
        return new DomainSpec
        {
            Name = definition.Name,
            Uuid = definition.Uuid,
            Type = definition.HypervisorType,
            Title = root.Text("title"),
            Description = root.Text("description"),
            Memory = definition.Memory,
            MaxMemory = definition.MaxMemory,
            Vcpus = definition.Vcpus,
            MaxVcpus = definition.MaxVcpus,
            Cpu = SystemSpecs.ReadCpu(root),
            Os = SystemSpecs.ReadOs(root),
            Disks = [.. root.Devices("disk").Select(DiskSpecs.Read).OfType<DomainDisk>()],
            Interfaces = [.. root.Devices("interface").Select(InterfaceSpecs.Read).OfType<DomainInterface>()],
            Graphics = [.. root.Devices("graphics").Select(ScreenSpecs.ReadGraphics).OfType<DomainGraphics>()],
            Consoles = [.. root.Devices("console").Select(ScreenSpecs.ReadConsole).OfType<DomainConsole>()],
            Video = root.Child("devices")?.Text("video/model/@type"),
            GuestAgent = AgentOf(root) is not null,
            OnPoweroff = root.Text("on_poweroff"),
            OnReboot = root.Text("on_reboot"),
            OnCrash = root.Text("on_crash"),
        };
    }

    /// <summary>Edits a document so that it says what a spec does; the rest of it stays as it is.</summary>
    /// <param name="root">The document's root.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="newMac">Makes up the address of an interface that has none.</param>
    public static void Write(XmlElement root, DomainSpec spec, Func<string> newMac)
    {
        root.Put("@type", spec.Type);
        root.Put("name", spec.Name);

        // What comes into the document stands behind the name.
        if (root.Child("name") is null)
            throw SpecFaults.Of("The domain has no name, neither in the document nor in the spec.");
        if (spec.Uuid is { } uuid && !(Guid.TryParse(root.Text("uuid"), out var own) && own == uuid))
            (root.Child("uuid") ?? root.Child("name")!.InsertElementAfter("uuid")).InnerText = uuid.ToString();
        root.PutOrRemove("title", spec.Title);
        root.PutOrRemove("description", spec.Description);
        AmountSpecs.WriteMemory(root, spec.Memory, spec.MaxMemory);
        AmountSpecs.WriteVcpus(root, spec.Vcpus, spec.MaxVcpus);
        SystemSpecs.WriteOs(root, spec.Os);
        SystemSpecs.WriteCpu(root, spec.Cpu);
        root.Put("on_poweroff", spec.OnPoweroff);
        root.Put("on_reboot", spec.OnReboot);
        root.Put("on_crash", spec.OnCrash);
        WriteDevices(root, spec, newMac);
    }

    private static void WriteDevices(XmlElement root, DomainSpec spec, Func<string> newMac)
    {
        DeviceLists.Write(root, "disk", spec.Disks, DiskSpecs.Read, DiskSpecs.TargetOf, e => e.Target("dev"), Checked<DomainDisk>(DiskSpecs.Write));
        DeviceLists.Write(
            root, "interface", spec.Interfaces, InterfaceSpecs.Read, InterfaceSpecs.MacOf, e => e.Mac(), Checked<DomainInterface>((element, item) =>
            {
                var isNew = !element.HasChildNodes && !element.HasAttributes;
                InterfaceSpecs.Write(element, item);
                if (isNew && element.Mac() is null)
                    element.Put("mac/@address", newMac());
            }));
        DeviceLists.Write(
            root, "graphics", spec.Graphics, ScreenSpecs.ReadGraphics, _ => null, _ => null, Checked<DomainGraphics>(ScreenSpecs.WriteGraphics));
        DeviceLists.Write(
            root, "console", spec.Consoles, ScreenSpecs.ReadConsole, _ => null, _ => null, Checked<DomainConsole>(ScreenSpecs.WriteConsole));
        if (spec.Video is { } video && root.Child("devices")?.Text("video/model/@type") != video)
            (root.Devices("video").FirstOrDefault() ?? root.AddDevice(root.OwnerDocument.CreateElement("video"))).Put("model/@type", video);
        WriteAgent(root, spec.GuestAgent);
    }

    private static void WriteAgent(XmlElement root, bool? wanted)
    {
        var own = AgentOf(root);
        if (wanted == false)
            own?.RemoveIndented();
        if (wanted != true || own is not null)
            return;
        var channel = root.AddDevice(root.OwnerDocument.CreateElement("channel"));
        channel.SetAttribute("type", "unix");
        channel.Put("target/@type", "virtio");
        channel.Put("target/@name", AgentChannel);
    }

    private static XmlElement? AgentOf(XmlElement root) => root.Devices("channel").FirstOrDefault(c => c.Target("name") == AgentChannel);

    // What a spec makes of a device must be one that libvirt would take.
    private static Action<XmlElement, T> Checked<T>(Action<XmlElement, T> write) => (element, item) =>
    {
        write(element, item);
        try
        {
            DeviceChecks.Require(element);
        }
        catch (XmlInvalidException fault)
        {
            throw SpecFaults.Of(fault.Message);
        }
    };
}
