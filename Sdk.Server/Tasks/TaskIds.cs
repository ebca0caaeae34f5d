using System.Globalization;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>
/// The ids of a server's tasks: which run of the server, and how many tasks of it came before. All drivers share one, so that no id means
/// a task of one driver here and of another there. An id is no secret: what may be done to a task is decided by role.
/// </summary>
internal sealed class TaskIds(string epoch)
{
    private long _last;

    /// <summary>The number of a new task.</summary>
    internal long Next() => Interlocked.Increment(ref _last);

    /// <summary>The id of that number.</summary>
    internal string Format(long number) => string.Create(CultureInfo.InvariantCulture, $"{epoch}-{number}");

    /// <summary>The number in an id of this run; null for any other text.</summary>
    internal long? NumberOf(string id) =>
        Split(id) is (var run, var number) && run == epoch ? number : null;

    /// <summary>The run that an id is of, where it is another one than this; null for any other text.</summary>
    internal string? OtherEpochOf(string id) => Split(id) is (var run, _) && run != epoch ? run : null;

    private static (string Epoch, long Number)? Split(string id)
    {
        var dash = id.LastIndexOf('-');
        if (dash <= 0 || dash == id.Length - 1)
            return null;
        var digits = id.AsSpan(dash + 1);
        return digits[0] != '0' && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (id[..dash], number)
            : null;
    }
}
