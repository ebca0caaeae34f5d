namespace Virtwire.Sdk.Schema.Model;

/// <summary>One schema document as it was written: references by the names it uses, <c>since</c> only where it stands.</summary>
public sealed record DocumentModel
{
    /// <summary>The file's path, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>The namespace it adds to.</summary>
    public required string Namespace { get; init; }

    /// <summary>The version that the namespace now has; null where another document of the namespace says it.</summary>
    public SchemaVersion? Version { get; init; }

    /// <summary>The <c>since</c> of elements that state none and are in none that does.</summary>
    public SchemaVersion? Since { get; init; }

    /// <summary>The namespaces whose names it uses.</summary>
    public EquatableArray<string> Imports { get; init; }

    /// <summary>The C# namespace of what is emitted; null where another document of the namespace says it, or the default holds.</summary>
    public string? CSharpNamespace { get; init; }

    /// <summary>What the document is about.</summary>
    public string? Doc { get; init; }

    /// <summary>Its types, in the order of the document.</summary>
    public EquatableArray<TypeModel> Types { get; init; }

    /// <summary>Its errors, in the order of the document.</summary>
    public EquatableArray<ErrorModel> Errors { get; init; }

    /// <summary>Its resources, in the order of the document.</summary>
    public EquatableArray<ResourceModel> Resources { get; init; }

    /// <summary>
    /// Whether the reader found errors. The rest of the model is then as good as it could be made, so that linking finds what else is
    /// wrong, but it links to no schema.
    /// </summary>
    public bool HasErrors { get; init; }
}
