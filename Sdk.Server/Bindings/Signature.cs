using System.Text;

namespace Virtwire.Sdk.Server.Bindings;

/// <summary>Comparisons of first bytes.</summary>
internal static class Signature
{
    /// <summary>Whether the bytes begin with <paramref name="literal"/>, upper and lower case alike.</summary>
    internal static Detection Begins(ReadOnlySpan<byte> seen, ReadOnlySpan<byte> literal)
    {
        var common = Math.Min(seen.Length, literal.Length);
        if (!Ascii.EqualsIgnoreCase(seen[..common], literal[..common]))
            return Detection.No;
        return common == literal.Length ? Detection.Yes : Detection.NeedMore;
    }

    /// <summary>The better of two answers: a yes decides, and a no only together with another.</summary>
    internal static Detection Either(Detection first, Detection second) => first switch
    {
        Detection.Yes => Detection.Yes,
        Detection.No => second,
        _ => second == Detection.Yes ? Detection.Yes : Detection.NeedMore,
    };
}
