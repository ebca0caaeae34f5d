using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>The keywords of types and of what has a type.</summary>
internal static class TypeKeywords
{
    private static readonly Keyword Kind = new("kind", ValueKind.Choice, "Which kind of type it is.")
    { Required = true, Choices = new(["enum", "struct", "union", "alias"]) };

    private static readonly Keyword Type = new("type", ValueKind.TypeExpression, "The type of a value.") { Required = true };

    private static readonly Keyword Unit = new("unit", ValueKind.Text, "The unit of a number: `KiB`, `ns`.");

    private static readonly Keyword Sensitive = new("sensitive", ValueKind.Boolean, "Whether values are kept out of logs, traces and dumps.")
    { Default = "`false`" };

    private static readonly Keyword[] Constraints =
    [
        new("min", ValueKind.Number, "The least number (int32, integer, uint64, float, duration in ms)."),
        new("max", ValueKind.Number, "The greatest number."),
        new("minLength", ValueKind.Integer, "The least number of code points (string, uri) or bytes (bytes)."),
        new("maxLength", ValueKind.Integer, "The greatest number of code points or bytes."),
        new("minItems", ValueKind.Integer, "The least number of items of an array, or of entries of a map."),
        new("maxItems", ValueKind.Integer, "The greatest number of items or entries."),
        new("unique", ValueKind.Boolean, "Whether no two items of an array may be equal.") { Default = "`false`" },
        new("pattern", ValueKind.Text, "An I-Regexp (RFC 9485) that the whole string must match."),
        new("format", ValueKind.Choice, "A named format of strings.") { Choices = StringFormats.All },
    ];

    private static readonly Keyword[] FieldOwn =
    [
        Type,
        new("optional", ValueKind.Boolean, "Whether it may be absent.") { Default = "`false`" },
        new("nullable", ValueKind.Boolean, "Whether it may be `null`, which is not the same as absent.") { Default = "`false`" },
        new("default", ValueKind.Json, "What the server takes where it is absent; needs `optional`."),
        Unit,
        Sensitive,
    ];

    private static readonly Keyword WhenUnsupported =
        new("whenUnsupported", ValueKind.Choice, "What a client does with it when the peer is too old: the call fails, or it is left out.")
        { Choices = new(["fail", "drop"]), Default = "`fail`" };

    public static ElementShape[] Shapes() =>
    [
        new(ElementKind.Type, "a type", "A named type; `kind` says which keywords it has.", new([Kind])),
        new(ElementKind.Enum, "an enum", "A string out of a list.", LifecycleKeywords.With(
            Kind,
            new("open", ValueKind.Boolean, "Whether readers must expect values that they do not know.") { Default = "`true`" },
            new("fallback", ValueKind.Name, "The value that a reader may treat unknown ones as.") { Names = NameRule.Value },
            new("values", ValueKind.ElementMap, "The values by their text on the wire.")
                { Required = true, NotEmpty = true, Element = ElementKind.EnumValue, Names = NameRule.Value },
            Reserved(NameRule.Value))),
        new(ElementKind.EnumValue, "an enum value", "A value of an enum.", LifecycleKeywords.With(
            new Keyword("number", ValueKind.Integer, "Its stable number, for languages whose enums are numbers.")
                { Required = true, Minimum = -int.MaxValue })),
        new(ElementKind.Struct, "a struct", "An object with named members.", LifecycleKeywords.With(
            Kind,
            new("valueType", ValueKind.Boolean, "Whether C# has it as a value type; changing it breaks source.") { Default = "`false`" },
            new("fields", ValueKind.ElementMap, "The members by name.") { Required = true, Element = ElementKind.Field },
            Reserved(NameRule.Member))),
        new(ElementKind.Field, "a field", "A member of a struct, or a datum of an error or event.",
            LifecycleKeywords.With([.. FieldOwn, .. Constraints])),
        new(ElementKind.Union, "a union", "One of several structs, told apart by a tag that stands beside their members.", LifecycleKeywords.With(
            Kind,
            new("tag", ValueKind.Name, "The member that names the variant.") { Required = true },
            new("open", ValueKind.Boolean, "Whether readers must expect variants that they do not know.") { Default = "`true`" },
            new("variants", ValueKind.ElementMap, "The variants by the tag's value.")
                { Required = true, NotEmpty = true, Element = ElementKind.Variant, Names = NameRule.Value },
            Reserved(NameRule.Value))),
        new(ElementKind.Variant, "a variant", "A variant of a union.", LifecycleKeywords.With(
            new Keyword("type", ValueKind.Reference, "The struct whose members stand beside the tag.")
                { Required = true, Names = NameRule.Definition })),
        new(ElementKind.Alias, "an alias", "Another name, and perhaps constraints, for a type.", LifecycleKeywords.With(
            [Kind, new("type", ValueKind.TypeExpression, "What it stands for.") { Required = true }, Unit, Sensitive, .. Constraints])),
        new(ElementKind.IdentityField, "an identity field", "A field that every handle of a resource carries.",
            // Nothing that identifies has items.
            LifecycleKeywords.With([Type, .. Constraints.Where(static c => c.Name is not ("minItems" or "maxItems" or "unique"))])),
        new(ElementKind.Parameter, "a parameter", "A parameter of a method.",
            LifecycleKeywords.With([.. FieldOwn, WhenUnsupported, .. Constraints])),
    ];

    private static Keyword Reserved(NameRule names) =>
        new("reserved", ValueKind.Names, "Names that were and must not come back.") { Names = names, NotEmpty = true };
}
