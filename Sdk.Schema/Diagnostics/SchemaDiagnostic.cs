using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>How much a finding matters.</summary>
public enum SchemaSeverity
{
    /// <summary>The document can be used; somebody should look.</summary>
    Warning,

    /// <summary>The document cannot be used.</summary>
    Error,
}

/// <summary>Which part of an element a finding is about.</summary>
public enum ElementPart
{
    /// <summary>The value behind the key.</summary>
    Value,

    /// <summary>The key itself.</summary>
    Key,
}

/// <summary>A finding that names its place by the document and a JSON pointer, so that it holds wherever the text moves.</summary>
/// <param name="Id">The catalogue's id: <c>VW1nnn</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Document">The path of the document.</param>
/// <param name="Pointer">The element: an RFC 6901 pointer such as <c>/types/Disk/variants/file/type</c>.</param>
/// <param name="Part">The key or the value there.</param>
/// <param name="Message">What is wrong, in which definition, and how to mend it.</param>
public sealed record SchemaDiagnostic(string Id, SchemaSeverity Severity, string Document, string Pointer, ElementPart Part, string Message)
{
    /// <summary>The place in the text, when it is known without a source map (the text is not JSON, say).</summary>
    public TextSpan? Span { get; init; }
}
