using System.Globalization;

namespace Virtwire.Sdk.Server.Tasks;

/// <summary>
/// The ids of a server's tasks: which run of the server, and how many tasks came before, those of earlier runs among them where they are
/// journaled. All drivers share one sequence, so that no id means a task of one driver here and of another there. An id is no secret: what may be
/// done to a task is decided by role.
/// </summary>
internal sealed class TaskIds
{
    private readonly string _epoch;
    private readonly long _before;
    private long _last;

    /// <summary>The ids of a run.</summary>
    /// <param name="epoch">The name of this run.</param>
    /// <param name="before">The highest number of an earlier run; 0 where nothing is known of any.</param>
    internal TaskIds(string epoch, long before = 0)
    {
        _epoch = epoch;
        _last = _before = before;
    }

    /// <summary>The number of a new task.</summary>
    internal long Next() => Interlocked.Increment(ref _last);

    /// <summary>The id of that number.</summary>
    internal string Format(long number) => string.Create(CultureInfo.InvariantCulture, $"{_epoch}-{number}");

    /// <summary>The number in an id of this run, or of an earlier one that is known; null for any other text.</summary>
    internal long? NumberOf(string id) => Split(id) is (var run, var number) && (run == _epoch || number <= _before) ? number : null;

    /// <summary>The run that an id is of, where it is another one than this; null for any other text.</summary>
    internal string? OtherEpochOf(string id) => Split(id) is (var run, _) && run != _epoch ? run : null;

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
