using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

public sealed class BytesUuidUriCodecTests
{
    [Fact]
    public void Bytes_come_back_and_are_base64() => ArbMap.Default.ArbFor<byte[]>().Holds(bytes =>
    {
        var json = Probe.Write<ReadOnlyMemory<byte>, BytesCodec>(bytes);
        return Probe.Read<ReadOnlyMemory<byte>, BytesCodec>(json).Span.SequenceEqual(bytes)
            && JsonSerializer.Deserialize<byte[]>(json)!.AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Near_base64_is_refused_or_read_as_the_framework_reads_it() =>
        Generate.StringOf("A", "AA", "/w", "QQ", "+", "/", "\\/", "=", "==", " ", "\\n", "-", "_", "é", "\\u0041").Holds(json =>
            Probe.RefusesOrAgrees<ReadOnlyMemory<byte>, BytesCodec, byte[]>(
                Encoding.UTF8.GetBytes(json),
                (ours, theirs) => ours.Span.SequenceEqual(theirs)));

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"QQ==\"", "A")]
    [InlineData("\"QUI=\"", "AB")]
    [InlineData("\"Pz8\\/\"", "???")]
    public void Bytes_are_read_padded_and_escaped(string json, string ascii) =>
        Assert.Equal(ascii, Encoding.ASCII.GetString(Probe.Read<ReadOnlyMemory<byte>, BytesCodec>(json).Span));

    [Theory]
    [InlineData("\"QQ\"")]
    [InlineData("\"QQ=\"")]
    [InlineData("\"QQ===\"")]
    [InlineData("\"QR==\"")]
    [InlineData("\"QY==\"")]
    [InlineData("\"QUJ=\"")]
    [InlineData("\"QUK=\"")]
    [InlineData("\"QUI=QUI=\"")]
    [InlineData("\"QU\\nI=\"")]
    [InlineData("\" QUI\"")]
    [InlineData("\"____\"")]
    [InlineData("\"====\"")]
    [InlineData("\"A===\"")]
    public void Loose_base64_is_refused(string json) =>
        Assert.Equal((WireFault.Format, ""), Probe.Refusal<ReadOnlyMemory<byte>, BytesCodec>(json));

    [Fact]
    public void Bytes_have_one_base64_form() =>
        Generate.Of("A", "B", "Q", "Y", "w", "/", "+", "=", "==", "AAAA").Holds(text =>
        {
            try
            {
                return Probe.Write<ReadOnlyMemory<byte>, BytesCodec>(Probe.Read<ReadOnlyMemory<byte>, BytesCodec>($"\"{text}\"")) == $"\"{text}\"";
            }
            catch (WireException)
            {
                return true;
            }
        });

    [Fact]
    public void Uuid_comes_back() => ArbMap.Default.ArbFor<Guid>().Holds(value =>
        Probe.RoundTrip<Guid, UuidCodec>(value) == value && Probe.Write<Guid, UuidCodec>(value) == JsonSerializer.Serialize(value));

    [Fact]
    public void Damaged_uuids_are_refused_or_read_as_the_framework_reads_them() =>
        Generate.DamageTo("\"6695eb01-f6a4-8304-79aa-97f2502e193f\"").Holds(json =>
            Probe.RefusesOrAgrees<Guid, UuidCodec, Guid>(json, (a, b) => a == b));

    [Theory]
    [InlineData("\"6695eb01f6a4830479aa97f2502e193f\"")]
    [InlineData("\"{6695eb01-f6a4-8304-79aa-97f2502e193f}\"")]
    [InlineData("\"(6695eb01-f6a4-8304-79aa-97f2502e193f)\"")]
    [InlineData("\" 6695eb01-f6a4-8304-79aa-97f2502e193f\"")]
    [InlineData("\"6695eb01-f6a4-8304-79aa-97f2502e193g\"")]
    [InlineData("\"\"")]
    public void Uuid_is_hyphenated(string json) => Assert.Equal((WireFault.Format, ""), Probe.Refusal<Guid, UuidCodec>(json));

    [Fact]
    public void Half_a_surrogate_pair_is_refused_in_a_uuid() => Assert.Equal(
        (WireFault.NotText, ""), Probe.Refusal<Guid, UuidCodec>("\"" + string.Concat(Enumerable.Repeat(@"\ud800", 6)) + "\""));

    [Fact]
    public void Uuid_is_read_in_either_case() =>
        Assert.Equal(
            Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e193f"),
            Probe.Read<Guid, UuidCodec>("\"6695EB01-F6A4-8304-79AA-97F2502E193F\""));

    [Theory]
    [InlineData("qemu:///system")]
    [InlineData("qemu+tls://node1.example/system")]
    [InlineData("test+unix:///default?socket=/run/a.sock")]
    [InlineData("qemu+tcp://root@[::1]:16509/system")]
    [InlineData("http://[fe80::1:2]/")]
    [InlineData("http://[::ffff:192.0.2.1]")]
    [InlineData("http://[v1.fe80:a]/")]
    [InlineData("mailto:a@example.org")]
    [InlineData("urn:uuid:6695eb01-f6a4-8304-79aa-97f2502e193f")]
    [InlineData("x:")]
    [InlineData("file:/a/b%20c")]
    [InlineData("http://h:80?q=/?#f/?")]
    [InlineData("http://h:")]
    [InlineData("http://u:p@h/;a=1,b")]
    public void Uris_are_accepted_and_come_back(string uri)
    {
        Assert.Equal(uri, Probe.RoundTrip<string, UriCodec>(uri));
        Assert.True(Uri.TryCreate(uri, UriKind.Absolute, out _) || uri is "x:" or "http://h:" or "file:/a/b%20c" or "http://[v1.fe80:a]/");
    }

    [Theory]
    [InlineData("")]
    [InlineData("system")]
    [InlineData("/system")]
    [InlineData("//host/system")]
    [InlineData(":a")]
    [InlineData("1a:b")]
    [InlineData("a_b:c")]
    [InlineData("http://a b")]
    [InlineData("http://a/b c")]
    [InlineData("http://h/%")]
    [InlineData("http://h/%2")]
    [InlineData("http://h/%zz")]
    [InlineData("http://h/é")]
    [InlineData("http://h/a|b")]
    [InlineData("http://h/<b>")]
    [InlineData("http://h/\"")]
    [InlineData("http://h/a\\b")]
    [InlineData("http://h:80a/")]
    [InlineData("http://[::1/")]
    [InlineData("http://[1:2]/")]
    [InlineData("http://[::1]x/")]
    [InlineData("http://::1/")]
    [InlineData("http://a@b@c/")]
    [InlineData("http://h/[a]")]
    [InlineData("http://h#a#b")]
    public void What_is_no_uri_is_refused_both_ways(string text)
    {
        Assert.Equal((WireFault.Format, ""), Probe.Refusal<string, UriCodec>(JsonSerializer.Serialize(text)));
        Assert.Throws<ArgumentException>(() => Probe.Write<string, UriCodec>(text));
    }

    [Fact]
    public void Every_accepted_uri_keeps_to_the_characters_of_the_rfc() =>
        Generate.Of("a", "http:", "//", "/", "%41", "%", "?", "#", "@", ":", "[::1]", "[", "]", "80", ".", "é", " ", "|").Holds(text =>
        {
            try
            {
                Probe.Read<string, UriCodec>(JsonSerializer.Serialize(text));
            }
            catch (WireException)
            {
                return true;
            }

            return text.All(c => char.IsAsciiLetterOrDigit(c) || "-._~:/?#[]@!$&'()*+,;=%".Contains(c, StringComparison.Ordinal))
                && char.IsAsciiLetter(text[0]) && text.Contains(':', StringComparison.Ordinal);
        });
}
