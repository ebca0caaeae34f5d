using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>What the linker made of a set of documents.</summary>
/// <param name="Schema">The linked schema; null where there are errors among the findings, or were when the documents were read.</param>
/// <param name="Diagnostics">
/// What is wrong (errors) and what could be better (warnings), by document. Places are pointers: a document's source map has the spans.
/// </param>
public sealed record LinkResult(LinkedSchema? Schema, EquatableArray<SchemaDiagnostic> Diagnostics);
