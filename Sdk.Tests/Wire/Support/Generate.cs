using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>Generators of text and of JSON that is nearly right.</summary>
internal static class Generate
{
    /// <summary>Characters of every kind that an encoder treats differently, as whole code points.</summary>
    private static readonly Gen<string> CodePoint = Gen.OneOf(
        Gen.Choose(0x20, 0x7E).Select(c => ((char)c).ToString()),
        Gen.Elements("\0", "\n", "\u001f", "\"", "\\", "/", "<", "+", "\u007f", "\u0085", "\u2028", "\ufeff", "\uffff"),
        Gen.Choose(0xA0, 0xD7FF).Select(c => ((char)c).ToString()),
        Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32));

    /// <summary>Valid text.</summary>
    public static Arbitrary<string> Text { get; } = CodePoint.ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    /// <summary>UTF-16 that may hold halves of surrogate pairs anywhere.</summary>
    public static Arbitrary<string> AnyUtf16 { get; } = Gen.OneOf(CodePoint, Gen.Choose(0xD800, 0xDFFF).Select(c => ((char)c).ToString()))
        .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    /// <summary>Valid text as a JSON string in one of the many ways to escape it.</summary>
    public static Arbitrary<(string Json, string Text)> EscapedText { get; } =
        (from parts in CodePoint.ListOf()
         from ways in Gen.Choose(0, 2).ListOf(parts.Count)
         select (Quote(parts.Zip(ways, Escape)), string.Concat(parts))).ToArbitrary();

    /// <summary>A text made of some of the pieces, in any order: near misses of a grammar.</summary>
    public static Arbitrary<string> Of(params string[] pieces) =>
        Gen.Elements(pieces).ListOf().Where(list => list.Count <= 12).Select(list => string.Concat(list)).ToArbitrary();

    /// <summary>A JSON string made of some of the pieces.</summary>
    public static Arbitrary<string> StringOf(params string[] pieces) => Of(pieces).Generator.Select(text => Quote([text])).ToArbitrary();

    /// <summary>The text with one byte changed, removed or put in.</summary>
    public static Arbitrary<byte[]> DamageTo(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return (from at in Gen.Choose(0, bytes.Length - 1)
                from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements("{}[]\",:\\0-.enut \xff".Select(c => (int)c)))
                from how in Gen.Choose(0, 2)
                select how switch
                {
                    0 => [.. bytes[..at], (byte)value, .. bytes[(at + 1)..]],
                    1 => [.. bytes[..at], .. bytes[(at + 1)..]],
                    _ => (byte[])[.. bytes[..at], (byte)value, .. bytes[at..]],
                }).ToArbitrary();
    }

    private static string Quote(IEnumerable<string> parts) => "\"" + string.Concat(parts) + "\"";

    private static string Escape(string codePoint, int way) => (way, codePoint) switch
    {
        (0, "/") => "\\/",
        (1, _) => string.Concat(codePoint.Select(c => $"\\u{(int)c:x4}")),
        (_, "\"") => "\\\"",
        (_, "\\") => "\\\\",
        (_, "\n") => "\\n",
        _ when codePoint[0] < ' ' => $"\\u{(int)codePoint[0]:X4}",
        _ => codePoint,
    };
}
