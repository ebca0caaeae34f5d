using System.Security.Cryptography;
using System.Text;

namespace Virtwire.Sdk.Server.Drivers;

/// <summary>One hash of all namespaces of a server: two servers with one hash have the same methods, events and types.</summary>
internal static class SchemaHash
{
    /// <summary>The hash of the namespaces' own hashes: of a line <c>namespace hash</c> each, by ordinal name.</summary>
    internal static string Of(IEnumerable<ApiDescription> apis)
    {
        var lines = apis.OrderBy(a => a.Namespace, StringComparer.Ordinal).Select(a => $"{a.Namespace} {a.WireHash}\n");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
