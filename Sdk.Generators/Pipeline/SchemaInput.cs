using Microsoft.CodeAnalysis;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Generators.Pipeline;

/// <summary>A schema file of the compilation and what is wanted of it.</summary>
internal sealed record SchemaInput(AdditionalText File, SchemaRoles Roles);

/// <summary>A document as it was read, positions and all. The last thing in the pipeline that a reformatting changes.</summary>
internal sealed record ParsedDocument(string Path, SchemaRoles Roles, DocumentModel? Model, DocumentPositions Positions);

/// <summary>A document without positions: equal to its former self when only the formatting has changed.</summary>
internal sealed record SchemaDocument(DocumentModel? Model, SchemaRoles Roles);

/// <summary>Where the elements of a document stand, and what the reader found wrong. For the diagnostics branch only.</summary>
internal sealed record DocumentPositions(string Path, bool IsReference, SourceMap? Positions, EquatableArray<SchemaDiagnostic> Diagnostics);
