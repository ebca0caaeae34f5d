namespace Virtwire.Sdk.Wire.Text;

/// <summary>
/// Timestamps of RFC 3339. Digits of the second beyond 100 ns are dropped; an offset beyond ±14:00, which .NET cannot hold, becomes
/// the same instant in UTC; a leap second is the second after it, as POSIX counts.
/// </summary>
internal static class Rfc3339
{
    /// <summary>The longest form that is written.</summary>
    public const int MostBytes = 33;

    private const int LocalLength = 19;
    private static readonly TimeSpan MostOffset = TimeSpan.FromHours(14);

    /// <summary>How reading went.</summary>
    public enum Outcome
    {
        /// <summary>It is a timestamp.</summary>
        Read,

        /// <summary>It is not RFC 3339.</summary>
        Malformed,

        /// <summary>It is RFC 3339, but .NET has no such instant.</summary>
        OutOfRange,
    }

    /// <summary>Reads a timestamp.</summary>
    public static Outcome Parse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length <= LocalLength
            || !Number(text[..4], out var year) || text[4] != '-' || !Number(text[5..7], out var month) || text[7] != '-'
            || !Number(text[8..10], out var day) || (text[10] | 0x20) != 't' || !Number(text[11..13], out var hour) || text[13] != ':'
            || !Number(text[14..16], out var minute) || text[16] != ':' || !Number(text[17..19], out var second)
            || month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 60
            || !Fraction(text[LocalLength..], out var ticks, out var rest) || !Offset(rest, out var offset))
        {
            return Outcome.Malformed;
        }

        // Year 0 is a leap year as 4 is; the calendar of .NET begins with 1.
        if (day > DateTime.DaysInMonth(year == 0 ? 4 : year, month))
            return Outcome.Malformed;
        if (year == 0)
            return Outcome.OutOfRange;
        var isLeapSecond = second == 60;
        var local = new DateTime(year, month, day, hour, minute, isLeapSecond ? 59 : second).Ticks;
        var utc = local - offset.Ticks;
        if (isLeapSecond)
        {
            // Leap seconds end a UTC month, whatever the offset in which they are written.
            var last = new DateTime(Math.Clamp(utc, 0, DateTime.MaxValue.Ticks));
            if (last.Hour != 23 || last.Minute != 59 || last.Day != DateTime.DaysInMonth(last.Year, last.Month))
                return Outcome.Malformed;
            ticks = TimeSpan.TicksPerSecond;
        }

        return At(local + ticks, utc + ticks, offset, out value);
    }

    /// <summary>Writes the shortest form, and gives its length.</summary>
    public static int Format(DateTimeOffset value, Span<byte> text)
    {
        // "O" is 0001-01-01T00:00:00.0000000+00:00, always.
        value.TryFormat(text, out _, "O", null);
        var end = LocalLength + 8;
        while (text[end - 1] == '0')
            end--;
        if (text[end - 1] == '.')
            end--;
        if (value.Offset == TimeSpan.Zero)
        {
            text[end] = (byte)'Z';
            return end + 1;
        }

        text.Slice(LocalLength + 8, 6).CopyTo(text[end..]);
        return end + 6;
    }

    private static Outcome At(long local, long utc, TimeSpan offset, out DateTimeOffset value)
    {
        value = default;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks)
            return Outcome.OutOfRange;
        var isHeld = offset.Duration() <= MostOffset && local >= 0 && local <= DateTime.MaxValue.Ticks;
        value = isHeld ? new DateTimeOffset(local, offset) : new DateTimeOffset(utc, TimeSpan.Zero);
        return Outcome.Read;
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    private static bool Fraction(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
            return true;
        var digits = 0;
        for (text = text[1..]; digits < text.Length && char.IsAsciiDigit((char)text[digits]); digits++)
        {
            if (digits < 7)
                ticks = (ticks * 10) + (text[digits] - '0');
        }

        for (var i = digits; i < 7; i++)
            ticks *= 10;
        rest = text[digits..];
        return digits > 0;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length == 1)
            return (text[0] | 0x20) == 'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !Number(text[1..3], out var hours) || !Number(text[4..], out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-')
            offset = -offset;
        return true;
    }
}
