using System.Globalization;
using System.Text.Json.Nodes;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>Makes JSON that is right for a type of the schema, in the form in which it is written back.</summary>
internal sealed class JsonValues(LinkedSchema schema, Random random)
{
    private const int MostDepth = 6;

    /// <summary>A value of a type.</summary>
    public JsonNode? Of(TypeExpression type, Constraints? constraints = null, int depth = 0) => type.Kind switch
    {
        TypeExpressionKind.Array => Items(type.Element!, constraints, depth),
        TypeExpressionKind.Map => Entries(type.Element!, constraints, depth),
        _ when type.IsBuiltIn => BuiltIn(type.Name, constraints ?? Constraints.None),
        _ => Declared(type.Name, depth),
    };

    /// <summary>A value of a declared type or a handle.</summary>
    public JsonNode Declared(string name, int depth = 0) => schema.FindType(name) switch
    {
        StructModel model => Struct(model.Fields, depth),
        UnionModel model => Union(model, depth),
        EnumModel model => model.Values[random.Next(model.Values.Count)].Name,
        AliasModel model => Of(model.Target, model.Constraints, depth)!,
        _ => Handle(schema.FindResource(name)!, depth),
    };

    /// <summary>An object with these members: each optional one there or not.</summary>
    public JsonObject Struct(IEnumerable<FieldModel> fields, int depth = 0)
    {
        var result = new JsonObject();
        foreach (var field in fields)
        {
            if (field.Optional && (depth > MostDepth || random.Next(3) == 0))
                continue;
            result[field.Name] = field.Nullable && random.Next(3) == 0 ? null : Of(field.Type, field.Constraints, depth + 1);
        }

        return result;
    }

    private JsonObject Union(UnionModel model, int depth)
    {
        var variant = model.Variants[random.Next(model.Variants.Count)];
        var result = new JsonObject { [model.Tag] = variant.Name };
        foreach (var (name, value) in Struct(((StructModel)schema.FindType(variant.Type)!).Fields, depth))
            result[name] = value?.DeepClone();
        return result;
    }

    private JsonObject Handle(ResourceModel resource, int depth)
    {
        var set = resource.Keys[random.Next(resource.Keys.Count)];
        return Struct(resource.Identity.Where(f => set.Contains(f.Name)), depth);
    }

    private JsonArray Items(TypeExpression element, Constraints? constraints, int depth)
    {
        var (least, most) = (constraints?.MinItems ?? 0, constraints?.MaxItems ?? 4);
        var count = depth > MostDepth ? least : random.Next(least, most + 1);
        var result = new JsonArray();
        var seen = new HashSet<string>();
        while (result.Count < count)
        {
            var item = Of(element, null, depth + 1);
            if (constraints?.Unique != true || seen.Add(item?.ToJsonString() ?? "null"))
                result.Add(item);
        }

        return result;
    }

    private JsonObject Entries(TypeExpression element, Constraints? constraints, int depth)
    {
        var count = depth > MostDepth ? constraints?.MinItems ?? 0 : random.Next(constraints?.MinItems ?? 0, (constraints?.MaxItems ?? 3) + 1);
        var result = new JsonObject();
        while (result.Count < count)
            result[Text(0, 6)] = Of(element, null, depth + 1);
        return result;
    }

    private JsonNode BuiltIn(string name, Constraints constraints) => name switch
    {
        BuiltInTypes.Bool => random.Next(2) == 0,
        BuiltInTypes.String => String(constraints),
        BuiltInTypes.Int32 => (int)Whole(constraints, int.MinValue, int.MaxValue),
        BuiltInTypes.Integer => Whole(constraints, -(1L << 53) + 1, (1L << 53) - 1),
        BuiltInTypes.UInt64 => (constraints.Max is null ? (ulong)random.NextInt64(long.MinValue, long.MaxValue) : (ulong)random.NextInt64())
            .ToString(CultureInfo.InvariantCulture),
        BuiltInTypes.Float => Math.Max(Bound(constraints.Min, -1e9), Math.Min(Bound(constraints.Max, 1e9), (random.NextDouble() - 0.3) * 10)),
        BuiltInTypes.Bytes => Convert.ToBase64String(Bytes(constraints.MinLength ?? 0, constraints.MaxLength ?? 9)),
        BuiltInTypes.Uuid => Guid.NewGuid().ToString(),
        BuiltInTypes.Uri => "https://example.org/" + random.Next(100).ToString(CultureInfo.InvariantCulture),
        BuiltInTypes.Timestamp => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next()).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        BuiltInTypes.Duration => Whole(constraints, 0, 1_000_000_000),
        _ => Anything(0),
    };

    private JsonNode String(Constraints constraints) => constraints switch
    {
        { Format: StringFormats.HostName } => "node-1.example.org",
        { Format: StringFormats.IPv4 } => "192.0.2." + random.Next(255).ToString(CultureInfo.InvariantCulture),
        { Format: StringFormats.IPv6 } => "2001:db8::" + random.Next(255).ToString("x", CultureInfo.InvariantCulture),
        { Format: StringFormats.Mac } => "52:54:00:12:34:" + random.Next(255).ToString("x2", CultureInfo.InvariantCulture),
        { Format: StringFormats.Xml } => "<domain type='test'><name>a</name></domain>",
        { Pattern: "[A-Z]{3}-[0-9]+" } => "ABC-" + random.Next(100).ToString(CultureInfo.InvariantCulture),
        { Pattern: not null } => "a" + random.Next(0x10, 0xffff).ToString("x", CultureInfo.InvariantCulture),
        _ => Text(constraints.MinLength ?? 0, constraints.MaxLength ?? 12),
    };

    private string Text(int least, int most)
    {
        const string Characters = "abc \"\\/\n\tüßЖ中&<>'";
        return string.Concat(Enumerable.Range(0, random.Next(least, most + 1))
            .Select(_ => random.Next(12) == 0 ? "😀" : Characters[random.Next(Characters.Length)].ToString()));
    }

    private byte[] Bytes(int least, int most)
    {
        var bytes = new byte[random.Next(least, most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    private long Whole(Constraints constraints, long least, long most) =>
        random.NextInt64((long)Bound(constraints.Min, least), (long)Bound(constraints.Max, most));

    private static double Bound(string? text, double otherwise) => text is null ? otherwise : double.Parse(text, CultureInfo.InvariantCulture);

    private JsonNode Anything(int depth) => random.Next(depth > 3 ? 4 : 6) switch
    {
        0 => random.Next(1000),
        1 => Text(0, 5),
        2 => true,
        3 => random.NextDouble(),
        4 => new JsonArray(Anything(depth + 1), null, Anything(depth + 1)),
        _ => new JsonObject { ["a"] = Anything(depth + 1), ["b"] = null },
    };
}
