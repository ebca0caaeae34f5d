using System.Text;
using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Tests.Rpc;

public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1e400")]
    [InlineData("12345678901234567890123")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"a\\u0062\\/\\n\u00e9\"")]
    public void An_id_is_kept_byte_for_byte(string id)
    {
        Assert.True(Read($$"""{ "jsonrpc" : "2.0" , "id" : {{id}} , "method" : "a.b" }""", out var envelope));

        Assert.Equal(id, Encoding.UTF8.GetString(envelope.Id));
        Assert.True(envelope.IsRequest);
        Assert.False(envelope.IsNotification);
    }

    [Fact]
    public void The_parts_are_slices_of_the_message()
    {
        const string Message = """
            {"meta":{"deadline":5},"params":{"a":[1,{"b":"]}"}]},"method":"Domain.list","id":1,"jsonrpc":"2.0","other":{"x":[]}}
            """;
        Assert.True(Read(Message, out var envelope));

        Assert.Equal("Domain.list"u8, envelope.Method);
        Assert.Equal("""{"a":[1,{"b":"]}"}]}"""u8, envelope.Params);
        Assert.Equal("""{"deadline":5}"""u8, envelope.Meta);
        Assert.True(envelope.Result.IsEmpty);
        Assert.True(envelope.Error.IsEmpty);
    }

    [Fact]
    public void Names_may_be_escaped()
    {
        Assert.True(Read("""{"json\u0072pc":"2.\u0030","\u0069d":1,"m\u0065thod":"Domain\u002elist","\u0070arams":[]}""", out var envelope));

        Assert.Equal("Domain.list"u8, envelope.Method);
        Assert.Equal("1"u8, envelope.Id);
        Assert.Equal("[]"u8, envelope.Params);
    }

    [Fact]
    public void A_message_without_an_id_is_a_notification()
    {
        Assert.True(Read("""{"jsonrpc":"2.0","method":"update","params":[1,2]}""", out var envelope));

        Assert.True(envelope.IsNotification);
        Assert.True(envelope.Id.IsEmpty);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":null}""", "null", "")]
    [InlineData("""{"jsonrpc":"2.0","result":{"a":1},"id":"x"}""", """{"a":1}""", "")]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":1},"id":null}""", "", """{"code":1}""")]
    public void Answers_have_a_result_or_an_error(string message, string result, string error)
    {
        Assert.True(Read(message, out var envelope));

        Assert.False(envelope.IsRequest);
        Assert.Equal(result, Encoding.UTF8.GetString(envelope.Result));
        Assert.Equal(error, Encoding.UTF8.GetString(envelope.Error));
    }

    [Theory]
    [InlineData("", nameof(EnvelopeFault.Syntax))]
    [InlineData("x", nameof(EnvelopeFault.Syntax))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b" """, nameof(EnvelopeFault.Syntax))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b"}}""", nameof(EnvelopeFault.Syntax))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b"}{}""", nameof(EnvelopeFault.Syntax))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b",}""", nameof(EnvelopeFault.Syntax))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b","params":{"a":NaN}}""", nameof(EnvelopeFault.Syntax))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b"} // no""", nameof(EnvelopeFault.Syntax))]
    [InlineData("1", nameof(EnvelopeFault.NotAnObject))]
    [InlineData("null", nameof(EnvelopeFault.NotAnObject))]
    [InlineData("[]", nameof(EnvelopeFault.NotAnObject))]
    [InlineData("[1,", nameof(EnvelopeFault.Syntax))]
    [InlineData("{}", nameof(EnvelopeFault.Version))]
    [InlineData("""{"id":1,"method":"a.b"}""", nameof(EnvelopeFault.Version))]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"a.b"}""", nameof(EnvelopeFault.Version))]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"a.b"}""", nameof(EnvelopeFault.Version))]
    [InlineData("""{"jsonrpc":"2.0","id":[],"method":"a.b"}""", nameof(EnvelopeFault.Id))]
    [InlineData("""{"jsonrpc":"2.0","id":true,"method":"a.b"}""", nameof(EnvelopeFault.Id))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":1,"params":"bar"}""", nameof(EnvelopeFault.Method))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", nameof(EnvelopeFault.Method))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b","params":"bar"}""", nameof(EnvelopeFault.Params))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b","params":null}""", nameof(EnvelopeFault.Params))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":"bar"}""", nameof(EnvelopeFault.Error))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b","meta":[]}""", nameof(EnvelopeFault.Meta))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":1,"method":"a.b"}""", nameof(EnvelopeFault.Duplicate))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b","m\u0065thod":"a.b"}""", nameof(EnvelopeFault.Duplicate))]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", nameof(EnvelopeFault.Kind))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":1,"error":{}}""", nameof(EnvelopeFault.Kind))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b","result":1}""", nameof(EnvelopeFault.Kind))]
    [InlineData("""{"jsonrpc":"2.0","result":1}""", nameof(EnvelopeFault.Kind))]
    public void What_is_no_message_has_a_fault(string message, string fault)
    {
        Assert.False(Read(message, out var envelope));

        Assert.Equal(fault, envelope.Fault.ToString());
        Assert.NotEmpty(envelope.Fault.Describe());
    }

    [Fact]
    public void The_id_of_a_faulty_message_can_still_be_answered()
    {
        Assert.False(Read("""{"jsonrpc":"2.0","method":1,"id":"x7"}""", out var envelope));

        Assert.Equal("\"x7\""u8, envelope.Id);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"a.b","id":2}""", nameof(EnvelopeFault.Duplicate))]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"i\u0064":3,"method":"a.b"}""", nameof(EnvelopeFault.Duplicate))]
    [InlineData("""{"jsonrpc":"1.0","id":1,"id":2,"method":"a.b"}""", nameof(EnvelopeFault.Version))]
    public void Of_two_ids_none_is_meant(string message, string fault)
    {
        Assert.False(Read(message, out var envelope));

        Assert.Equal(fault, envelope.Fault.ToString());
        Assert.True(envelope.Id.IsEmpty);
    }

    [Fact]
    public void Bad_utf8_in_a_name_or_an_id_is_refused()
    {
        Assert.False(Envelope.TryRead([.. """{"jsonrpc":"2.0","method":"a"""u8, 0xff, .. "\"}"u8], out var method));
        Assert.Equal(EnvelopeFault.Method, method.Fault);
        Assert.False(Envelope.TryRead([.. """{"jsonrpc":"2.0","method":"a.b","id":"a"""u8, 0xff, .. "\"}"u8], out var id));
        Assert.Equal(EnvelopeFault.Id, id.Fault);
    }

    [Theory]
    [InlineData(63, nameof(EnvelopeFault.None))]
    [InlineData(64, nameof(EnvelopeFault.TooDeep))]
    [InlineData(5000, nameof(EnvelopeFault.TooDeep))]
    public void Depth_is_bounded(int depth, string fault)
    {
        // The envelope itself is one level.
        var nested = new string('[', depth) + new string(']', depth);
        Read($$"""{"jsonrpc":"2.0","id":1,"method":"a.b","params":{{nested}}}""", out var envelope);

        Assert.Equal(fault, envelope.Fault.ToString());
    }

    [Fact]
    public void Deep_and_broken_is_too_deep_when_the_depth_comes_first()
    {
        Read("""{"jsonrpc":"2.0","params":""" + new string('[', 100), out var envelope);

        Assert.Equal(EnvelopeFault.TooDeep, envelope.Fault);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ 1 , \"]\" , [ 2 , 3 ] , { \"a\" : [ ] } , null ] ", "1", "\"]\"", "[ 2 , 3 ]", "{ \"a\" : [ ] }", "null")]
    public void A_batch_is_taken_apart(string message, params string[] expected)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        Assert.True(JsonInput.IsArray(bytes));
        Assert.True(BatchReader.TryOpen(bytes, out var batch, out var count, out _));

        var found = new List<string>();
        while (batch.MoveNext())
            found.Add(Encoding.UTF8.GetString(batch.Current));

        Assert.Equal(expected, found);
        Assert.Equal(expected.Length, count);
    }

    [Theory]
    [InlineData("[1,]", nameof(EnvelopeFault.Syntax))]
    [InlineData("[{\"jsonrpc\": \"2.0\", \"method\"]", nameof(EnvelopeFault.Syntax))]
    [InlineData("[1][2]", nameof(EnvelopeFault.Syntax))]
    public void A_broken_batch_is_one_fault(string message, string expected)
    {
        Assert.False(BatchReader.TryOpen(Encoding.UTF8.GetBytes(message), out _, out _, out var fault));

        Assert.Equal(expected, fault.ToString());
    }

    private static bool Read(string message, out Envelope envelope) => Envelope.TryRead(Encoding.UTF8.GetBytes(message), out envelope);
}
