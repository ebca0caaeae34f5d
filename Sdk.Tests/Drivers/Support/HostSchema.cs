using Virtwire.Sdk.Schema.Linking;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>The schema of the host API, as it stands in the tree.</summary>
internal static class HostSchema
{
    /// <summary>All of it.</summary>
    public static LinkedSchema Linked { get; } = Link();

    /// <summary>Every method, by its name on the wire.</summary>
    public static IEnumerable<(string Name, MethodModel Method)> Methods() =>
        from ns in Linked.Namespaces
        from resource in ns.Resources
        from method in resource.Methods
        select (resource.Name + "." + method.Name, method);

    private static LinkedSchema Link()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("schema"), "*.json");
        return Linker.Link([.. files.Select(file => DocumentReader.Read(file, File.ReadAllText(file)).Model!)]).Schema!;
    }
}
