using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Server.Bindings.JsonRpc;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Server.Bindings;

/// <summary>The quick look at a call must never see anything else than the general way sees.</summary>
public sealed class CallHeadTests
{
    private const int Mutants = 100_000;

    private static readonly string[] Originals =
    [
        """{"jsonrpc":"2.0","id":7,"method":"Host.ping","params":{}}""",
        """{"jsonrpc":"2.0","id":0,"method":"Host.ping","params":{},"meta":{"deadline":60000}}""",
        """{"jsonrpc":"2.0","id":9007199254740991,"method":"Domain.getState","params":{"self":{"name":"web1"}},"meta":{"deadline":0}}""",
        """{"jsonrpc":"2.0","id":12,"method":"Domain.setMemory","params":{"self":{"name":"a"},"meta":{"deadline":5}}}""",
        """{"jsonrpc":"2.0","id":12,"method":"Calc.sum","params":[1,2,[{"meta":{"deadline":5}}]],"meta":{"deadline":999999999}}""",
    ];

    // What is no method's name goes the general way.
    private static readonly HashSet<string> Methods = ["Host.ping", "Domain.getState", "Domain.setMemory", "Calc.sum"];

    // What a mutant is given: bits of the very text that is looked for, and of what could be mistaken for it.
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ",", ":", "0", "00", "12", "-", ".5", "e3", " ", "\n", "\\", "\\u0041", "null",
        "\"id\":8", ",\"id\":8", "\"params\":{}", ",\"params\":{}", "\"meta\":{\"deadline\":5}", ",\"meta\":{\"deadline\":5}", "}}", "\"jsonrpc\":\"2.0\"", "Host.ping",
    ];

    [Theory]
    [InlineData(0, "7", "Host.ping", "{}", null)]
    [InlineData(1, "0", "Host.ping", "{}", 60000)]
    [InlineData(2, "9007199254740991", "Domain.getState", """{"self":{"name":"web1"}}""", 0)]
    [InlineData(3, "12", "Domain.setMemory", """{"self":{"name":"a"},"meta":{"deadline":5}}""", null)]
    [InlineData(4, "12", "Calc.sum", """[1,2,[{"meta":{"deadline":5}}]]""", 999999999)]
    public void A_call_of_our_own_client_is_recognized(int original, string id, string method, string parameters, int? deadline)
    {
        Assert.True(CallHead.TryRead(Encoding.UTF8.GetBytes(Originals[original]), out var head));

        Assert.Equal(id, Encoding.UTF8.GetString(head.Id));
        Assert.Equal(method, Encoding.UTF8.GetString(head.Method));
        Assert.Equal(parameters, Encoding.UTF8.GetString(head.Params));
        Assert.Equal(deadline, head.DeadlineMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"jsonrpc":"2.0","method":"Host.ping","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":07,"method":"Host.ping","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":,"method":"Host.ping","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7.0,"method":"Host.ping","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"7","method":"Host.ping","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"Host.ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"Host.ping","params":""")]
    [InlineData("""{ "jsonrpc":"2.0","id":7,"method":"Host.ping","params":{}}""")]
    public void What_looks_otherwise_is_left_to_the_general_way(string message) =>
        Assert.False(CallHead.TryRead(Encoding.UTF8.GetBytes(message), out _));

    [Fact]
    public void What_it_sees_the_general_way_sees_as_well()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var recognized = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var message = Encoding.UTF8.GetBytes(Mutate(Originals[random.Next(Originals.Length)], random));
            if (CallHead.TryRead(message, out var head) && Methods.Contains(Encoding.UTF8.GetString(head.Method)) && IsOneValue(head.Params))
            {
                recognized++;
                AssertSame(message, head, $"seed {seed}: {Encoding.UTF8.GetString(message)}");
            }
        }

        Assert.InRange(recognized, Mutants / 100, Mutants);
    }

    private static void AssertSame(ReadOnlySpan<byte> message, CallHead head, string about)
    {
        // A call whose parameters are neither an object nor an array is refused in either way: by the envelope, or by the codec.
        if (head.Params[0] is not ((byte)'{' or (byte)'['))
            return;
        Assert.True(Envelope.TryRead(message, out var envelope), about);
        Assert.True(envelope.IsRequest && !envelope.IsNotification, about);
        Assert.True(envelope.Id.SequenceEqual(head.Id), about);
        Assert.True(envelope.Params.SequenceEqual(head.Params.Trim(" \n"u8)), about);
        Assert.True(JsonRpcMeta.TryRead(envelope.Meta, out var meta, out _), about);
        Assert.Equal(head.DeadlineMilliseconds, meta.Deadline?.TotalMilliseconds);
        Assert.True(envelope.Method.SequenceEqual(head.Method), about);
    }

    private static bool IsOneValue(ReadOnlySpan<byte> json)
    {
        try
        {
            WireValue.Read<JsonElement, JsonCodec>(json, WireMode.Strict, WireFormat.MaxDepth - 1);
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var edits = random.Next(3); edits >= 0; edits--)
        {
            var at = random.Next(text.Length + 1);
            var cut = Math.Min(random.Next(3), text.Length - at);
            text = text[..at] + (random.Next(3) == 0 ? "" : Pieces[random.Next(Pieces.Length)]) + text[(at + cut)..];
        }

        return text;
    }
}
