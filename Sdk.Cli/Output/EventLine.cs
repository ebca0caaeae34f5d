using System.Text;
using System.Text.Json;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>Events as lines: where, what, of which object, and what it tells.</summary>
internal static class EventLine
{
    private const string Gap = "Events.gap";
    private static readonly CompositeFormat Format = CompositeFormat.Parse("{0,-24}  {1,-28}  {2,-20}  {3}");

    /// <summary>The head of the lines.</summary>
    public static string Header { get; } = Of("POSITION", "EVENT", "OBJECT", "DATA");

    /// <summary>The line of a notification.</summary>
    public static string Of(JsonElement notification)
    {
        var name = notification.GetProperty("method").GetString()!;
        var parameters = notification.GetProperty("params");
        var position = parameters.TryGetProperty("position", out var at) ? CellText.Of(at) : "-";
        if (name == Gap)
            return Of(position, name, "-", Missing(parameters));
        var self = parameters.TryGetProperty("self", out var handle) ? HandleText.Of(handle) : "-";
        return Of(position, name, self, parameters.TryGetProperty("data", out var data) ? Members(data) : "");
    }

    private static string Missing(JsonElement gap)
    {
        var after = gap.TryGetProperty("after", out var last) ? $" after {CellText.Of(last)}" : "";
        return $"events{after} are missing: {(gap.TryGetProperty("reason", out var reason) ? CellText.Of(reason) : "unknown")}";
    }

    private static string Members(JsonElement data) => data.ValueKind == JsonValueKind.Object
        ? string.Join(' ', data.EnumerateObject().Select(m => $"{m.Name}={CellText.Of(m.Value)}"))
        : CellText.Of(data);

    private static string Of(params ReadOnlySpan<string> cells)
    {
        var printable = new object[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            printable[i] = TextTable.Printable(cells[i]);
        return string.Format(null, Format, printable).TrimEnd(' ');
    }
}
