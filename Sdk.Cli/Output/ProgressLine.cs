using System.Globalization;
using System.Text.Json;

namespace Virtwire.Sdk.Cli.Output;

/// <summary>How far a task is: a bar on one line of a terminal, which is gone in the end. Nothing where nobody watches.</summary>
internal sealed class ProgressLine(ToolConsole console) : IDisposable
{
    private const int BarWidth = 30;
    private const string Clear = "\r\e[K";

    // What says how much there is to do and how much is done, in the words of the API.
    private static readonly (string Done, string Total)[] Pairs = [("dataProcessed", "dataTotal"), ("processed", "total"), ("done", "total")];

    private bool _shown;

    /// <summary>Shows what the task tells.</summary>
    public void Show(JsonElement progress)
    {
        if (!console.ErrorIsTerminal)
            return;
        var line = Text(progress);
        var width = Math.Max(console.Width() - 1, BarWidth);
        console.Error.Write(Clear + (line.Length > width ? line[..width] : line));
        console.Error.Flush();
        _shown = true;
    }

    /// <summary>Takes the line away, so that something else can be printed.</summary>
    public void Dispose()
    {
        if (_shown)
            console.Error.Write(Clear);
        _shown = false;
    }

    /// <summary>The progress as a line: a bar where it says how far it is, and what else it tells.</summary>
    public static string Text(JsonElement progress)
    {
        var told = progress.ValueKind != JsonValueKind.Object ? TextTable.Printable(CellText.Of(progress)) : string.Join(
            ' ', progress.EnumerateObject().Where(m => m.Name != "percent" && CellText.IsPlain(m.Value)).Select(m => $"{m.Name}={TextTable.Printable(CellText.Of(m.Value))}"));
        if (Percent(progress) is not { } percent)
            return told;
        var full = (int)(percent * BarWidth / 100);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', BarWidth - full)}] {percent,3:0}%  {told}");
    }

    private static double? Percent(JsonElement progress)
    {
        if (Number(progress, "percent") is { } percent)
            return Math.Clamp(percent, 0, 100);
        foreach (var (done, total) in Pairs)
        {
            if (Number(progress, done) is { } part && Number(progress, total) is > 0 and var whole)
                return Math.Clamp(part * 100 / whole, 0, 100);
        }

        return null;
    }

    private static double? Number(JsonElement progress, string name) =>
        progress.ValueKind == JsonValueKind.Object && progress.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;
}
