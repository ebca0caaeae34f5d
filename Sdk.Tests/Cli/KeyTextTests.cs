using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Cli;
using Virtwire.Sdk.Cli.Commands;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Tests.Cli;

/// <summary>The text form of keys: which text is which handle, and the other way round.</summary>
public class KeyTextTests
{
    private const string Uuid = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private static readonly ValueShape Text = new(ValueKind.Text);
    private static readonly ValueShape Pool = Handle([[new("name", Text)], [new("uuid", Text)]]);
    private static readonly ValueShape Volume = Handle([[new("key", Text)], [new("path", Text)], [new("pool", Pool), new("name", Text)]]);
    private static readonly ValueShape Snapshot = Handle([[new("domain", Pool), new("name", Text)]]);
    private static readonly ValueShape Port = Handle([[new("volume", Handle([[new("pool", Pool), new("name", Text)]])), new("name", Text)]]);
    private static readonly ValueShape Card = Handle([[new("name", Text)], [new("mac", Text)]]);
    private static readonly ValueShape Secret = Handle([[new("uuid", Text)], [new("usageType", Text), new("usageId", Text)]]);
    private static readonly ValueShape Number = Handle([[new("id", new ValueShape(ValueKind.Integer))]]);

    public static TheoryData<string, string, string> Keys => new()
    {
        { "pool", "p", """{"name":"p"}""" },
        { "pool", Uuid, $$"""{"uuid":"{{Uuid}}"}""" },
        { "pool", "name:" + Uuid, $$"""{"name":"{{Uuid}}"}""" },
        { "pool", "a/b", """{"name":"a/b"}""" },
        { "volume", "p/v", """{"pool":{"name":"p"},"name":"v"}""" },
        { "volume", "p/dir/v", """{"pool":{"name":"p"},"name":"dir/v"}""" },
        { "volume", Uuid + "/v", $$$"""{"pool":{"uuid":"{{{Uuid}}}"},"name":"v"}""" },
        { "volume", "/p/v", """{"path":"/p/v"}""" },
        { "volume", "key:a/b", """{"key":"a/b"}""" },
        { "volume", "k", """{"key":"k"}""" },
        { "volume", """{"path":"x"}""", """{"path":"x"}""" },
        { "snapshot", "test/s1", """{"domain":{"name":"test"},"name":"s1"}""" },
        { "snapshot", $"uuid:{Uuid}/s1", $$$"""{"domain":{"uuid":"{{{Uuid}}}"},"name":"s1"}""" },
        { "port", "p/v/x", """{"volume":{"pool":{"name":"p"},"name":"v"},"name":"x"}""" },
        { "card", "aa:bb:cc:00:11:22", """{"mac":"aa:bb:cc:00:11:22"}""" },
        { "card", "eth0", """{"name":"eth0"}""" },
        { "secret", "ceph/client.admin", """{"usageType":"ceph","usageId":"client.admin"}""" },
        { "secret", "volume//var/x", """{"usageType":"volume","usageId":"/var/x"}""" },
        { "number", "12", """{"id":12}""" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_text_is_the_handle_that_it_looks_like(string resource, string text, string handle) => Assert.Equal(handle, Write(Shape(resource), text));

    [Theory]
    [InlineData("snapshot", "s1")]
    [InlineData("snapshot", "/s1")]
    [InlineData("snapshot", "test/")]
    [InlineData("port", "p/v")]
    public void A_text_that_names_no_object_says_what_would(string resource, string text)
    {
        var wrong = Assert.Throws<UsageException>(() => Write(Shape(resource), text));
        Assert.Equal($"KEY takes {string.Join(" or ", KeyText.Forms(Shape(resource)))}, not '{text}'.", wrong.Message);
    }

    [Theory]
    [InlineData("pool", "p")]
    [InlineData("volume", "p/v")]
    [InlineData("volume", "/p/v")]
    [InlineData("snapshot", "test/s1")]
    [InlineData("port", "p/v/x")]
    public void What_is_shown_can_be_typed(string resource, string text) =>
        Assert.Equal(text, HandleText.Of(JsonElement.Parse(Write(Shape(resource), text))));

    [Theory]
    [InlineData("""{"name":"a","uuid":"u"}""", "a")]
    [InlineData("""{"domain":{"name":"d","uuid":"u"},"name":"s"}""", "d/s")]
    [InlineData("""{"pool":{"name":"p","uuid":"u"},"name":"v","key":"k","path":"/v"}""", "p/v")]
    [InlineData("""{"name":"a","size":1}""", """{"name":"a","size":1}""")]
    [InlineData("""{"name":"a"}""", """{"name":"a"}""")]
    public void Handles_in_tables_are_shown_by_their_keys(string json, string cell) => Assert.Equal(cell, CellText.Of(JsonElement.Parse(json)));

    private static ValueShape Handle(IReadOnlyList<IReadOnlyList<KeyField>> sets) => new(ValueKind.Handle) { KeySets = sets };

    private static ValueShape Shape(string resource) => resource switch
    {
        "pool" => Pool,
        "volume" => Volume,
        "snapshot" => Snapshot,
        "port" => Port,
        "card" => Card,
        "secret" => Secret,
        _ => Number,
    };

    private static string Write(ValueShape shape, string text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            new ArgumentJson(writer, new ArgumentText(TextReader.Null)).Write("KEY", shape, text);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
