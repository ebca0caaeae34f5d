using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Tests.Schema.Text;

/// <summary>The positioned reader against System.Text.Json: the same texts are JSON, and mean the same.</summary>
public sealed class JsonTextReaderProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(20_000);

    [Fact]
    public void Generated_texts_are_read_alike() => Holds(static corpus => corpus.Document());

    [Fact]
    public void Mutated_texts_are_read_alike() => Holds(static corpus => corpus.Mutate(corpus.Document()));

    [Fact]
    public void The_corpus_has_many_of_each()
    {
        var documents = Enumerable.Range(0, 2_000).Select(static seed => new JsonCorpus(seed).Document()).ToArray();
        var mutated = documents.Select(static (text, seed) => new JsonCorpus(seed).Mutate(text)).ToArray();
        Assert.InRange(documents.Count(IsStrict), 1_200, 1_900);
        Assert.InRange(mutated.Count(IsStrict), 400, 1_400);
    }

    [Fact]
    public void Any_string_is_read_without_an_exception() => Check.One(
        Many,
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), static text => JsonTextReader.Read(text ?? "") is { } read && (read.Faults.Count > 0 || read.Root is not null)));

    private static void Holds(Func<JsonCorpus, string> make) => Check.One(
        Many,
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var text = make(new JsonCorpus(seed));
            var ours = JsonTextReader.Read(text);
            var isStrict = IsStrict(text);
            if ((ours.Faults.Count == 0) != isStrict)
                Assert.Fail($"System.Text.Json says {isStrict}, we say {string.Join("; ", ours.Faults)} of: {JsonSerializer.Serialize(text)}");
            if (!isStrict)
                return true;
            using var theirs = JsonDocument.Parse(text);
            AssertSame(theirs.RootElement, ours.Root!, text);
            return true;
        }));

    // What System.Text.Json takes, except where it takes what two readers may understand differently.
    private static bool IsStrict(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return HasOneMeaning(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool HasOneMeaning(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is not null,
        JsonValueKind.Array => value.EnumerateArray().All(HasOneMeaning),
        JsonValueKind.Object => value.EnumerateObject().Select(static m => m.Name).Distinct(StringComparer.Ordinal).Count() == value.EnumerateObject().Count()
            && value.EnumerateObject().All(static m => HasOneMeaning(m.Value)),
        _ => true,
    };

    private static void AssertSame(JsonElement theirs, JsonValue ours, string text)
    {
        Assert.Equal(theirs.GetRawText(), text.Substring(ours.Start, ours.Length));
        Assert.Equal(theirs.ValueKind.ToString(), ours.Kind.ToString());
        switch (theirs.ValueKind)
        {
            case JsonValueKind.String:
                Assert.Equal(theirs.GetString(), ours.Text);
                break;
            case JsonValueKind.Number:
                Assert.Equal(theirs.GetRawText(), ours.Text);
                break;
            case JsonValueKind.Array:
                Assert.Equal(theirs.GetArrayLength(), ours.Items.Count);
                foreach (var (item, i) in theirs.EnumerateArray().Select(static (item, i) => (item, i)))
                    AssertSame(item, ours.Items[i], text);
                break;
            case JsonValueKind.Object:
                Assert.Equal(theirs.EnumerateObject().Select(static m => m.Name), ours.Members.Select(static m => m.Name));
                foreach (var (member, i) in theirs.EnumerateObject().Select(static (member, i) => (member, i)))
                {
                    Assert.Equal('"', text[ours.Members[i].NameStart]);
                    Assert.Equal(member.Name, JsonSerializer.Deserialize<string>(text.AsSpan(ours.Members[i].NameStart, ours.Members[i].NameLength)));
                    AssertSame(member.Value, ours.Members[i].Value, text);
                }

                break;
        }
    }
}
