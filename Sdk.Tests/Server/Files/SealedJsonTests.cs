using System.Text;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Tests.Server.Files;

public sealed class SealedJsonTests
{
    private static readonly byte[] Text = SealedJson.Write(static json => json.WriteStringValue("<a>'ü'</a>"));

    [Fact]
    public void What_was_written_is_read() => Assert.Equal("<a>'ü'</a>", SealedJson.Read(Text).GetString());

    [Fact]
    public void The_beginning_of_it_is_refused()
    {
        // Without its line end it is whole.
        for (var length = 0; length < Text.Length - 1; length++)
            Assert.Throws<FormatException>(() => SealedJson.Read(Text.AsMemory(0, length)));
    }

    [Fact]
    public void A_byte_that_has_changed_is_seen()
    {
        for (var i = 0; i < Text.Length - 1; i++)
        {
            var changed = (byte[])Text.Clone();
            changed[i] ^= 1;
            Assert.Throws<FormatException>(() => SealedJson.Read(changed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"sha256":1,"content":2}""")]
    public void Something_else_is_refused(string text) => Assert.Throws<FormatException>(() => SealedJson.Read(Encoding.UTF8.GetBytes(text)));
}
