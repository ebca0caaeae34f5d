using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>Whatever the test driver lists comes back with the next server, as it was: of every resource, those of which nobody has thought here too.</summary>
public sealed class EveryKindTests
{
    // What does not outlive a server, or is of another object that is listed itself. Volumes are bytes, not definitions: those in real
    // directories come back from their files, and simulated bytes go with the server.
    private static readonly string[] NotKept = ["Task", "DomainSnapshot", "DomainCheckpoint", "StorageVolume"];

    private static readonly string[] Listed = [.. HostApi.Description.Methods
        .Where(static m => m.Name == m.Resource + ".list" && m.Static && !NotKept.Contains(m.Resource)).Select(static m => m.Resource)];

    // One of each kind of which a fresh host has none.
    private static readonly (string Method, string Parameters)[] Made =
    [
        ("Secret.define", """{"xml":"<secret ephemeral='no' private='no'><usage type='ceph'><name>cluster1</name></usage></secret>"}"""),
        ("NetworkFilter.define", """{"xml":"<filter name='no-spoof' chain='mac'><rule action='drop' direction='out'><mac/></rule></filter>"}"""),
    ];

    [Fact(Timeout = 120_000)]
    public async Task What_is_listed_comes_back()
    {
        using var directory = new TemporaryDirectory();
        var first = await ReadAsync(directory.Path, Made);
        var second = await ReadAsync(directory.Path);
        var third = await ReadAsync(directory.Path);

        Assert.All(Listed, resource => Assert.Contains(first.Keys, key => key.StartsWith(resource + " ", StringComparison.Ordinal)));
        Assert.Equal(first.Keys, second.Keys);
        Assert.Equal(second, third);
    }

    // The objects, and the documents of those that have some.
    private static async Task<SortedDictionary<string, string>> ReadAsync(string directory, params (string Method, string Parameters)[] made)
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions { StateDirectory = directory }.AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var peer = RawPeer.Over(server.Connect(), WireForm.Lines);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (method, parameters) in made)
            Assert.True((await peer.CallAsync(Json.Call(1, method, parameters))).TryGetProperty("result", out _), method);
        foreach (var resource in Listed)
        {
            var list = await peer.CallAsync(Json.Call(1, resource + ".list"));
            if (!list.TryGetProperty("result", out var result))
                continue;
            foreach (var item in result.GetProperty("items").EnumerateArray())
            {
                var xml = await peer.CallAsync(Json.Call(2, resource + ".getXml", $$"""{"self":{{item.GetRawText()}}}"""));
                found.Add($"{resource} {item.GetRawText()}", xml.TryGetProperty("result", out var document) ? document.GetRawText() : "");
            }
        }

        return found;
    }
}
