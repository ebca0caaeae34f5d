using System.Globalization;
using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Constraints as calls of the support surface, bounds as literals of the value's own C# type.</summary>
internal static class Checks
{
    public static EquatableArray<CheckModel> Of(Constraints constraints, TypeExpression type, TypeMap types)
    {
        if (constraints == Constraints.None)
            return default;
        var checks = new List<CheckModel>();
        if (constraints.Min is { } min)
            checks.Add(new("Min", Number(min, type.Name)));
        if (constraints.Max is { } max)
            checks.Add(new("Max", Number(max, type.Name)));
        AddCount(checks, "MinLength", constraints.MinLength);
        AddCount(checks, "MaxLength", constraints.MaxLength);
        AddCount(checks, "MinItems", constraints.MinItems);
        AddCount(checks, "MaxItems", constraints.MaxItems);
        if (constraints.Unique)
        {
            var item = types.Of(type.Element!);
            checks.Add(new($"Unique<{item.Name}, {item.Codec}>", null));
        }

        if (constraints.Pattern is { } pattern)
            checks.Add(new("Pattern", Identifiers.Literal(pattern)));
        if (constraints.Format is { } format)
            checks.Add(new("Format", "global::Virtwire.Sdk.Wire.TextFormat." + FormatName(format)));
        return checks.ToEquatableArray();
    }

    /// <summary>The literal of a number in the C# type of a built-in type.</summary>
    public static string Number(string text, string builtIn) => builtIn switch
    {
        BuiltInTypes.Int32 => text,
        BuiltInTypes.Integer => text + "L",
        BuiltInTypes.UInt64 => text + "UL",
        BuiltInTypes.Float => text + "D",
        BuiltInTypes.Duration => text + "L",
        _ => text,
    };

    private static string FormatName(string format) => format switch
    {
        StringFormats.HostName => "HostName",
        StringFormats.IPv4 => "IPv4",
        StringFormats.IPv6 => "IPv6",
        StringFormats.Mac => "Mac",
        StringFormats.Xml => "Xml",
        _ => throw new InvalidOperationException("No check is known for the format " + format + "."),
    };

    private static void AddCount(List<CheckModel> checks, string method, int? count)
    {
        if (count is { } value)
            checks.Add(new(method, value.ToString(CultureInfo.InvariantCulture)));
    }
}
