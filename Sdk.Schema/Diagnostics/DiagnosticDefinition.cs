using System.Globalization;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Diagnostics;

/// <summary>A kind of finding: an entry of the catalogue.</summary>
/// <param name="Id">The id, <c>VW1nnn</c>; never used again for something else.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="MessageFormat">The message, with <c>{0}</c>… for what differs from case to case.</param>
/// <param name="Severity">How much it matters.</param>
public sealed record DiagnosticDefinition(string Id, string Title, string MessageFormat, SchemaSeverity Severity)
{
    /// <summary>A finding of this kind at a place that a JSON pointer names.</summary>
    public SchemaDiagnostic At(string document, string pointer, ElementPart part, params string[] arguments)
    {
        var message = string.Format(CultureInfo.InvariantCulture, MessageFormat, arguments);
        var definition = DefinitionName.Of(pointer);
        return new SchemaDiagnostic(Id, Severity, document, pointer, part, definition.Length == 0 ? message : definition + ": " + message);
    }

    /// <summary>A finding of this kind at a stretch of text that no pointer names.</summary>
    public SchemaDiagnostic At(string document, TextSpan span, params string[] arguments) =>
        At(document, "", ElementPart.Value, arguments) with { Span = span };
}
