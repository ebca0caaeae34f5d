namespace Virtwire.Sdk.Server.Drivers.Test.Interfaces;

/// <summary>The errors that the simulator answers about interfaces, in its own words: what, which interface and why.</summary>
internal static class InterfaceRefusals
{
    public static HostException NoInterface(InterfaceRef reference) => new NoInterfaceException(
        $"No interface is named '{reference.Name}'.", new NoInterfaceDetails { InterfaceName = reference.Name ?? "" }).About(reference);

    public static HostException NoMac(string mac) =>
        new NoInterfaceException($"No interface has the hardware address {mac}.", new NoInterfaceDetails { InterfaceName = mac });

    public static HostException Ambiguous(string mac, IReadOnlyList<string> names) => new InterfaceMacAmbiguousException(
        $"The interfaces {string.Join(", ", names)} have the hardware address {mac}.",
        new InterfaceMacAmbiguousDetails { Mac = mac, Interfaces = names });

    public static HostException Active(SimulatedInterface item) =>
        new InterfaceActiveException($"Interface '{item.Name}' is active already.").About(item.Reference);

    public static HostException NotActive(SimulatedInterface item) =>
        new InterfaceNotActiveException($"Interface '{item.Name}' is not active.").About(item.Reference);

    public static HostException ChangeInProgress() =>
        new InterfaceChangeInProgressException("A change of the host's interfaces is under way already.");

    public static HostException NoChange() => new NoInterfaceChangeException("No change of the host's interfaces is under way.");

    public static HostException RevisionMismatch(SimulatedInterface item, string expected) => new RevisionMismatchException(
        $"Interface '{item.Name}' has been changed since: its revision is no longer '{expected}'.",
        new RevisionMismatchDetails { Expected = expected, Actual = item.Definition.Revision }).About(item.Reference);

    public static HostException RevisionOfNothing(string name, string expected) => new RevisionMismatchException(
        $"There is no interface '{name}' that could have the revision '{expected}'.", new RevisionMismatchDetails { Expected = expected });
}
