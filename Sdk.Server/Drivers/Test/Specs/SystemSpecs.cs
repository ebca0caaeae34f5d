using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>The processors and the operating system of a document as specs have them.</summary>
internal static class SystemSpecs
{
    /// <summary>The processors that the guest sees; null where the document says nothing that specs have words for.</summary>
    public static DomainCpu? ReadCpu(XmlElement root)
    {
        if (root.Child("cpu") is not { } cpu)
            return null;
        var read = new DomainCpu { Mode = cpu.Text("@mode"), Model = cpu.Text("model"), Topology = ReadTopology(cpu) };
        return read is { Mode: null, Model: null, Topology: null } ? null : read;
    }

    /// <summary>Makes the processors what a spec says.</summary>
    public static void WriteCpu(XmlElement root, DomainCpu? cpu)
    {
        root.Put("cpu/@mode", cpu?.Mode);
        root.Put("cpu/model", cpu?.Model);
        if (cpu?.Topology is not { } topology)
            return;
        root.Put("cpu/topology/@sockets", topology.Sockets);
        root.Put("cpu/topology/@dies", topology.Dies);
        root.Put("cpu/topology/@cores", topology.Cores);
        root.Put("cpu/topology/@threads", topology.Threads);
    }

    /// <summary>What kind of guest it is; null where the document leaves that to a boot loader.</summary>
    public static DomainOs? ReadOs(XmlElement root)
    {
        if (root.Child("os") is not { } os)
            return null;
        var boot = os.Children("boot").Select(b => b.Text("@dev")).OfType<string>().ToList();
        return new DomainOs
        {
            Type = os.Text("type"),
            Arch = os.Text("type/@arch"),
            Machine = os.Text("type/@machine"),
            Firmware = os.Text("@firmware"),
            Boot = boot.Count == 0 ? null : boot,
            Kernel = os.Text("kernel"),
            Initrd = os.Text("initrd"),
            Cmdline = os.Text("cmdline"),
            Init = os.Text("init"),
        };
    }

    /// <summary>Makes the guest the kind that a spec says.</summary>
    public static void WriteOs(XmlElement root, DomainOs? os)
    {
        if (os is null)
            return;
        root.Put("os/type", os.Type);
        root.Put("os/type/@arch", os.Arch);
        root.Put("os/type/@machine", os.Machine);
        root.Put("os/@firmware", os.Firmware);
        root.Put("os/init", os.Init);
        root.Put("os/kernel", os.Kernel);
        root.Put("os/initrd", os.Initrd);
        root.Put("os/cmdline", os.Cmdline);
        if (os.Boot is not { } boot || (ReadOs(root)?.Boot ?? []).SequenceEqual(boot))
            return;
        var element = root.Child("os") ?? root.AppendIndented(root.OwnerDocument.CreateElement("os"));
        foreach (var old in element.Children("boot").ToList())
            old.RemoveIndented();
        foreach (var device in boot)
            element.AppendIndented(element.OwnerDocument.CreateElement("boot")).Put("@dev", device);
    }

    private static DomainCpuTopology? ReadTopology(XmlElement cpu) =>
        cpu.Number("topology/@sockets") is >= 1 and var sockets
        && cpu.Number("topology/@cores") is >= 1 and var cores
        && cpu.Number("topology/@threads") is >= 1 and var threads
            ? new DomainCpuTopology
            {
                Sockets = sockets,
                Cores = cores,
                Threads = threads,
                Dies = cpu.Number("topology/@dies") is >= 1 and var dies ? dies : null,
            }
            : null;
}
