using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>What the agent inside a guest, or the lack of one, refuses.</summary>
internal static class GuestRefusals
{
    public static HostException AgentUnavailable(SimulatedDomain domain) => new AgentUnavailableException(
        $"Domain '{domain.Name}' has no channel to an agent inside its guest.").About(domain.Reference);

    public static HostException NoMountpoint(SimulatedDomain domain, string mountpoint, IReadOnlyList<string> mountpoints) => new NoMountpointException(
        $"In the guest of domain '{domain.Name}' nothing is mounted at '{mountpoint}', but {List(mountpoints)}.",
        new NoMountpointDetails { Mountpoint = mountpoint, Mountpoints = mountpoints }).About(domain.Reference);

    public static HostException Frozen(SimulatedDomain domain) => new FilesystemsFrozenException(
        $"The guest of domain '{domain.Name}' can write nothing: {List(domain.Guest.Frozen)} is frozen.",
        new FilesystemsFrozenDetails { Mountpoints = [.. domain.Guest.Frozen] }).About(domain.Reference);

    public static HostException NoUser(SimulatedDomain domain, string user) => new NoGuestUserException(
        $"The guest of domain '{domain.Name}' has no user '{user}'.", new NoGuestUserDetails { User = user }).About(domain.Reference);

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
