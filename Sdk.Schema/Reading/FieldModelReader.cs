using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Makes the models of fields, parameters and data out of checked JSON.</summary>
internal static class FieldModelReader
{
    /// <summary>What stands in for a type that could not be read: it takes every value, so that nothing more is said about it.</summary>
    public static TypeExpression Unreadable { get; } = TypeExpression.Named(BuiltInTypes.Json);

    public static FieldModel Read(string name, JsonValue field, int index)
    {
        var type = field.Type("type");
        return new FieldModel
        {
            Name = name,
            Lifecycle = LifecycleReader.Read(field),
            Type = type ?? Unreadable,
            Optional = field.Flag("optional"),
            Nullable = field.Flag("nullable"),
            Default = field.Canonical("default"),
            Unit = type is null ? null : field.Text("unit"),
            Sensitive = field.Flag("sensitive"),
            Constraints = type is null ? Constraints.None : ReadConstraints(field),
        };
    }

    public static FieldModel ReadParameter(string name, JsonValue parameter, int index) => Read(name, parameter, index) with
    {
        WhenUnsupported = parameter.Choice("whenUnsupported", ("fail", WhenUnsupported.Fail), ("drop", WhenUnsupported.Drop)),
    };

    public static FieldModel ReadIdentity(string name, JsonValue field, int index) =>
        Read(name, field, index) with { Optional = false, Nullable = false, Default = null, Unit = null, Sensitive = false };

    public static Constraints ReadConstraints(JsonValue element)
    {
        var read = new Constraints
        {
            Min = element.Number("min"),
            Max = element.Number("max"),
            MinLength = element.Integer("minLength"),
            MaxLength = element.Integer("maxLength"),
            MinItems = element.Integer("minItems"),
            MaxItems = element.Integer("maxItems"),
            Unique = element.Flag("unique"),
            Pattern = element.Text("pattern"),
            Format = element.Text("format"),
        };
        return read == Constraints.None ? Constraints.None : read;
    }
}
