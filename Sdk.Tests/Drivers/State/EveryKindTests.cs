using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Tests.Server.Files;

namespace Virtwire.Sdk.Tests.Drivers.State;

/// <summary>Whatever the test driver lists comes back with the next server, as it was: of every resource, those of which nobody has thought here too.</summary>
public sealed class EveryKindTests
{
    // What does not outlive a server, or is of another object that is listed itself.
    private static readonly string[] NotKept = ["Task", "DomainSnapshot", "DomainCheckpoint"];

    private static readonly string[] Listed = [.. HostApi.Description.Methods
        .Where(static m => m.Name == m.Resource + ".list" && m.Static && !NotKept.Contains(m.Resource)).Select(static m => m.Resource)];

    [Fact(Timeout = 120_000)]
    public async Task What_is_listed_comes_back()
    {
        Assert.Contains("Domain", Listed);
        using var directory = new TemporaryDirectory();
        var first = await ReadAsync(directory.Path);
        var second = await ReadAsync(directory.Path);
        var third = await ReadAsync(directory.Path);

        Assert.Equal(first.Keys, second.Keys);
        Assert.Equal(second, third);
    }

    // The objects, and the documents of those that have some.
    private static async Task<SortedDictionary<string, string>> ReadAsync(string directory)
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions { StateDirectory = directory }.AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var peer = RawPeer.Over(server.Connect(), WireForm.Lines);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
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
