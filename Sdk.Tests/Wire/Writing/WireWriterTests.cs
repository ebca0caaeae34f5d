using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Writing;

/// <summary>Our writer against the framework's: the same bytes for everything.</summary>
public sealed class WireWriterTests
{
    private delegate void Writing(ref WireWriter writer);

    [Fact]
    public void Text_is_escaped_as_the_framework_escapes_it() => Generate.AnyUtf16.Holds(static text =>
        Ours((ref WireWriter writer) => writer.WriteText(text)).SequenceEqual(Theirs(writer => writer.WriteStringValue(text))));

    [Fact]
    public void Long_text_is_escaped_as_the_framework_escapes_it() => Generate.AnyUtf16.Holds(static text =>
    {
        // Every place of the text comes to lie where the writer parts long text.
        var repeated = string.Concat(Enumerable.Repeat(text + "'", 60));
        return Ours((ref WireWriter writer) => writer.WriteText(repeated)).SequenceEqual(Theirs(writer => writer.WriteStringValue(repeated)));
    });

    [Fact]
    public void Halves_of_pairs_are_told_before_anything_is_written() => Generate.AnyUtf16.Holds(static text =>
    {
        var isText = true;
        var written = Ours((ref WireWriter writer) => isText = writer.TryWriteText(text));
        var isValid = Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)) == text;
        return isText == isValid && written.SequenceEqual(isText ? Theirs(writer => writer.WriteStringValue(text)) : []);
    });

    [Fact]
    public void Every_character_is_escaped_as_the_framework_escapes_it()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var text = ((char)c).ToString();
            Assert.Equal(Theirs(writer => writer.WriteStringValue(text)), Ours((ref WireWriter writer) => writer.WriteText(text)));
        }
    }

    [Fact]
    public void Numbers_are_written_as_the_framework_writes_them()
    {
        Longs.Holds(static number =>
            Ours((ref WireWriter writer) => writer.WriteNumber(number)).SequenceEqual(Theirs(writer => writer.WriteNumberValue(number))));
        Doubles.Holds(static number =>
            Ours((ref WireWriter writer) => writer.WriteNumber(number)).SequenceEqual(Theirs(writer => writer.WriteNumberValue(number))));
        Longs.Holds(static number => Ours((ref WireWriter writer) => writer.WriteQuoted((ulong)number))
            .SequenceEqual(Theirs(writer => writer.WriteStringValue(((ulong)number).ToString(null, null)))));
    }

    [Fact]
    public void Bytes_and_uuids_are_written_as_the_framework_writes_them()
    {
        var bytes = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary();
        bytes.Holds(static value =>
            Ours((ref WireWriter writer) => writer.WriteBase64(value)).SequenceEqual(Theirs(writer => writer.WriteBase64StringValue(value))));
        ArbMap.Default.ArbFor<Guid>().Holds(static value =>
            Ours((ref WireWriter writer) => writer.WriteQuoted(value)).SequenceEqual(Theirs(writer => writer.WriteStringValue(value))));
    }

    [Fact]
    public void Opaque_json_is_written_as_the_framework_writes_it() => Texts.Holds(static text =>
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        var element = JsonElement.Parse(text, options);
        return Ours((ref WireWriter writer) => JsonCodec.WriteWire(ref writer, element)).SequenceEqual(Theirs(element.WriteTo));
    });

    [Fact]
    public void Bad_text_in_opaque_json_is_written_as_the_framework_writes_it()
    {
        var element = JsonElement.Parse([(byte)'"', (byte)'a', 0xC3, 0xFF, (byte)'b', 0xE2, 0x82, (byte)'"']);
        Assert.Equal(Theirs(element.WriteTo), Ours((ref WireWriter writer) => JsonCodec.WriteWire(ref writer, element)));

        var half = JsonElement.Parse("\"\\ud800\"");
        Assert.Throws<InvalidOperationException>(() => Ours((ref WireWriter writer) => JsonCodec.WriteWire(ref writer, half)));
    }

    [Fact]
    public void Objects_get_their_commas_and_braces()
    {
        Assert.Equal("""{"a":{},"b":[],"c d":[{"e":null},{},true],"f":"g"}""", Encoding.UTF8.GetString(Ours(static (ref WireWriter writer) =>
        {
            writer.BeginObject();
            writer.WriteName("\"a\":"u8);
            writer.BeginObject();
            writer.EndObject();
            writer.WriteName("\"b\":"u8);
            writer.BeginArray();
            writer.EndArray();
            writer.WriteName("c d");
            writer.BeginArray();
            writer.BeginObject();
            writer.WriteName("\"e\":"u8);
            writer.WriteNull();
            writer.EndObject();
            writer.NextItem();
            writer.BeginObject();
            writer.EndObject();
            writer.NextItem();
            writer.WriteBoolean(true);
            writer.EndArray();
            writer.WriteName("\"f\":\"g\""u8);
            writer.EndObject();
        })));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void What_is_nested_without_end_is_an_exception(int levels, bool isWritten)
    {
        var written = Record.Exception(() => Ours((ref WireWriter writer) =>
        {
            for (var i = 0; i < levels; i++)
                writer.BeginArray();
        }));
        var theirs = Record.Exception(() => Theirs(writer =>
        {
            for (var i = 0; i < levels; i++)
                writer.WriteStartArray();
        }));

        Assert.Equal(isWritten, written is null);
        Assert.Equal(theirs?.GetType(), written?.GetType());
    }

    [Fact]
    public void A_large_value_is_written_in_pieces_that_the_buffer_takes()
    {
        var names = Enumerable.Range(0, 20_000).Select(static i => $"domain-{i} \"ü\"").ToList();
        var output = new FrameBuffer();

        WireValue.Write<IReadOnlyList<string>, ListCodec<string, StringCodec>>(output, names);

        Assert.Equal(names, WireValue.Read<IReadOnlyList<string>, ListCodec<string, StringCodec>>(output.Written, WireMode.Strict));
        Assert.True(output.Capacity < 3 * output.Length, $"{output.Capacity} bytes were taken for {output.Length}.");
        output.Release();
    }

    private static Arbitrary<long> Longs { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<long>(),
        Gen.Choose(0, 63).Select(static bits => 1L << bits),
        Gen.Elements(0, long.MinValue, long.MaxValue)).ToArbitrary();

    private static Arbitrary<double> Doubles { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble),
        ArbMap.Default.GeneratorFor<long>().Select(static i => i / 100.0),
        Gen.Elements(-0.0, double.Epsilon, double.MaxValue, 1e21, 1e-7, 123456789012345680)).Where(double.IsFinite).ToArbitrary();

    /// <summary>JSON with white space, comments, escapes and numbers in odd forms.</summary>
    private static Arbitrary<string> Texts { get; } = Json(4).ToArbitrary();

    private static Gen<string> Json(int depth)
    {
        var scalar = Gen.OneOf(
            Generate.EscapedText.Generator.Select(static text => text.Json),
            Gen.Elements("null", "true", "false", "0", "-0", "1.50", "1e400", "-12E+3", "123456789012345678901234567890"));
        if (depth == 0)
            return scalar;
        var item = from json in Json(depth - 1)
                   from space in Gen.Elements("", " ", "\n\t", "/* */")
                   select space + json + space;
        var member = from name in Generate.EscapedText.Generator
                     from value in item
                     select name.Json + ":" + value;
        return Gen.OneOf(
            scalar,
            item.ListOf().Select(static items => $"[{string.Join(',', items.Take(4))}]"),
            member.ListOf().Select(static members => $$"""{ {{string.Join(',', members.Take(4))}} }"""));
    }

    private static byte[] Ours(Writing write)
    {
        var output = new ScantBuffer();
        var writer = new WireWriter(output);
        write(ref writer);
        writer.Flush();
        return output.ToArray();
    }

    private static byte[] Theirs(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, WireFormat.WriterOptions))
            write(writer);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Grants no byte more than it is asked for.</summary>
    private sealed class ScantBuffer : IBufferWriter<byte>
    {
        private readonly List<byte> _bytes = [];
        private byte[] _granted = [];

        public byte[] ToArray() => [.. _bytes];

        public void Advance(int count) => _bytes.AddRange(_granted.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => _granted = new byte[Math.Max(sizeHint, 1)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
