using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Tests.Generators.Support;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>Emitted codecs against System.Text.Json, over random values of every struct and union of the test schema.</summary>
public sealed class EmittedCodecProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(60);

    public static TheoryData<string> Types => [.. EverythingSchema.Objects];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_read_is_written_back(string type) => Check(type, (value, _) =>
    {
        var json = value.ToJsonString();
        foreach (var mode in new[] { WireMode.Strict, WireMode.Lenient })
            Equal(WithDefaults(type, value), EmittedCodecs.Rewrite(type, json, mode));
    });

    [Theory]
    [MemberData(nameof(Types))]
    public void Members_may_stand_in_any_order(string type) => Check(type, (value, random) =>
        Equal(WithDefaults(type, value), EmittedCodecs.Rewrite(type, Shuffle(value, random)!.ToJsonString())));

    [Theory]
    [MemberData(nameof(Types))]
    public void Names_and_text_may_be_escaped_throughout(string type) => Check(type, (value, _) =>
        Equal(WithDefaults(type, value), EmittedCodecs.Rewrite(type, Escape(value.ToJsonString()))));

    [Theory]
    [MemberData(nameof(Types))]
    public void A_strict_reader_names_the_place_of_an_unknown_member(string type) => Check(type, (value, _) =>
    {
        value["notInTheSchema"] = 1;
        Refused(type, value, WireFault.Unknown, "notInTheSchema");
    });

    [Theory]
    [MemberData(nameof(Types))]
    public void A_lenient_reader_passes_over_or_keeps_an_unknown_member(string type) => Check(type, (value, _) =>
    {
        var expected = value.DeepClone();
        value["notInTheSchema"] = new JsonObject { ["x"] = new JsonArray(1, null) };
        var actual = JsonNode.Parse(EmittedCodecs.Rewrite(type, value.ToJsonString(), WireMode.Lenient))!.AsObject();
        Assert.Equal(Keeps(type, value), actual.Remove("notInTheSchema"));
        Equal(WithDefaults(type, expected), actual.ToJsonString());
    });

    [Theory]
    [MemberData(nameof(Types))]
    public void A_required_member_that_is_absent_is_named(string type) => Check(type, (value, random) =>
    {
        if (EverythingSchema.Linked.FindType(EverythingSchema.Prefix + type) is not StructModel model)
            return;
        var required = model.Fields.Where(static f => !f.Optional).ToArray();
        if (required.Length == 0)
            return;
        var name = required[random.Next(required.Length)].Name;
        value.AsObject().Remove(name);
        Refused(type, value, WireFault.Missing, name);
    });

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_of_another_kind_is_refused_at_its_path(string type) => Check(type, (value, random) =>
    {
        if (EverythingSchema.Linked.FindType(EverythingSchema.Prefix + type) is not StructModel model)
            return;
        var present = model.Fields.Where(f => value[f.Name] is not null && f.Type.Leaf != BuiltInTypes.Json).ToArray();
        if (present.Length == 0)
            return;
        var name = present[random.Next(present.Length)].Name;
        value[name] = value[name] is JsonArray or JsonObject ? 1 : new JsonArray();
        Refused(type, value, WireFault.Mistyped, name);
    });

    private static void Check(string type, Action<JsonNode, Random> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            property(new JsonValues(EverythingSchema.Linked, random).Declared(EverythingSchema.Prefix + type), random);
        }).Check(Runs);

    private static void Refused(string type, JsonNode value, WireFault fault, string member)
    {
        var json = value.ToJsonString();
        var refusal = Assert.Throws<WireException>(() => EmittedCodecs.Rewrite(type, json));
        Assert.Equal(fault, refusal.Fault);
        Assert.Equal(WirePath.Join("", member), refusal.PathIn(Encoding.UTF8.GetBytes(json)));
    }

    private static void Equal(JsonNode expected, string actual)
    {
        using var left = JsonDocument.Parse(expected.ToJsonString());
        using var right = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(left.RootElement, right.RootElement), expected.ToJsonString() + "\n" + actual);
    }

    /// <summary>What a reader makes of absent members that have a default.</summary>
    private static JsonNode WithDefaults(string type, JsonNode value)
    {
        var result = value.DeepClone();
        if (EverythingSchema.Linked.FindType(EverythingSchema.Prefix + type) is not StructModel model)
            return result;
        foreach (var field in model.Fields)
        {
            if (field.Default is { } json && !result.AsObject().ContainsKey(field.Name))
                result[field.Name] = JsonNode.Parse(json);
        }

        return result;
    }

    /// <summary>Whether unknown members of the struct, or of the union's variant, come back.</summary>
    private static bool Keeps(string type, JsonNode value) =>
        EverythingSchema.Linked.KeepsUnknownMembers(
            EverythingSchema.Linked.FindType(EverythingSchema.Prefix + type) is UnionModel union
                ? union.Variants.Single(v => v.Name == (string)value[union.Tag]!).Type
                : EverythingSchema.Prefix + type);

    private static JsonNode? Shuffle(JsonNode? value, Random random) => value switch
    {
        JsonObject item => new JsonObject(item.OrderBy(_ => random.Next()).Select(m => KeyValuePair.Create(m.Key, Shuffle(m.Value, random)))),
        JsonArray items => new JsonArray([.. items.Select(i => Shuffle(i, random))]),
        _ => value?.DeepClone(),
    };

    private static string Escape(string json)
    {
        var text = new StringBuilder();
        var isInString = false;
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            if (c == '"')
                isInString = !isInString;
            if (!isInString || c == '"')
                text.Append(c);
            else if (c == '\\')
            {
                var length = json[i + 1] == 'u' ? 6 : 2;
                text.Append(json, i, length);
                i += length - 1;
            }
            else
                text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
