using System.Text;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Server.Discovery;

/// <summary>The schema as the drivers were built with it, read back from its canonical form.</summary>
internal static class LinkedApis
{
    /// <summary>Reads and links namespaces, whose imports must be among them.</summary>
    /// <exception cref="InvalidOperationException">A driver was built from a schema that this server cannot read.</exception>
    internal static LinkedSchema Link(IEnumerable<ApiDescription> apis)
    {
        var documents = new List<DocumentModel>();
        foreach (var api in apis)
        {
            var read = DocumentReader.Read(api.Namespace, Encoding.UTF8.GetString(api.CanonicalSchema.Span));
            documents.Add(read.Model ?? throw Unreadable(api.Namespace, read.Diagnostics));
        }

        var linked = Linker.Link(documents);
        return linked.Schema ?? throw Unreadable("the server's namespaces", linked.Diagnostics);
    }

    private static InvalidOperationException Unreadable(string what, EquatableArray<SchemaDiagnostic> findings) => new(
        $"The schema of {what} cannot be read back: {(findings.Count > 0 ? findings[0] : "it is empty")}. "
        + "It was built with another version of the schema language.");
}
