using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Defaults, canonical JSON text in the schema, as C# expressions where C# has one.</summary>
internal sealed class Defaults(LinkedSchema schema, TypeMap types)
{
    /// <summary>A C# expression for the default, or null where only reading the JSON text will do.</summary>
    public string? Expression(string json, TypeExpression type)
    {
        var target = types.Unaliased(type);
        if (json == "null" || target.Kind != TypeExpressionKind.Named)
            return null;
        switch (target.Name)
        {
            case BuiltInTypes.Bool:
                return json;
            case BuiltInTypes.Int32 or BuiltInTypes.Integer:
                return IsWhole(json) ? Checks.Number(json, target.Name) : null;
            case BuiltInTypes.UInt64:
                return IsWhole(json.Trim('"')) ? Checks.Number(json.Trim('"'), target.Name) : null;
            case BuiltInTypes.String or BuiltInTypes.Uri:
                return json.IndexOf('\\') < 0 ? Identifiers.Literal(json.Substring(1, json.Length - 2)) : null;
            default:
                return schema.FindType(target.Name) is EnumModel model ? EnumValue(model, json.Trim('"')) : null;
        }
    }

    private string? EnumValue(EnumModel model, string wireName)
    {
        foreach (var value in model.Values)
        {
            if (value.Name == wireName)
                return types.Global(model.Name) + "." + CSharpNames.Pascal(value.Name);
        }

        return null;
    }

    private static bool IsWhole(string text)
    {
        foreach (var c in text)
        {
            if (c is (< '0' or > '9') and not '-')
                return false;
        }

        return text.Length > 0;
    }
}
