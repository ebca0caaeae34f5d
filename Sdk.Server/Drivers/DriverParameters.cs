namespace Virtwire.Sdk.Server;

/// <summary>The parameters of a driver's URI: <c>seed=7&amp;fault=…</c>. A name may stand several times.</summary>
public sealed class DriverParameters
{
    private readonly List<KeyValuePair<string, string>> _all;

    private DriverParameters(List<KeyValuePair<string, string>> all) => _all = all;

    /// <summary>No parameters.</summary>
    public static DriverParameters None { get; } = new([]);

    /// <summary>The value of a name; the last one where there are several; null where there is none.</summary>
    public string? this[string name] => All(name) is [.., var last] ? last : null;

    /// <summary>All values of a name, in the order in which they stand.</summary>
    public IReadOnlyList<string> All(string name) => [.. _all.Where(p => p.Key == name).Select(p => p.Value)];

    /// <summary>Reads the query of a driver's URI.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="known">The names that the driver knows.</param>
    /// <exception cref="InvalidOperationException">There is another one, or what is no parameter.</exception>
    internal static DriverParameters Parse(string uri, IReadOnlyList<string> known)
    {
        var all = new List<KeyValuePair<string, string>>();
        foreach (var pair in Drivers.DriverUri.QueryOf(uri).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InvalidOperationException($"'{pair}' in the driver's URI '{uri}' is not of the form name=value.");
            var name = pair[..equals];
            if (!known.Contains(name))
                throw new InvalidOperationException($"The driver of '{uri}' has no parameter '{name}'. {Known(known)}");
            all.Add(new KeyValuePair<string, string>(name, Uri.UnescapeDataString(pair[(equals + 1)..])));
        }

        return new DriverParameters(all);
    }

    private static string Known(IReadOnlyList<string> known) => known.Count == 0 ? "It has none." : $"There are: {string.Join(", ", known)}.";
}
