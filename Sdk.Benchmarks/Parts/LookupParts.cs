using BenchmarkDotNet.Attributes;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Sessions;

namespace Virtwire.Sdk.Benchmarks.Parts;

/// <summary>Finding a method by the bytes of its name.</summary>
[MemoryDiagnoser]
public class LookupParts
{
    private readonly byte[] _known = "Domain.getState"u8.ToArray();
    private readonly byte[] _unknown = "Domain.getStatus"u8.ToArray();
    private MethodTable _methods = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions().AddDriver("test:///default"));
        await server.StartAsync();
        _methods = server.Core.Views.Get(server.Core.Registry.Drivers[0], SessionRole.Admin, NegotiatedVersions.Current).Methods;
    }

    [Benchmark]
    public bool Known() => _methods.Find(_known) is not null;

    [Benchmark]
    public bool Unknown() => _methods.Find(_unknown) is not null;
}
