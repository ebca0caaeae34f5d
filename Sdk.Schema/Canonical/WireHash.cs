using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Canonical;

/// <summary>A hash that two builds have in common exactly when they agree on a namespace's wire.</summary>
public static class WireHash
{
    /// <summary>
    /// <c>sha256:</c> and the hexadecimal SHA-256 of the canonical form without what no wire shows: docs, hints, examples, and what only
    /// C# is concerned with (<c>csharp</c>, <c>singular</c>, <c>plural</c>, <c>valueType</c>, <c>unwrap</c>).
    /// </summary>
    public static string Compute(NamespaceModel ns)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(CanonicalWriter.Write(ns, CanonicalScope.Wire)));
        var text = new StringBuilder("sha256:", 7 + (2 * hash.Length));
        foreach (var octet in hash)
            text.Append(octet.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
