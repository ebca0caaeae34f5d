namespace Virtwire.Sdk.Server.Drivers.Test.NetworkFilters;

/// <summary>The errors that the simulator answers about network filters, in its own words: what, which filter and why.</summary>
internal static class NetworkFilterRefusals
{
    private const int MostNamed = 10;

    public static HostException NoFilter(NetworkFilterRef reference) =>
        (reference is { Uuid: { } uuid }
            ? new NoNetworkFilterException($"No network filter has the uuid {uuid}.", new NoNetworkFilterDetails { Filter = uuid.ToString() })
            : new NoNetworkFilterException($"No network filter is named '{reference.Name}'.", new NoNetworkFilterDetails { Filter = reference.Name ?? "" }))
        .About(reference);

    public static HostException NameTaken(NetworkFilterDefinition holder) => Exists(
        holder, $"A network filter '{holder.Name}' exists already, with the uuid {holder.Uuid}.");

    public static HostException UuidTaken(NetworkFilterDefinition holder) => Exists(
        holder, $"The uuid {holder.Uuid} belongs to the network filter '{holder.Name}' already.");

    public static HostException InUse(NetworkFilterDefinition filter, IReadOnlyList<string> domains, IReadOnlyList<string> filters) =>
        new NetworkFilterInUseException(
            $"Network filter '{filter.Name}' is in use by {domains.Count} active domains and {filters.Count} other filters.",
            new NetworkFilterInUseDetails { Domains = [.. domains.Take(MostNamed)], Filters = [.. filters.Take(MostNamed)] }).About(filter.Reference);

    public static HostException ReferenceUnknown(NetworkFilterDefinition filter, string missing) => new NetworkFilterReferenceUnknownException(
        $"Network filter '{filter.Name}' refers to '{missing}', and there is no such filter.",
        new NetworkFilterReferenceUnknownDetails { Filter = missing }).About(filter.Reference);

    public static HostException Loop(NetworkFilterDefinition filter, IReadOnlyList<string> way) => new NetworkFilterLoopException(
        $"Network filter '{filter.Name}' would take rules from itself, by way of {string.Join(" → ", way)}.",
        new NetworkFilterLoopDetails { Filters = [.. way] }).About(filter.Reference);

    public static HostException RevisionMismatch(NetworkFilterDefinition filter, string expected) => new RevisionMismatchException(
        $"Network filter '{filter.Name}' has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = filter.Revision }).About(filter.Reference);

    public static HostException RevisionOfNothing(string name, string expected) => new RevisionMismatchException(
        $"There is no network filter '{name}' that could have the revision '{expected}'.", new RevisionMismatchDetails { Expected = expected });

    private static HostException Exists(NetworkFilterDefinition holder, string message) => new NetworkFilterExistsException(
        message, new NetworkFilterExistsDetails { Name = holder.Name, Uuid = holder.Uuid }).About(holder.Reference);
}
