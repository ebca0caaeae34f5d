using System.Security.Cryptography;
using System.Text;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Drivers.Test.State;

/// <summary>Names of files for keys of objects, which may hold anything: slashes, dots, more letters than a file's name may have.</summary>
internal static class ObjectName
{
    private const string End = ".json";

    // Of the 255 bytes that file systems allow, with room for what a name ends with.
    private const int Longest = 200;

    /// <summary>The file of a key: letters, digits, <c>-</c> and <c>_</c> are themselves, all other bytes <c>%2F</c>; of a very long one a hash.</summary>
    public static string FileOf(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var name = new StringBuilder();
        foreach (var b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_')
                name.Append((char)b);
            else
                name.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return (name.Length <= Longest ? name.ToString() : "~" + Convert.ToHexStringLower(SHA256.HashData(bytes))) + End;
    }

    /// <summary>Whether a file is one that a killed server had not finished.</summary>
    public static bool IsUnready(string path) => path.EndsWith(End + AtomicFile.Unready, StringComparison.Ordinal);
}
