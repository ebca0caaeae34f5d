using System.Globalization;

namespace Virtwire.Sdk.Schema.Text;

/// <summary>RFC 6901 pointers, the names of places that survive reformatting.</summary>
public static class JsonPointer
{
    /// <summary>The pointer to the member <paramref name="name"/> of what <paramref name="parent"/> points to.</summary>
    public static string Append(string parent, string name) => parent + "/" + Escape(name);

    /// <summary>The pointer to an item of the array that <paramref name="parent"/> points to.</summary>
    public static string Append(string parent, int index) => parent + "/" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name as it stands between the slashes of a pointer.</summary>
    public static string Escape(string name) =>
        name.IndexOf('~') < 0 && name.IndexOf('/') < 0 ? name : name.Replace("~", "~0").Replace("/", "~1");

    /// <summary>The names and indexes of a pointer, from the root down.</summary>
    public static string[] Segments(string pointer)
    {
        if (pointer.Length == 0)
            return [];
        var segments = pointer.Substring(1).Split('/');
        for (var i = 0; i < segments.Length; i++)
            segments[i] = segments[i].Replace("~1", "/").Replace("~0", "~");
        return segments;
    }
}
