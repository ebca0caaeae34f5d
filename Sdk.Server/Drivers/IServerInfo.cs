namespace Virtwire.Sdk.Server;

/// <summary>What a server knows of itself, for drivers that answer questions about it.</summary>
public interface IServerInfo
{
    /// <summary>The server's identity: the same after a restart when it has a state directory.</summary>
    string Id { get; }

    /// <summary>The name of this run of the server: another one means that positions of before are gone.</summary>
    string Epoch { get; }

    /// <summary>The program's name.</summary>
    string Name { get; }

    /// <summary>The program's version.</summary>
    string Version { get; }

    /// <summary>
    /// The drivers, in the order in which they were added; the first is the one of sessions that ask for none. Complete once the
    /// server has started: a driver's factory must not read it.
    /// </summary>
    IReadOnlyList<ServedDriver> Drivers { get; }
}

/// <summary>A driver that a server serves.</summary>
/// <param name="Uri">The URI by which connections ask for it.</param>
/// <param name="Resources">The names of its resources, ordinal.</param>
/// <param name="Methods">Every method that the server knows, and whether this driver has it, ordinal.</param>
public sealed record ServedDriver(string Uri, IReadOnlyList<string> Resources, IReadOnlyList<MethodSupport> Methods);

/// <summary>A cell of the support matrix.</summary>
/// <param name="Method">The method.</param>
/// <param name="Supported">Whether the driver overrides it.</param>
public readonly record struct MethodSupport(MethodDescriptor Method, bool Supported);
