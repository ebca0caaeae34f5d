using System.Text;

namespace Virtwire.Sdk.Cli.Discovery;

/// <summary>Turns names of the wire into words of the command line.</summary>
internal static class KebabCase
{
    /// <summary><c>setMaxMemory</c> → <c>set-max-memory</c>, <c>StoragePool</c> → <c>storage-pool</c>, <c>getURIOf</c> → <c>get-uri-of</c>.</summary>
    public static string From(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsAsciiLetterUpper(c) && StartsWord(name, i))
                words.Append('-');
            words.Append(c == '_' ? '-' : char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    private static bool StartsWord(string name, int at)
    {
        if (at == 0 || !char.IsAsciiLetterOrDigit(name[at - 1]))
            return false;
        var afterLower = !char.IsAsciiLetterUpper(name[at - 1]);
        var beforeLower = at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1]);
        return afterLower || beforeLower;
    }
}
