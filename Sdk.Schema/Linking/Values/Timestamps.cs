using System.Globalization;

namespace Virtwire.Sdk.Schema.Linking.Values;

/// <summary>The instants of RFC 3339.</summary>
internal static class Timestamps
{
    // 2026-11-20T09:00:00 and then a fraction and an offset.
    private const int FixedLength = 19;

    public static bool IsValid(string text)
    {
        if (text.Length <= FixedLength
            || !TryPart(text, 0, 4, '-', out var year)
            || !TryPart(text, 5, 2, '-', out var month)
            || !TryPart(text, 8, 2, 'T', out var day)
            || !TryPart(text, 11, 2, ':', out var hour)
            || !TryPart(text, 14, 2, ':', out var minute)
            || !TryDigits(text, 17, 2, out var second))
        {
            return false;
        }

        var isDay = year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        if (!isDay || hour > 23 || minute > 59 || second > 59 || !TryOffset(text, SkipFraction(text), out var offset))
            return false;
        // The years of codecs are 0001 to 9999 in UTC.
        var utc = new DateTime(year, month, day, hour, minute, second).Ticks - offset.Ticks;
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks;
    }

    private static int SkipFraction(string text)
    {
        if (text[FixedLength] != '.')
            return FixedLength;
        var i = FixedLength + 1;
        while (i < text.Length && text[i] is >= '0' and <= '9')
            i++;
        return i > FixedLength + 1 ? i : -1;
    }

    private static bool TryOffset(string text, int start, out TimeSpan offset)
    {
        offset = default;
        if (start < 0 || start >= text.Length)
            return false;
        if (text[start] == 'Z')
            return text.Length == start + 1;
        if (text[start] is not ('+' or '-')
            || text.Length != start + 6
            || !TryPart(text, start + 1, 2, ':', out var hours)
            || !TryDigits(text, start + 4, 2, out var minutes)
            || hours > 23
            || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        if (text[start] == '-')
            offset = offset.Negate();
        return true;
    }

    private static bool TryPart(string text, int start, int length, char end, out int number) =>
        TryDigits(text, start, length, out number) && text[start + length] == end;

    private static bool TryDigits(string text, int start, int length, out int number) =>
        int.TryParse(text.Substring(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
