using System.Globalization;

namespace Virtwire.Sdk.Server.Events;

/// <summary>A place in the stream of events: which run of the server, and how many events of it came before.</summary>
/// <param name="Epoch">The run.</param>
/// <param name="Sequence">The number of the last event before the place; 0 is the start.</param>
internal readonly record struct EventPosition(string Epoch, long Sequence)
{
    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string text, out EventPosition position)
    {
        position = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || colon == text.Length - 1)
            return false;
        var digits = text.AsSpan(colon + 1);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || (digits[0] == '0' && digits.Length > 1))
            return false;
        position = new EventPosition(text[..colon], sequence);
        return true;
    }

    /// <summary>The place as it stands on the wire, where it is opaque.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Sequence}");
}
