using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Which C# type stands for a type of the schema, whichever assembly emits it.</summary>
internal sealed class TypeMap(LinkedSchema schema)
{
    private const string Wire = "global::Virtwire.Sdk.Wire.";
    private readonly Dictionary<string, CSharpType> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _singulars = schema.Namespaces
        .SelectMany(static ns => ns.Resources.Where(static r => r.Singular is not null), static (ns, r) => (Name: ns.Name + "." + r.Name, r.CSharpName))
        .ToDictionary(static r => r.Name, static r => r.CSharpName, StringComparer.Ordinal);

    /// <summary>The type of a value of <paramref name="expression"/>.</summary>
    public CSharpType Of(TypeExpression expression)
    {
        switch (expression.Kind)
        {
            case TypeExpressionKind.Array:
                var item = Of(expression.Element!);
                return new($"global::System.Collections.Generic.IReadOnlyList<{item.Name}>", $"{Wire}ListCodec<{item.Name}, {item.Codec}>", false);
            case TypeExpressionKind.Map:
                var value = Of(expression.Element!);
                return new(
                    $"global::System.Collections.Generic.IReadOnlyDictionary<string, {value.Name}>",
                    $"{Wire}MapCodec<{value.Name}, {value.Codec}>",
                    false);
            default:
                return Named(expression.Name);
        }
    }

    /// <summary>The type of that built-in or fully qualified name.</summary>
    public CSharpType Named(string name)
    {
        if (!_named.TryGetValue(name, out var type))
            _named[name] = type = Resolve(name);
        return type;
    }

    /// <summary>The C# name, with <c>global::</c>, of something emitted for a fully qualified name: <c>host.Domain</c> and <c>Ref</c>.</summary>
    public string Global(string qualifiedName, string suffix = "") =>
        "global::" + NamespaceOf(qualifiedName) + "."
        + (_singulars.TryGetValue(qualifiedName, out var singular) ? singular : CSharpNames.Pascal(LinkedSchema.ShortNameOf(qualifiedName))) + suffix;

    /// <summary>Whether values of the type, or anything an alias puts between, are kept out of logs.</summary>
    public bool IsSensitive(TypeExpression expression) =>
        schema.FindType(expression.Leaf) is AliasModel alias && (alias.Sensitive || IsSensitive(alias.Target));

    /// <summary>What the name stands for once aliases are seen through.</summary>
    public TypeExpression Unaliased(TypeExpression expression) =>
        expression.Kind == TypeExpressionKind.Named && schema.FindType(expression.Name) is AliasModel alias ? Unaliased(alias.Target) : expression;

    private CSharpType Resolve(string name) => name switch
    {
        BuiltInTypes.Bool => new("bool", Wire + "BoolCodec", true),
        BuiltInTypes.String => new("string", Wire + "StringCodec", false),
        BuiltInTypes.Int32 => new("int", Wire + "Int32Codec", true),
        BuiltInTypes.Integer => new("long", Wire + "IntegerCodec", true),
        BuiltInTypes.UInt64 => new("ulong", Wire + "UInt64Codec", true),
        BuiltInTypes.Float => new("double", Wire + "FloatCodec", true),
        BuiltInTypes.Bytes => new("global::System.ReadOnlyMemory<byte>", Wire + "BytesCodec", true),
        BuiltInTypes.Uuid => new("global::System.Guid", Wire + "UuidCodec", true),
        BuiltInTypes.Uri => new("string", Wire + "UriCodec", false),
        BuiltInTypes.Timestamp => new("global::System.DateTimeOffset", Wire + "TimestampCodec", true),
        BuiltInTypes.Duration => new("global::System.TimeSpan", Wire + "DurationCodec", true),
        BuiltInTypes.Json => new("global::System.Text.Json.JsonElement", Wire + "JsonCodec", true),
        _ => ResolveDeclared(name),
    };

    private CSharpType ResolveDeclared(string name)
    {
        var type = schema.FindType(name);
        if (type is null)
        {
            var reference = Global(name, "Ref");
            return new(reference, reference, true);
        }

        var csharp = Global(name);
        return type switch
        {
            EnumModel { Open: false } => new(csharp, csharp + "Codec", true),
            EnumModel => new(csharp, csharp, true),
            StructModel value => new(csharp, csharp, value.ValueType),
            UnionModel => new(csharp, csharp, false),
            AliasModel alias => Of(alias.Target) is var target && alias.Constraints == Constraints.None
                ? target
                : target with { Codec = csharp + "Codec" },
            _ => throw new InvalidOperationException("The schema has no type " + name + "."),
        };
    }

    private string NamespaceOf(string qualifiedName) =>
        (schema.FindNamespace(LinkedSchema.NamespaceOf(qualifiedName))
            ?? throw new InvalidOperationException("The schema has no namespace for " + qualifiedName + ".")).CSharpNamespace;
}
