namespace Virtwire.Sdk.Schema.Reading;

/// <summary>The keywords of documents.</summary>
internal static class DocumentKeywords
{
    public static ElementShape[] Shapes() =>
    [
        new(ElementKind.Document, "a document", "A document adds types, errors and resources to a namespace.", new(
        [
            new("$schema", ValueKind.Text, "Where editors find the meta-schema; says nothing about the API."),
            new("namespace", ValueKind.Name, "The namespace that the document adds to.") { Required = true, Names = NameRule.Namespace },
            new("version", ValueKind.Version, "The version that the namespace now has; documents of one namespace that state it agree.")
                { Default = "the highest `since`" },
            new("since", ValueKind.Version, "The `since` of elements that state none and stand in none that does."),
            new("import", ValueKind.Names, "The namespaces whose names the document uses.") { Names = NameRule.Namespace },
            new("csharp", ValueKind.Element, "What only C# is concerned with.") { Element = ElementKind.CSharp },
            new("doc", ValueKind.Text, "What the document is about."),
            new("types", ValueKind.ElementMap, "Types by name.") { Element = ElementKind.Type, Names = NameRule.Definition },
            new("errors", ValueKind.ElementMap, "Errors by name.") { Element = ElementKind.Error, Names = NameRule.Definition },
            new("resources", ValueKind.ElementMap, "Resources by name.") { Element = ElementKind.Resource, Names = NameRule.Definition },
        ])),
        new(ElementKind.CSharp, "'csharp'", "What only C# is concerned with.", new(
        [
            new("namespace", ValueKind.Name, "The C# namespace of what is generated; documents of one namespace that state it agree.")
                { Required = true, Names = NameRule.CSharpNamespace },
        ])),
    ];
}
