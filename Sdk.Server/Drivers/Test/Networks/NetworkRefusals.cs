namespace Virtwire.Sdk.Server.Drivers.Test.Networks;

/// <summary>The errors that the simulator answers about networks, in its own words: what, which network and why.</summary>
internal static class NetworkRefusals
{
    public static HostException NoNetwork(NetworkRef reference) =>
        (reference is { Uuid: { } uuid }
            ? new NoNetworkException($"No network has the uuid {uuid}.", new NoNetworkDetails { Network = uuid.ToString() })
            : new NoNetworkException($"No network is named '{reference.Name}'.", new NoNetworkDetails { Network = reference.Name ?? "" }))
        .About(reference);

    public static HostException NameTaken(SimulatedNetwork holder) => Exists(
        holder, $"A network '{holder.Name}' exists already, with the uuid {holder.Uuid}.");

    public static HostException UuidTaken(SimulatedNetwork holder) => Exists(
        holder, $"The uuid {holder.Uuid} belongs to the network '{holder.Name}' already.");

    public static HostException Active(SimulatedNetwork network) =>
        new NetworkActiveException($"Network '{network.Name}' is active: it cannot be started again.").About(network.Reference);

    public static HostException NotActive(SimulatedNetwork network) =>
        new NetworkNotActiveException($"Network '{network.Name}' is not active.").About(network.Reference);

    public static HostException NotPersistent(SimulatedNetwork network) => new NetworkNotPersistentException(
        $"Network '{network.Name}' is transient and has no persistent definition.").About(network.Reference);

    public static HostException BridgeInUse(string bridge, SimulatedNetwork holder) => new NetworkBridgeInUseException(
        $"The bridge '{bridge}' belongs to the network '{holder.Name}' already.",
        new NetworkBridgeInUseDetails { Bridge = bridge, Network = holder.Name }).About(holder.Reference);

    public static HostException NoBridge(SimulatedNetwork network) =>
        new NetworkHasNoBridgeException($"Network '{network.Name}' has no bridge.").About(network.Reference);

    public static HostException RevisionMismatch(SimulatedNetwork network, string expected) => new RevisionMismatchException(
        $"Network '{network.Name}' has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = network.Revision }).About(network.Reference);

    public static HostException RevisionOfNothing(string name, string expected) => new RevisionMismatchException(
        $"There is no network '{name}' that could have the revision '{expected}'.", new RevisionMismatchDetails { Expected = expected });

    public static HostException EntryExists(NetworkDefinition network, NetworkSection section, string message) =>
        new NetworkEntryExistsException(message, new NetworkEntryExistsDetails { Section = section }).About(ReferenceOf(network));

    public static HostException NoEntry(NetworkDefinition network, NetworkSection section, string message) =>
        new NoNetworkEntryException(message, new NoNetworkEntryDetails { Section = section }).About(ReferenceOf(network));

    public static HostException ArgumentUnsupported(NetworkDefinition network, string parameter, string message) =>
        new ArgumentUnsupportedException(message, new ArgumentUnsupportedDetails { Parameter = parameter }).About(ReferenceOf(network));

    public static HostException InvalidArgument(NetworkDefinition network, string parameter, string message) =>
        new InvalidArgumentException(message, new InvalidArgumentDetails { Parameter = parameter }).About(ReferenceOf(network));

    private static NetworkRef ReferenceOf(NetworkDefinition network) => new() { Uuid = network.Uuid, Name = network.Name };

    private static HostException Exists(SimulatedNetwork holder, string message) =>
        new NetworkExistsException(message, new NetworkExistsDetails { Name = holder.Name, Uuid = holder.Uuid }).About(holder.Reference);
}
