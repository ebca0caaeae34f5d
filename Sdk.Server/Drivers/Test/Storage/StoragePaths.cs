namespace Virtwire.Sdk.Server.Drivers.Test.Storage;

/// <summary>Paths as documents and callers write them.</summary>
internal static class StoragePaths
{
    /// <summary>The path without doubled slashes and without one at its end.</summary>
    public static string Normalize(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (path.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }
}
