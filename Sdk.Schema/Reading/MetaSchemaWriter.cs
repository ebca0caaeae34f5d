using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>
/// Writes the keyword table as a JSON Schema (draft 2020-12), so that editors complete and check documents. What goes beyond the shape
/// of one document, such as whether a reference has a target, only the linker knows.
/// </summary>
public static class MetaSchemaWriter
{
    private const string VersionPattern = "^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$";

    private static readonly string TypePattern =
        "^(map<)*(" + string.Join("|", BuiltInTypes.All) + "|" + QualifiedDefinition + ")(\\[\\]|>)*$";

    private const string QualifiedDefinition = "([a-z][a-z0-9-]*[.])*[A-Z][A-Za-z0-9]*";

    /// <summary>Writes the whole of it.</summary>
    public static string Write()
    {
        var json = new IndentedJson().BeginObject()
            .Name("$schema").Text("https://json-schema.org/draft/2020-12/schema")
            .Name("title").Text("A document of the Virtwire schema language, version 1")
            .Name("$ref").Text(Reference(ElementKind.Document))
            .Name("$defs").BeginObject();
        foreach (var shape in KeywordTable.All)
        {
            json.Name(NameOf(shape.Kind));
            if (shape.Kind == ElementKind.Type)
                WriteType(json, shape);
            else
                WriteShape(json, shape);
        }

        return json.EndObject().EndObject().ToString();
    }

    private static void WriteShape(IndentedJson json, ElementShape shape)
    {
        json.BeginObject().Name("description").Text(shape.Doc).Name("type").Text("object");
        WriteRequired(json, shape);
        json.Name("properties").BeginObject();
        foreach (var keyword in shape.Keywords)
        {
            json.Name(keyword.Name).BeginObject().Name("description").Text(DescriptionOf(keyword));
            WriteValue(json, keyword);
            json.EndObject();
        }

        json.EndObject().Name("additionalProperties").Literal("false").EndObject();
    }

    // Which keywords a type has depends on its kind.
    private static void WriteType(IndentedJson json, ElementShape shape)
    {
        var kind = shape.Keywords[0];
        json.BeginObject().Name("description").Text(shape.Doc).Name("type").Text("object");
        WriteRequired(json, shape);
        json.Name("properties").BeginObject().Name(kind.Name).BeginObject().Name("enum").Texts(kind.Choices).EndObject().EndObject();
        json.Name("allOf").BeginArray();
        foreach (var word in kind.Choices)
        {
            json.BeginObject()
                .Name("if").BeginObject().Name("properties").BeginObject()
                .Name(kind.Name).BeginObject().Name("const").Text(word).EndObject()
                .EndObject().EndObject()
                .Name("then").BeginObject().Name("$ref").Text(Reference(KeywordTable.TypeKindOf(word)!.Value)).EndObject()
                .EndObject();
        }

        json.EndArray().EndObject();
    }

    private static void WriteRequired(IndentedJson json, ElementShape shape)
    {
        var required = shape.Keywords.Where(static k => k.Required).Select(static k => k.Name).ToArray();
        if (required.Length > 0)
            json.Name("required").Texts(required);
    }

    private static void WriteValue(IndentedJson json, Keyword keyword)
    {
        switch (keyword.Value)
        {
            case ValueKind.Text:
                json.Name("type").Text("string").Name("minLength").Integer(1);
                break;
            case ValueKind.Boolean:
                json.Name("type").Text("boolean");
                break;
            case ValueKind.Integer:
                json.Name("type").Text("integer").Name("minimum").Integer(keyword.Minimum).Name("maximum").Integer(keyword.Maximum);
                break;
            case ValueKind.Number:
                json.Name("type").Text("number");
                break;
            case ValueKind.Json:
                break;
            case ValueKind.JsonObject:
                json.Name("type").Text("object");
                break;
            case ValueKind.Choice:
                json.Name("enum").Texts(keyword.Choices);
                break;
            case ValueKind.Element:
                json.Name("$ref").Text(Reference(keyword.Element));
                break;
            case ValueKind.ElementMap:
                WriteMap(json, keyword);
                break;
            case ValueKind.ElementList:
                json.Name("type").Text("array");
                WriteNotEmpty(json, "minItems", keyword);
                json.Name("items").BeginObject().Name("$ref").Text(Reference(keyword.Element)).EndObject();
                break;
            case ValueKind.Names or ValueKind.References:
                WriteNames(json, keyword);
                break;
            case ValueKind.NameSets:
                json.Name("type").Text("array");
                WriteNotEmpty(json, "minItems", keyword);
                json.Name("items").BeginObject();
                WriteNames(json, keyword);
                json.EndObject();
                break;
            default:
                WriteString(json, keyword);
                break;
        }
    }

    private static void WriteMap(IndentedJson json, Keyword keyword)
    {
        json.Name("type").Text("object");
        WriteNotEmpty(json, "minProperties", keyword);
        json.Name("propertyNames").BeginObject();
        WriteString(json, keyword);
        json.EndObject();
        json.Name("additionalProperties").BeginObject().Name("$ref").Text(Reference(keyword.Element)).EndObject();
    }

    private static void WriteNames(IndentedJson json, Keyword keyword)
    {
        json.Name("type").Text("array");
        WriteNotEmpty(json, "minItems", keyword);
        json.Name("uniqueItems").Literal("true").Name("items").BeginObject();
        WriteString(json, keyword);
        json.EndObject();
    }

    private static void WriteNotEmpty(IndentedJson json, string name, Keyword keyword)
    {
        if (keyword.NotEmpty)
            json.Name(name).Integer(1);
    }

    private static void WriteString(IndentedJson json, Keyword keyword)
    {
        json.Name("type").Text("string").Name("pattern").Text(keyword.Value switch
        {
            ValueKind.Version => VersionPattern,
            ValueKind.TypeExpression => TypePattern,
            ValueKind.Reference or ValueKind.References => "^" + QualifiedDefinition + "$",
            _ => keyword.Names.Pattern,
        });
        if (keyword.Value is ValueKind.Name or ValueKind.Names or ValueKind.NameSets or ValueKind.ElementMap)
            json.Name("maxLength").Integer(NameRule.MaxLength);
    }

    private static string DescriptionOf(Keyword keyword) =>
        keyword.Default is null ? keyword.Doc : keyword.Doc + " Where it is absent: " + keyword.Default + ".";

    private static string Reference(ElementKind kind) => "#/$defs/" + NameOf(kind);

    private static string NameOf(ElementKind kind) => kind switch
    {
        ElementKind.CSharp => "csharp",
        _ => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString().Substring(1),
    };
}
