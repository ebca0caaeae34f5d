using System.Globalization;

namespace Virtwire.Sdk.Server.Drivers.Test.Faults;

/// <summary>
/// Reads rules as they stand in the driver's URI: <c>POINT:OBJECT:ACTION[:times=N]</c>. A point is a method, <c>Domain.suspend</c>, or a phase
/// of a task, <c>Domain.migrate:perform</c>; an object is a name, or <c>pool/volume</c>; <c>*</c> stands for anything in both. An action is
/// <c>hang</c>, <c>fail</c>, <c>fail=NoDomain</c> or <c>slow=200ms</c>.
/// </summary>
internal static class FaultText
{
    private const string Times = "times=";

    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000)];

    /// <summary>Reads a rule.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static FaultRule Read(string text)
    {
        var parts = text.Split(':').ToList();
        int? times = null;
        if (parts[^1].StartsWith(Times, StringComparison.Ordinal))
        {
            times = int.TryParse(parts[^1][Times.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw Wrong(text, $"'{parts[^1]}' is no number of times");
            parts.RemoveAt(parts.Count - 1);
        }

        if (parts.Count < 3 || parts.Contains(""))
            throw Wrong(text, "it lacks a part");
        return new FaultRule(string.Join(':', parts[..^2]), parts[^2], Action(text, parts[^1])) { Times = times };
    }

    /// <summary>Reads a time: <c>200ms</c>, <c>1.5s</c>, <c>2m</c>.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static TimeSpan ReadTime(string name, string text)
    {
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds <= int.MaxValue)
                return TimeSpan.FromMilliseconds(number * milliseconds);
        }

        throw new ArgumentException($"{name}={text} is no time. Write it as 200ms, 1.5s or 2m.");
    }

    private static FaultAction Action(string text, string action)
    {
        var equals = action.IndexOf('=', StringComparison.Ordinal);
        var (verb, value) = equals < 0 ? (action, null) : (action[..equals], action[(equals + 1)..]);
        return (verb, value) switch
        {
            ("hang", null) => new FaultAction.Hang(),
            ("slow", { } time) => new FaultAction.Delay(ReadTime("slow", time)),
            ("fail", var name) => Fail(text, name),
            _ => throw Wrong(text, $"'{action}' is no action"),
        };
    }

    private static FaultAction.Fail Fail(string text, string? name)
    {
        var error = name is null ? BuiltInErrors.InternalError
            : CoreApi.Description.Errors.Concat(HostApi.Description.Errors).Concat(BuiltInErrors.All).FirstOrDefault(e => e.Name == name)
            ?? throw Wrong(text, $"the API has no error '{name}'");
        return new FaultAction.Fail((point, subject) => new HostException(error, $"{point} of '{subject}' fails, because the host's plan of faults says so."));
    }

    private static ArgumentException Wrong(string text, string why) =>
        new($"fault={text}: {why}. A fault is POINT:OBJECT:ACTION[:times=N], with the actions hang, fail, fail=ErrorName and slow=200ms.");
}
