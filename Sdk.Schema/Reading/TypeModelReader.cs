using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Makes the models of types out of checked JSON.</summary>
internal static class TypeModelReader
{
    public static TypeModel Read(string name, JsonValue type) => type.Text("kind") switch
    {
        "enum" => ReadEnum(name, type),
        "struct" => ReadStruct(name, type),
        "union" => ReadUnion(name, type),
        _ => ReadAlias(name, type),
    };

    private static EnumModel ReadEnum(string name, JsonValue type) => new()
    {
        Name = name,
        Lifecycle = LifecycleReader.Read(type),
        Open = type.Flag("open", absent: true),
        Fallback = type.Name("fallback", NameRule.Value),
        // A number that could not be read is replaced by one that clashes with nothing.
        Values = type.Map("values", static (value, element, index) => new EnumValueModel(
            value, element.Integer("number") ?? int.MinValue + index, LifecycleReader.Read(element))),
        Reserved = type.Names("reserved", NameRule.Value.Accepts),
    };

    private static StructModel ReadStruct(string name, JsonValue type) => new()
    {
        Name = name,
        Lifecycle = LifecycleReader.Read(type),
        ValueType = type.Flag("valueType"),
        Fields = type.Map("fields", FieldModelReader.Read),
        Reserved = type.Names("reserved", NameRule.Member.Accepts),
    };

    private static UnionModel ReadUnion(string name, JsonValue type) => new()
    {
        Name = name,
        Lifecycle = LifecycleReader.Read(type),
        Tag = type.Name("tag", NameRule.Member) ?? "",
        Open = type.Flag("open", absent: true),
        Variants = type.Map("variants", static (variant, element, _) => new VariantModel(
            variant, element.Reference("type") ?? "", LifecycleReader.Read(element))),
        Reserved = type.Names("reserved", NameRule.Value.Accepts),
    };

    private static AliasModel ReadAlias(string name, JsonValue type)
    {
        var target = type.Type("type");
        return new AliasModel
        {
            Name = name,
            Lifecycle = LifecycleReader.Read(type),
            Target = target ?? FieldModelReader.Unreadable,
            Constraints = target is null ? Constraints.None : FieldModelReader.ReadConstraints(type),
            Unit = target is null ? null : type.Text("unit"),
            Sensitive = type.Flag("sensitive"),
        };
    }
}
