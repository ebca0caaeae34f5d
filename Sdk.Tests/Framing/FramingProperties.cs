using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Framing;

namespace Virtwire.Sdk.Tests.Framing;

public sealed class FramingProperties
{
    private const int MaxMessageBytes = 40;

    private static readonly Gen<string> Message =
        from size in Gen.Choose(1, 2 * MaxMessageBytes)
        from text in Gen.Elements("{}[]\":, x0\u00e9".ToCharArray()).ArrayOf(size)
        select $"{{{new string(text)}";

    private static readonly Gen<(string[] Messages, int[] Cuts)> Conversation =
        from messages in Message.ArrayOf()
        from cuts in Gen.Choose(0, 1000).ArrayOf()
        select (messages, cuts);

    public static TheoryData<string> Framings => ["lines", "headers"];

    [Theory]
    [MemberData(nameof(Framings))]
    public void What_is_written_is_read_however_it_is_cut(string name) =>
        Prop.ForAll(Arb.From(Conversation), conversation =>
        {
            var bytes = Write(Make(name), conversation.Messages);
            var expected = conversation.Messages.Select(message =>
                Encoding.UTF8.GetByteCount(message) > MaxMessageBytes ? FrameFeed.TooLarge : message);
            int[] cuts = [.. conversation.Cuts.Select(cut => cut % (bytes.Length + 1))];

            return expected.SequenceEqual(FrameFeed.InPieces(Make(name), bytes, cuts));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Framings))]
    public void Any_bytes_are_read_alike_however_they_are_cut(string name) =>
        Prop.ForAll(Arb.From(Garbage.Two()), garbage =>
        {
            var (bytes, cuts) = garbage;
            var whole = FrameFeed.Whole(Make(name), bytes);
            return whole.SequenceEqual(FrameFeed.InPieces(Make(name), bytes, [.. cuts.Select(cut => cut % (bytes.Length + 1))]));
        }).QuickCheckThrowOnFailure();

    private static Gen<byte[]> Garbage { get; } =
        Gen.Elements("Content-Length: \r\n\n\r0123{} \t\u00ff"u8.ToArray()).ArrayOf();

    private static MessageFraming Make(string name) =>
        name == "lines" ? new LineFraming(MaxMessageBytes) : new HeaderFraming(MaxMessageBytes, 64);

    private static byte[] Write(MessageFraming framing, IEnumerable<string> messages)
    {
        var output = new FrameBuffer();
        foreach (var message in messages)
        {
            var body = framing.BeginFrame(output);
            output.Append(Encoding.UTF8.GetBytes(message));
            framing.EndFrame(output, body);
        }

        return output.Written.ToArray();
    }
}
