using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;

namespace Virtwire.Sdk.Tests.Framing.Stomp;

/// <summary>The syntax of frames, rule by rule and version by version, wherever the bytes are cut. The zero at a frame's end is written as ^.</summary>
public sealed class StompReaderTests
{
    [Theory]
    [InlineData("1.2", "SEND\r\na:b\r\n\r\nx^", "SEND{a=b}x")]
    [InlineData("1.2", "SEND\na:b\n\nx^", "SEND{a=b}x")]
    [InlineData("1.2", "SEND\r\na:b\n\r\nx^", "SEND{a=b}x")]
    [InlineData(null, "CONNECT\r\nhost:h\r\n\r\n^", "CONNECT{host=h}")]
    public void Lines_end_with_LF_or_CR_LF_in_1_2(string? version, string bytes, string expected) => Check(version, bytes, expected);

    [Theory]
    [InlineData("1.0", "SEND\na:b\r\n\nx^", "SEND{a=b\r}x")]
    [InlineData("1.1", "SEND\na:b\r\n\nx^", "SEND{a=b\r}x")]
    [InlineData("1.1", "SEND\r\na:b\n\nx^", "(FrameCommand)")]
    [InlineData("1.1", "SEND\na:b\n\r\n\nx^", "(FrameHeaderSyntax)")]
    public void A_CR_is_not_stripped_before_1_2(string version, string bytes, string expected) => Check(version, bytes, expected);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public void Ends_of_lines_between_frames_are_passed_over(string version) =>
        Check(version, "\n\n\r\nSEND\n\nx^\n\r\n\nSEND\n\ny^\n\n", "SEND{}x", "SEND{}y");

    [Theory]
    [InlineData("SEND\nDestination:a\n\n^", "SEND{Destination=a}")]
    [InlineData("send\n\n^", "(FrameCommand)")]
    [InlineData("Send\n\n^", "(FrameCommand)")]
    public void Names_are_case_sensitive(string bytes, string expected) => Check("1.2", bytes, expected);

    [Fact]
    public void Only_the_very_name_is_a_known_header()
    {
        var reader = StompFeed.Reader("1.2");
        reader.Read("SEND\nDestination:a\n\n\0"u8, end: false);
        Assert.False(reader.Head.Has(StompHeaderName.Destination));
        reader.Read("SEND\ndestination:a\n\n\0"u8, end: false);
        Assert.Equal("a", reader.Head.Text(StompHeaderName.Destination));
    }

    [Theory]
    [InlineData("1.1", """a\nb""", "a\nb")]
    [InlineData("1.1", """a\cb""", "a:b")]
    [InlineData("1.1", """a\\b""", "a\\b")]
    [InlineData("1.1", """\\n""", "\\n")]
    [InlineData("1.2", """a\nb\c\\""", "a\nb:\\")]
    public void LF_colon_and_backslash_are_unescaped(string version, string written, string read) =>
        Check(version, $"SEND\nk:{written}\n\n^", $"SEND{{k={read}}}");

    [Fact]
    public void A_name_is_unescaped_as_well() => Check("1.2", "SEND\nk\\c1:v\n\n^", "SEND{k:1=v}");

    [Fact]
    public void CR_is_unescaped_in_1_2() => Check("1.2", "SEND\nk:a\\rb\n\n^", "SEND{k=a\rb}");

    [Theory]
    [InlineData("1.1", """a\rb""")]
    [InlineData("1.1", """a\tb""")]
    [InlineData("1.2", """a\tb""")]
    [InlineData("1.2", """a\Nb""")]
    [InlineData("1.2", """a\""")]
    [InlineData("1.2", """\\\""")]
    public void An_escape_that_the_version_does_not_have_is_fatal(string version, string written)
    {
        Check(version, $"SEND\nk:{written}\n\n^", "(FrameEscape)");
        Check(version, $"SEND\n{written}:v\n\n^", "(FrameEscape)");
    }

    [Theory]
    [InlineData("""a\nb""")]
    [InlineData("""a\tb""")]
    [InlineData("""a\""")]
    public void Nothing_is_unescaped_in_1_0(string written) => Check("1.0", $"SEND\nk:{written}\n\n^", $"SEND{{k={written}}}");

    [Theory]
    [InlineData(null, "CONNECT", false)]
    [InlineData("1.2", "CONNECT", false)]
    [InlineData("1.2", "STOMP", false)]
    [InlineData("1.2", "CONNECTED", true)]
    public void Nothing_is_unescaped_in_CONNECT_and_CONNECTED(string? version, string command, bool ofServer) => StompFeed.AssertSameForEverySplit(
        () => StompFeed.Reader(version, ofServer),
        Encoding.UTF8.GetBytes($"{command}\npasscode:a\\c\\t\n\n\0"),
        $"{command}{{passcode=a\\c\\t}}");

    [Theory]
    [InlineData("1.1", " k : v ", " k = v ")]
    [InlineData("1.2", " k : v ", " k = v ")]
    [InlineData("1.2", "k:\t", "k=\t")]
    [InlineData("1.0", " k : v\t", "k=v")]
    [InlineData("1.0", "k:  ", "k=")]
    public void White_space_is_trimmed_in_1_0_only(string version, string line, string read) =>
        Check(version, $"SEND\n{line}\n\n^", $"SEND{{{read}}}");

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public void A_colon_inside_a_value_is_part_of_it(string version) => Check(version, "SEND\nk:a:b::\n\n^", "SEND{k=a:b::}");

    [Theory]
    [InlineData("SEND\n:v\n\n^")]
    [InlineData("SEND\nkv\n\n^")]
    public void A_header_needs_a_name_and_a_colon(string bytes) => Check("1.2", bytes, "(FrameHeaderSyntax)");

    [Fact]
    public void The_first_of_repeated_headers_holds()
    {
        var reader = StompFeed.Reader("1.2");
        reader.Read("SEND\ndestination:a\ndestination:b\n\n\0"u8, end: false);
        Assert.Equal("a", reader.Head.Text(StompHeaderName.Destination));
        Check("1.2", "SEND\ncontent-length:2\ncontent-length:9\n\nab^", "SEND{content-length=2;content-length=9}ab");
    }

    [Fact]
    public void Headers_are_UTF_8()
    {
        Check("1.2", "SEND\nk\u00e9:\u20ac\U0001F600\n\n^", "SEND{k\u00e9=\u20ac\U0001F600}");
        Check("1.2", [.. "SEND\nk:"u8, 0xff, .. "\n\n\0"u8], "(FrameNotText)");
    }

    [Theory]
    [InlineData("SEND\ncontent-length:4\n\na^b^^", "SEND{content-length=4}a\0b\0")]
    [InlineData("SEND\ncontent-length:4\n\n\u00e9\u00e9^", "SEND{content-length=4}\u00e9\u00e9")]
    [InlineData("SEND\ncontent-length:0\n\n^", "SEND{content-length=0}")]
    [InlineData("SEND\ncontent-length:007\n\n1234567^", "SEND{content-length=007}1234567")]
    [InlineData("SEND\n\n12345678901234567890^", "SEND{}12345678901234567890")]
    public void The_length_counts_octets_and_zeros_and_may_be_left_out(string bytes, string expected) => Check("1.2", bytes, expected);

    [Theory]
    [InlineData("SEND\ncontent-length:1\n\nabc^")]
    [InlineData("SEND\ncontent-length:0\n\na^")]
    public void A_zero_must_follow_the_length(string bytes) => Check("1.2", bytes, "(FrameNulMissing)");

    [Theory]
    [InlineData("-1", "LengthInvalid")]
    [InlineData("+1", "LengthInvalid")]
    [InlineData("", "LengthInvalid")]
    [InlineData("1x", "LengthInvalid")]
    [InlineData(" 1", "LengthInvalid")]
    [InlineData("1.0", "LengthInvalid")]
    [InlineData("9999999999999999999", "LengthInvalid")]
    [InlineData("999999999999999999", "FrameBodyTooLarge")]
    [InlineData("4294967296", "FrameBodyTooLarge")]
    [InlineData("25", "FrameBodyTooLarge")]
    public void A_length_that_is_bad_negative_or_huge_is_fatal(string length, string fault) =>
        Check("1.2", $"SEND\ncontent-length:{length}\n\na^", $"({fault})");

    [Theory]
    [InlineData("SUBSCRIBE\nid:1\n\na^")]
    [InlineData("CONNECT\n\na^")]
    [InlineData("DISCONNECT\ncontent-length:1\n\na^")]
    public void Only_SEND_may_have_a_body(string bytes)
    {
        Check("1.2", bytes, "(FrameBodyNotAllowed)");
        Check("1.2", "ACK\ncontent-length:0\n\n^", "ACK{content-length=0}");
    }

    [Fact]
    public void Limits_hold_to_the_byte()
    {
        Check("1.2", $"SEND\n\n{new string('x', 24)}^", $"SEND{{}}{new string('x', 24)}");
        Check("1.2", $"SEND\n\n{new string('x', 25)}^", "(FrameBodyTooLarge)");
        Check("1.2", $"SEND\nk:{new string('x', 38)}\n\n^", $"SEND{{k={new string('x', 38)}}}");
        Check("1.2", $"SEND\nk:{new string('x', 39)}\n\n^", "(FrameLineTooLong)");
        Check("1.2", new string('x', 41), "(FrameLineTooLong)");
        Check("1.2", "SEND\na:1\nb:2\nc:3\nd:4\n\n^", "SEND{a=1;b=2;c=3;d=4}");
        Check("1.2", "SEND\na:1\nb:2\nc:3\nd:4\ne:5\n\n^", "(HeadersTooMany)");
        Check("1.2", string.Concat(Enumerable.Repeat($"k:{new string('x', 34)}\n", 3).Prepend("SEND\n")), "(HeaderTooLong)");
    }

    [Theory]
    [InlineData("SEND\nk:v^\n\n^", "(FrameNulInHead)")]
    [InlineData("SEND^\n\n^", "(FrameNulInHead)")]
    [InlineData("SEND\nk:v\n^", "(FrameNulInHead)")]
    [InlineData("^", "(FrameNulInHead)")]
    public void A_zero_within_the_headers_is_fatal(string bytes, string expected) => Check("1.2", bytes, expected);

    [Theory]
    [InlineData("JUMP\n\n^")]
    [InlineData("MESSAGE\n\n^")]
    [InlineData(" SEND\n\n^")]
    [InlineData("SEND \n\n^")]
    [InlineData("\rSEND\n\n^")]
    public void A_command_that_no_client_has_is_fatal(string bytes) => Check("1.2", bytes, "(FrameCommand)");

    [Theory]
    [InlineData("SEN")]
    [InlineData("SEND\nk:v\n")]
    [InlineData("SEND\n\nabc")]
    [InlineData("SEND\ncontent-length:3\n\nabc")]
    [InlineData("\n\r")]
    public void An_end_within_a_frame_is_seen(string bytes) => Check("1.2", bytes, "(Truncated)");

    [Fact]
    public void Lines_that_come_again_are_read_as_if_they_were_new()
    {
        const string Frames = "SEND\na:1\ncontent-length:1\n\nx^SEND\na:1\ncontent-length:2\n\nxy^SEND\na:1\n\nz^SEND\na:12\ncontent-length:1\n\nx^"
            + "SEND\nb:1\na:1\n\nx^ACK\nb:1\n\n^SEND\n\n^";
        Check("1.2", Frames,
            "SEND{a=1;content-length=1}x",
            "SEND{a=1;content-length=2}xy",
            "SEND{a=1}z",
            "SEND{a=12;content-length=1}x",
            "SEND{b=1;a=1}x",
            "ACK{b=1}",
            "SEND{}");
    }

    [Fact]
    public void A_header_that_came_before_is_forgotten()
    {
        var reader = StompFeed.Reader("1.2");
        reader.Read("SEND\nid:1\nreceipt:r\nreply-to:a\n\n\0"u8, end: false);
        Assert.Equal("r", reader.Head.Text(StompHeaderName.Receipt));
        reader.Read("SEND\nid:1\nreply-to:a\n\n\0"u8, end: false);
        Assert.False(reader.Head.Has(StompHeaderName.Receipt));
        Assert.Equal("a", reader.Head.Text(StompHeaderName.ReplyTo));
    }

    [Fact]
    public void A_long_body_is_looked_at_once()
    {
        var reader = new StompReader(ofServer: false, new StompLimits(1 << 20)) { Head = { Version = StompVersion.V12 } };
        Assert.Equal(6, reader.Read("SEND\n\n"u8, end: false).Consumed);
        var body = new byte[1 << 20];
        body.AsSpan().Fill((byte)'x');
        for (var length = 1; length < body.Length; length += 4096)
            Assert.Equal(FrameStatus.NeedMore, reader.Read(body.AsSpan(0, length), end: false).Status);

        // A zero put where the reader has looked already must not be seen any more.
        body[100] = 0;
        Assert.Equal(FrameStatus.NeedMore, reader.Read(body, end: false).Status);
    }

    [Fact]
    public void Heads_are_not_kept_in_the_buffer_and_what_a_body_lacks_is_said_in_advance()
    {
        var reader = new StompReader(ofServer: false, new StompLimits(5000));
        Assert.Equal(FrameRead.NeedMore(27, wanted: 4322), reader.Read("SEND\ncontent-length:4321\n\nx"u8, end: false) with { Consumed = 27 });
        Assert.Equal(5, StompFeed.Reader("1.2").Read("SEND\nk:"u8, end: false).Consumed);
    }

    private static void Check(string? version, string bytes, params string[] expected) =>
        Check(version, Encoding.UTF8.GetBytes(bytes.Replace('^', '\0')), expected);

    private static void Check(string? version, byte[] bytes, params string[] expected) =>
        StompFeed.AssertSameForEverySplit(() => StompFeed.Reader(version), bytes, expected);
}
