using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;

namespace Virtwire.Sdk.Tests.Framing.Stomp;

public sealed class StompProperties
{
    private static readonly Gen<string> Text = Gen.Elements("ab:\\\n\r\tcnr \u00e9\u20ac".ToCharArray()).ArrayOf().Select(characters => new string(characters));

    private static readonly Gen<byte[]> Garbage = Gen.Elements(
        "SEND\n"u8.ToArray(), "SEND\r\n"u8.ToArray(), "ACK\n"u8.ToArray(), "content-length:"u8.ToArray(), "content-length:3\n"u8.ToArray(),
        "k:v\n"u8.ToArray(), "k\\c:"u8.ToArray(), "\\"u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\0"u8.ToArray(), "\n\nabc\0"u8.ToArray(),
        "3"u8.ToArray(), [0xff], "\u00e9"u8.ToArray(), ":"u8.ToArray()).ArrayOf().Select(parts => parts.SelectMany(p => p).ToArray());

    public static TheoryData<string> Versions => ["1.0", "1.1", "1.2"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Any_bytes_are_read_alike_however_they_are_cut(string version) =>
        Prop.ForAll(Arb.From(from bytes in Garbage from cuts in Gen.Choose(0, 1000).ArrayOf() select (bytes, cuts)), given =>
        {
            var (bytes, cuts) = given;
            var whole = StompFeed.InPieces(StompFeed.Reader(version), bytes, []);
            return whole.SequenceEqual(StompFeed.InPieces(StompFeed.Reader(version), bytes, [.. cuts.Select(cut => cut % (bytes.Length + 1))]));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public void Any_text_comes_through_a_header_as_it_was(string version) =>
        Prop.ForAll(Arb.From(from name in Text from value in Text from body in Text select (name, value, body)), given =>
        {
            var (name, value, body) = given;
            var output = new FrameBuffer();
            var writer = new StompWriter(output, StompFeed.Version(version));
            writer.Begin("SEND"u8);
            writer.Header($"x{name}", value);
            writer.End(Encoding.UTF8.GetBytes(body));
            var reader = new StompReader(ofServer: false, new StompLimits(10_000)) { Head = { Version = StompFeed.Version(version) } };
            var read = reader.Read(output.Written, end: false);
            return read.Status == FrameStatus.Frame
                && read.Consumed == output.Length
                && reader.Head.At(0) == (StompHeaderName.Other, $"x{name}", value)
                && Encoding.UTF8.GetString(output.Written.Slice(read.Start, read.Length)) == body;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_1_0_cannot_say_breaks_no_frame() => Prop.ForAll(Arb.From(from name in Text from value in Text select (name, value)), given =>
    {
        var output = new FrameBuffer();
        var writer = new StompWriter(output, StompVersion.V10);
        writer.Begin("SEND"u8);
        writer.Header($"x{given.name}", given.value);
        writer.Header("message"u8, given.value);
        writer.End();
        var reader = new StompReader(ofServer: false, new StompLimits(10_000)) { Head = { Version = StompVersion.V10 } };
        var read = reader.Read(output.Written, end: false);
        return read.Status == FrameStatus.Frame && read.Consumed == output.Length && reader.Head.Has(StompHeaderName.Message);
    }).QuickCheckThrowOnFailure();
}
