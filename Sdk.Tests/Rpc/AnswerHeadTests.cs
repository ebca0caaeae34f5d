using System.Text;
using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Tests.Rpc;

/// <summary>Only what our own server writes is taken for an answer without parsing it.</summary>
public sealed class AnswerHeadTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("4503599627370495", 4503599627370495)]
    public void Our_own_form_is_recognized(string id, long expected)
    {
        Assert.True(AnswerHead.TryRead(Answer(id), out var read, out var result));
        Assert.Equal(expected, read);
        Assert.Equal("{}"u8, result);
    }

    [Theory]
    [InlineData("+5")]
    [InlineData("05")]
    [InlineData("00")]
    [InlineData("-0")]
    [InlineData("-5")]
    [InlineData("5.0")]
    [InlineData("5e0")]
    [InlineData(" 5")]
    [InlineData("\"5\"")]
    [InlineData("")]
    public void An_id_that_is_written_otherwise_is_not(string id)
    {
        Assert.False(AnswerHead.TryRead(Answer(id), out _, out _));
        Assert.False(CallId.TryParse(Encoding.UTF8.GetBytes(id), out _));
    }

    private static byte[] Answer(string id) => Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{}}""");
}
