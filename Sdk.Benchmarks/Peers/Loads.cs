namespace Virtwire.Sdk.Benchmarks.Peers;

/// <summary>The loads: what a caller calls again and again.</summary>
internal static class Loads
{
    /// <summary><c>Host.ping</c>: no parameters, an empty result, values only.</summary>
    public const string Ping = "ping";

    /// <summary><c>Domain.getState</c>: a name and a uuid in, a class of two members out.</summary>
    public const string State = "state";

    /// <summary><see cref="State"/>, with 10 µs of the caller's own work between two calls.</summary>
    public const string Work = "work";

    /// <summary><c>Domain.lookupByName</c>.</summary>
    public const string Lookup = "lookup";

    /// <summary><c>Domain.getAllStats</c>: a page of 1,000 records.</summary>
    public const string List = "list";

    /// <summary>All pages of <c>Domain.getAllStats</c>; one call is the whole list.</summary>
    public const string ListAll = "list-all";

    /// <summary><see cref="Ping"/> by every caller but one, which calls <see cref="List"/>; the pings are counted.</summary>
    public const string Mixed = "mixed";

    /// <summary>Each call changes the state of a guest, and is over when all subscribers have its event; what is counted is each delivery.</summary>
    public const string Events = "events";

    /// <summary>The guest that <see cref="State"/> and <see cref="Lookup"/> ask for.</summary>
    public const string Guest = "test";

    /// <summary>Its uuid.</summary>
    public static readonly Guid GuestUuid = new("6695eb01-f6a4-8304-79aa-97f2502e193f");

    /// <summary>Records in a page.</summary>
    public const int Records = 1000;

    /// <summary>What a caller of <see cref="Work"/> does between calls, in microseconds.</summary>
    public const int WorkMicroseconds = 10;

    /// <summary>Domain <paramref name="i"/> of a simulated host.</summary>
    public static string DomainName(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"vm-{i:D5}-production");
}
