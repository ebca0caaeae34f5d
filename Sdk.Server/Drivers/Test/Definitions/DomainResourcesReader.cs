using System.Globalization;
using System.Xml;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>Reads the memory and the processors of a domain document, in the units of the API.</summary>
internal static class DomainResourcesReader
{
    private const int MostVcpus = ushort.MaxValue;

    /// <summary>The memory at most and at the start, in KiB, and the most with what can be plugged in.</summary>
    public static (long Maximum, long Current, long? Pluggable) ReadMemory(XmlElement root)
    {
        var memory = root.Child("memory");
        var maximum = memory is null ? 0 : ReadAmount(memory);
        if (maximum == 0)
            maximum = SumOfCells(root);
        if (maximum == 0)
            throw XmlFaults.At(memory ?? root, "The memory must be given in 'memory', or in the cells of 'numa'.");

        var current = root.Child("currentMemory") is { } element ? ReadAmount(element) : 0;
        return (maximum, current == 0 ? maximum : Math.Min(current, maximum), ReadPluggable(root, maximum));
    }

    /// <summary>The virtual processors at most and at the start.</summary>
    public static (int Maximum, int Current) ReadVcpus(XmlElement root)
    {
        if (root.Child("vcpu") is not { } element)
            return (1, 1);
        var maximum = ReadCount(element, element.InnerText);
        if (maximum == 0)
            throw XmlFaults.At(element, "The domain must have a virtual processor.");
        var current = element.Attribute("current") is { } text ? ReadCount(element, text) : maximum;
        return current <= maximum
            ? (maximum, current)
            : throw XmlFaults.At(element, "The current number of virtual processors must not be above their maximum.");
    }

    /// <summary>An element's amount of memory, in KiB.</summary>
    public static long ReadSize(XmlElement element) => ReadAmount(element);

    private static long? ReadPluggable(XmlElement root, long memory)
    {
        if (root.Child("maxMemory") is not { } element)
            return null;
        if (!MemorySize.TryReadNumber(element.Attribute("slots") ?? "", out var slots) || slots == 0)
            throw XmlFaults.At(element, "A maximum of memory needs a number of 'slots'.");
        var pluggable = ReadAmount(element);
        return pluggable >= memory
            ? pluggable
            : throw XmlFaults.At(element, "The maximum of memory must not be below the memory.");
    }

    private static long SumOfCells(XmlElement root)
    {
        var sum = 0L;
        foreach (var cell in root.Child("cpu")?.Child("numa")?.Children("cell") ?? [])
        {
            sum += cell.Attribute("memory") is { } text ? ReadAmount(cell, text) : 0;
            if (sum > MemorySize.MaxKiB)
                throw XmlFaults.At(cell, "The cells together have more memory than there can be.");
        }

        return sum;
    }

    private static long ReadAmount(XmlElement element) => ReadAmount(element, element.InnerText);

    private static long ReadAmount(XmlElement element, string text)
    {
        if (!MemorySize.TryReadNumber(text, out var number))
            throw XmlFaults.At(element, $"'{text}' is not an amount of memory.");
        var unit = element.Attribute("unit") is { Length: > 0 } stated ? stated : "KiB";
        if (MemorySize.BytesIn(unit) is not { } bytes)
            throw XmlFaults.At(element, $"'{unit}' is no known unit of memory.");
        return MemorySize.TryToKiB(number, bytes, out var kib)
            ? kib
            : throw XmlFaults.At(element, $"{text} {unit} is more memory than there can be.");
    }

    private static int ReadCount(XmlElement element, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostVcpus
            ? count
            : throw XmlFaults.At(element, $"'{text}' is not a number of virtual processors.");
}
