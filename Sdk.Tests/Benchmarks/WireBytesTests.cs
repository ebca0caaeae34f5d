extern alias benchmarks;

using System.Text;
using benchmarks::Virtwire.Sdk.Benchmarks.Peers;
using benchmarks::Virtwire.Sdk.Benchmarks.Peers.Echo;
using Virtwire.Sdk.Tests.Docs;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Benchmarks;

/// <summary>The raw echo is a fair limit only if it carries the very bytes of a call.</summary>
public sealed class WireBytesTests
{
    public static TheoryData<string> Known => [.. WireBytes.Known];

    [Theory]
    [MemberData(nameof(Known))]
    public async Task The_echo_s_request_is_what_the_typed_client_sends(string load)
    {
        await using var host = ScriptedHost.Begin();
        await host.AnswerAsync(await host.NextAsync("Rpc.hello"), ScriptedHost.Hello);
        var connection = await host.Opening;

        var calling = CallAsync(connection, load);
        var sent = await host.NextAsync();

        var id = sent.GetProperty("id").GetRawText();
        Assert.Equal(Encoding.UTF8.GetString(WireBytes.Request(load)).Replace("1048577", id, StringComparison.Ordinal).TrimEnd('\n'), sent.GetRawText());
        await host.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => calling);
    }

    [Fact]
    public async Task The_length_of_an_answer_is_the_daemon_s()
    {
        await using var server = await SocketServer.StartAsync();

        Assert.Equal("{\"jsonrpc\":\"2.0\",\"id\":1048577,\"result\":{}}\n".Length, await WireBytes.AskResponseAsync(server.Path, Loads.Ping));
    }

    private static async Task CallAsync(HostConnection connection, string load)
    {
        var guest = connection.Domains.Bind(new DomainRef { Name = Loads.Guest, Uuid = Loads.GuestUuid });
        switch (load)
        {
            case Loads.Ping:
                await connection.Host.PingAsync();
                break;
            case Loads.State:
                await guest.GetStateAsync();
                break;
            case Loads.Lookup:
                await connection.Domains.LookupByNameAsync(Loads.Guest);
                break;
            case Loads.List:
                await foreach (var _ in connection.Domains.GetAllStatsAsync(new DomainGetAllStatsRequest { Limit = Loads.Records }))
                {
                    // It never comes.
                }

                break;
            default:
                throw new NotSupportedException(load);
        }
    }
}
