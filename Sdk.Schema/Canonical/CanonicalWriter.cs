using System.Text;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Canonical;

/// <summary>
/// Writes a linked namespace as one schema document in its canonical form: names qualified, implied defaults left out, keys in ordinal
/// order, one element a line, lines ended by LF. Two sets of documents that say the same have the same canonical form.
/// </summary>
public static class CanonicalWriter
{
    /// <summary>Writes everything.</summary>
    public static string Write(NamespaceModel ns) => Write(ns, CanonicalScope.Full);

    /// <summary>Writes everything, or leaves out what is for people only: docs, hints and examples.</summary>
    public static string Write(NamespaceModel ns, bool withDocs) =>
        Write(ns, withDocs ? CanonicalScope.Full : CanonicalScope.WithoutDocs);

    internal static string Write(NamespaceModel ns, CanonicalScope scope)
    {
        var text = new StringBuilder();
        new CanonicalForm(scope).Of(ns).Append(text, 0);
        return text.Append('\n').ToString();
    }
}
