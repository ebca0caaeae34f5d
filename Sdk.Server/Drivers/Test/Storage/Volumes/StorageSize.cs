using System.Globalization;
using System.Xml;
using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Storage.Volumes;

/// <summary>Amounts of storage as volume documents write them: a number, and a unit that is bytes where none is given.</summary>
internal static class StorageSize
{
    /// <summary>The largest amount, in bytes: no file is larger.</summary>
    public const ulong Max = long.MaxValue;

    /// <summary>Reads an amount, in bytes; null where there is no element.</summary>
    /// <exception cref="XmlInvalidException">It is no amount.</exception>
    public static ulong? Read(XmlElement? element)
    {
        if (element is null)
            return null;
        var text = element.InnerText.Trim();
        if (text.Length == 0 || text.Any(c => !char.IsAsciiDigit(c)))
            throw XmlFaults.At(element, $"'{text}' is not an amount of storage.");
        var unit = element.Attribute("unit") is { Length: > 0 } stated ? stated : "bytes";
        if (MemorySize.BytesIn(unit) is not { } bytes)
            throw XmlFaults.At(element, $"'{unit}' is no known unit of storage.");
        return MemorySize.TryReadNumber(text, out var number) && (UInt128)number * bytes <= (UInt128)Max
            ? number * (ulong)bytes
            : throw XmlFaults.At(element, $"{text} {unit} is more than a volume can hold.");
    }

    /// <summary>Writes an amount of bytes.</summary>
    public static void Write(XmlElement element, ulong bytes)
    {
        element.SetAttribute("unit", "bytes");
        element.InnerText = bytes.ToString(CultureInfo.InvariantCulture);
    }
}
