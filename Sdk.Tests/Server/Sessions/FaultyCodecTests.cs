using System.Text.Json;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Api;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Server.Sessions;

/// <summary>A request's codec that fails in a way that nobody foresaw.</summary>
public sealed class FaultyCodecTests
{
    [Fact]
    public async Task It_is_an_internal_error_and_the_connection_goes_on()
    {
        await using var host = await ConformanceHost.StartAsync(static options => options.AddDriver("faulty", static _ => [new FaultyService()]));
        using var peer = RawPeer.Connect(host, WireForm.Lines);
        await peer.CallAsync(Json.Call(1, "Rpc.hello", """{"versions":{},"driver":"faulty:///"}"""));
        Assert.Equal("InternalError", (await peer.CallAsync(Json.Call(2, "Calc.ping"))).ErrorName());
        Assert.Contains(host.Log.Entries, static e => e.Text.Contains("The codec is broken.", StringComparison.Ordinal));
        Assert.Equal("InternalError", (await peer.CallAsync(Json.Call(3, "Calc.ping"))).ErrorName());
    }

    private readonly struct FaultyRequest : IWireType<FaultyRequest>
    {
        public static FaultyRequest ReadWire(ref Utf8JsonReader reader, WireMode mode) => throw new InvalidOperationException("The codec is broken.");

        public static void WriteWire(ref WireWriter writer, FaultyRequest value) => writer.WriteNull();
    }

    private abstract class FaultyDriver : ResourceDriver
    {
        public override ResourceTable Table { get; } = new(
            ConformanceApi.Description,
            "Calc",
            typeof(FaultyDriver),
            [ServerMethod.ForNothing<FaultyDriver, FaultyRequest>(ConformanceApi.Calc.Ping, nameof(PingAsync), static (driver, _, _) => driver.PingAsync())],
            []);

        public abstract ValueTask PingAsync();
    }

    private sealed class FaultyService : FaultyDriver
    {
        public override ValueTask PingAsync() => default;
    }
}
