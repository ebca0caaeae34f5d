using System.Text.Json.Serialization;

namespace Virtwire.Sdk.Benchmarks.Peers.Http;

/// <summary>What <c>Domain.getState</c> takes.</summary>
internal sealed record HttpGuest(string Name, Guid Uuid);

/// <summary>What it answers.</summary>
internal sealed record HttpState(string Reason, string State);

/// <summary>What <c>Host.ping</c> answers.</summary>
internal sealed record HttpNothing;

/// <summary>A record of the list, with the members of <c>DomainStats</c>.</summary>
internal sealed record HttpStats(
    string CpuSystem,
    string CpuTime,
    string CpuUser,
    HttpGuest Domain,
    long MaxMemory,
    int MaxVcpus,
    long Memory,
    long MemoryRss,
    string Reason,
    string State,
    int Vcpus);

/// <summary>A page of the list.</summary>
internal sealed record HttpPage(HttpStats[] Items, string Position);

/// <summary>System.Text.Json's generated code for all of them: as fast as a service on it can be.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HttpGuest))]
[JsonSerializable(typeof(HttpState))]
[JsonSerializable(typeof(HttpNothing))]
[JsonSerializable(typeof(HttpPage))]
internal sealed partial class HttpJson : JsonSerializerContext;
