using Virtwire.Sdk.Drivers;

namespace Virtwire.Sdk.Server.Drivers.Test;

/// <summary>Finds the names of objects by their uuids, for the resources that have both: they are asked for them as any caller would.</summary>
internal static class ObjectNames
{
    /// <summary>The ways to find them, by resource.</summary>
    public static IReadOnlyDictionary<string, Func<Guid, string?>> Of(IReadOnlyList<ResourceDriver> resources)
    {
        var names = new Dictionary<string, Func<Guid, string?>>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            Func<Guid, string?>? find = resource switch
            {
                DomainDriver domains => uuid => Answer(domains.LookupByUuidAsync(new DomainLookupByUuidRequest { Uuid = uuid }, default))?.Name,
                StoragePoolDriver pools => uuid => Answer(pools.LookupByUuidAsync(new StoragePoolLookupByUuidRequest { Uuid = uuid }, default))?.Name,
                NetworkDriver networks => uuid => Answer(networks.LookupByUuidAsync(new NetworkLookupByUuidRequest { Uuid = uuid }, default))?.Name,
                NetworkFilterDriver filters => uuid => Answer(filters.LookupByUuidAsync(new NetworkFilterLookupByUuidRequest { Uuid = uuid }, default))?.Name,
                _ => null,
            };
            if (find is not null)
                names.Add(resource.Table.Resource, find);
        }

        return names;
    }

    // A lookup of a simulated host is done at once. One that finds nothing is the method's to tell, and better.
    private static T? Answer<T>(ValueTask<T> lookup)
        where T : struct
    {
        try
        {
            return lookup.IsCompleted ? lookup.GetAwaiter().GetResult() : null;
        }
        catch (HostException)
        {
            return null;
        }
    }
}
