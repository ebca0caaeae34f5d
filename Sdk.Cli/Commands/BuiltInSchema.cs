using System.Text;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>The schema that the tool was built with, as documents.</summary>
internal static class BuiltInSchema
{
    /// <summary>A document a namespace: <c>core</c> and <c>host</c>.</summary>
    public static IReadOnlyList<DocumentModel> Documents { get; } = [.. All(HostApi.Description).Select(Read)];

    private static IEnumerable<ApiDescription> All(ApiDescription description) =>
        description.Imports.SelectMany(All).Append(description).DistinctBy(d => d.Namespace);

    private static DocumentModel Read(ApiDescription description) =>
        DocumentReader.Read(description.Namespace + ".json", Encoding.UTF8.GetString(description.CanonicalSchema.Span)).Model!;
}
