using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>What the reader made of a document.</summary>
/// <param name="Model">
/// The document; null when the text is not JSON or names no namespace. With errors among the findings it is as good as could be made:
/// worth linking for what else is wrong (see <see cref="DocumentModel.HasErrors"/>).
/// </param>
/// <param name="Positions">Where in the text the elements stand.</param>
/// <param name="Diagnostics">What is wrong, in the order of the text, each with its span.</param>
public sealed record ReadDocument(DocumentModel? Model, SourceMap Positions, EquatableArray<SchemaDiagnostic> Diagnostics);
