using System.Text;

namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>
/// The cursors of lists: the last key of a page, so that it stays right while objects come and go, in hexadecimal digits, so that names may
/// hold anything and nobody builds on what a cursor looks like.
/// </summary>
internal static class ListCursor
{
    /// <summary>The cursor behind a key.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key));

    /// <summary>The key that a cursor stands behind.</summary>
    /// <exception cref="InvalidCursorException">It is no cursor.</exception>
    public static string KeyOf(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(cursor));
        }
        catch (FormatException)
        {
            throw new InvalidCursorException($"'{cursor}' is no cursor of this list.", new InvalidCursorDetails { After = cursor });
        }
    }
}
