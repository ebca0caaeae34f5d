using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Virtwire.Sdk.Tests.Docs;

/// <summary>
/// The values of a transcript that differ from run to run. <c>⟨name⟩</c> in a received line stands for text without a quotation mark, the same
/// text wherever the name comes again, in sent lines too; <c>⟨…⟩</c> stands for anything; <c>⟨x×100⟩</c> in a sent line for a hundred x,
/// <c>⟨0x80⟩</c> for that byte. All else is literal.
/// </summary>
public sealed partial class TranscriptValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The bytes of a sent line.</summary>
    public byte[] Fill(string text)
    {
        var bytes = new List<byte>();
        var at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(text[at..match.Index]));
            bytes.AddRange(Value(match.Groups[1].Value));
            at = match.Index + match.Length;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(text[at..]));
        return [.. bytes];
    }

    /// <summary>Whether what was received is what the line says; values that it is the first to name are kept.</summary>
    public bool Matches(string pattern, string received)
    {
        var expression = new StringBuilder("^");
        var at = 0;
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match match in Placeholder().Matches(pattern))
        {
            var name = match.Groups[1].Value;
            expression.Append(Regex.Escape(pattern[at..match.Index])).Append(name switch
            {
                "…" => ".*?",
                _ when _values.TryGetValue(name, out var known) => Regex.Escape(known),
                _ => named.Add(name) ? $"(?<{name}>[^\"]+?)" : $"\\k<{name}>",
            });
            at = match.Index + match.Length;
        }

        expression.Append(Regex.Escape(pattern[at..])).Append('$');
        var found = Regex.Match(received, expression.ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
        if (found.Success)
        {
            foreach (var name in named)
                _values[name] = found.Groups[name].Value;
        }

        return found.Success;
    }

    private byte[] Value(string name)
    {
        if (name.Split('×') is [{ Length: > 0 } text, var count])
            return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, int.Parse(count, CultureInfo.InvariantCulture))));
        if (name.StartsWith("0x", StringComparison.Ordinal))
            return [Convert.ToByte(name, 16)];
        return Encoding.UTF8.GetBytes(_values[name]);
    }

    [GeneratedRegex("⟨([^⟩]+)⟩")]
    private static partial Regex Placeholder();
}
