namespace Virtwire.Sdk.Server.Drivers;

/// <summary>The URIs by which drivers are asked for: <c>test:///default</c>.</summary>
internal static class DriverUri
{
    /// <summary>
    /// The URI without what only says how to reach the server: <c>test+unix://host/default?socket=…</c> asks for
    /// <c>test:///default</c>. A bare scheme asks for <c>scheme:///</c>.
    /// </summary>
    internal static string Normalize(string uri)
    {
        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return uri + ":///";
        var scheme = uri[..colon];
        var plus = scheme.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0)
            scheme = scheme[..plus];

        var rest = uri[(colon + 1)..];
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            rest = slash < 0 ? "/" : rest[slash..];
        }

        var query = rest.IndexOf('?', StringComparison.Ordinal);
        return $"{scheme}://{(query < 0 ? rest : rest[..query])}";
    }

    /// <summary>What stands behind the question mark; empty where there is none.</summary>
    internal static string QueryOf(string uri)
    {
        var query = uri.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? "" : uri[(query + 1)..];
    }

    /// <summary>The scheme.</summary>
    internal static string SchemeOf(string uri)
    {
        var normal = Normalize(uri);
        return normal[..normal.IndexOf(':', StringComparison.Ordinal)];
    }
}
