using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>The members of a definition: the document's top-level element, and the pointer of the object that holds them.</summary>
/// <param name="Element">The fully qualified name of the type, error or resource.</param>
/// <param name="Pointer">The pointer of the members: <c>/types/DomainInfo/fields</c>.</param>
/// <param name="Since">The version that brought the definition.</param>
internal readonly record struct MemberPlace(string Element, string Pointer, SchemaVersion? Since);

/// <summary>What the planner finds wrong: names that C# cannot tell apart.</summary>
internal sealed class PlanFindings(DocumentIndex documents)
{
    private readonly List<SchemaDiagnostic> _all = [];

    public IReadOnlyList<SchemaDiagnostic> All => _all;

    /// <summary>Two members of one definition have the same C# name.</summary>
    public void SameMemberName(MemberPlace place, string name, string other, string csharpName) =>
        _all.Add(GeneratorDiagnostics.SameMemberName.At(
            documents.HomeOf(place.Element).Path, JsonPointer.Append(place.Pointer, name), ElementPart.Key, other, name, csharpName));

    /// <summary>Two definitions emit the same C# type.</summary>
    public void SameTypeName(string path, string definition, string other, string csharpName) =>
        _all.Add(GeneratorDiagnostics.SameTypeName.At(path, "", ElementPart.Value, other, definition, csharpName));
}
