using System.Xml.Linq;

namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>The capabilities document of the simulated host.</summary>
internal static class CapabilitiesXml
{
    /// <summary>The document.</summary>
    public static string Text { get; } = Build().ToString();

    private static XElement Build() => new(
        "capabilities",
        new XElement(
            "host",
            new XElement(
                "cpu",
                new XElement("arch", TestHardware.Model),
                new XElement("features", new XElement("pae"), new XElement("nonpae")),
                TestHardware.PageSizes.Select(size => Pages(size))),
            new XElement("power_management"),
            new XElement("iommu", new XAttribute("support", "no")),
            new XElement("topology", Cells()),
            new XElement("secmodel", new XElement("model", "testSecurity"), new XElement("doi", ""))),
        Guest("hvm"),
        Guest("xen"));

    private static XElement Cells() => new(
        "cells",
        new XAttribute("num", TestHardware.Cells.Count),
        TestHardware.Cells.Select((cell, id) => new XElement(
            "cell",
            new XAttribute("id", id),
            new XElement("memory", new XAttribute("unit", "KiB"), cell.Memory),
            Pages(cell.PageSize, cell.Memory / cell.PageSize),
            TestHardware.PageSizes.Where(size => size > 8).Select(size => Pages(size, 0)),
            Cpus(id))));

    private static XElement Cpus(int cell) => new(
        "cpus",
        new XAttribute("num", TestHardware.CpusPerCell),
        Enumerable.Range(0, TestHardware.CpusPerCell).Select(core => new XElement(
            "cpu",
            new XAttribute("id", (cell * TestHardware.CpusPerCell) + core),
            new XAttribute("socket_id", cell),
            new XAttribute("die_id", 0),
            new XAttribute("core_id", core),
            new XAttribute("siblings", (cell * TestHardware.CpusPerCell) + core))));

    private static XElement Pages(int size, long? count = null) => new(
        "pages", new XAttribute("unit", "KiB"), new XAttribute("size", size), count);

    private static XElement Guest(string osType) => new(
        "guest",
        new XElement("os_type", osType),
        new XElement(
            "arch",
            new XAttribute("name", TestHardware.Model),
            new XElement("wordsize", 32),
            new XElement("emulator", TestHardware.Emulator),
            new XElement("domain", new XAttribute("type", TestHardware.VirtType))),
        new XElement("features", new XElement("pae"), new XElement("nonpae")));
}
