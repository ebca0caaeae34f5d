namespace Virtwire.Sdk.Schema.Model;

/// <summary>
/// All documents of one namespace, merged and resolved: names qualified, <c>since</c> inherited, members in the order of the
/// wire.
/// </summary>
public sealed record NamespaceModel
{
    /// <summary>The name: <c>host</c>, <c>com.acme.gpu</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version that it now has.</summary>
    public required SchemaVersion Version { get; init; }

    /// <summary>The C# namespace of what is emitted.</summary>
    public required string CSharpNamespace { get; init; }

    /// <summary>What its documents are about: their words in ordinal order, a line each; null when none says anything.</summary>
    public string? Doc { get; init; }

    /// <summary>The namespaces whose names it uses, ordinal.</summary>
    public EquatableArray<string> Imports { get; init; }

    /// <summary>The types, by ordinal name.</summary>
    public EquatableArray<TypeModel> Types { get; init; }

    /// <summary>The errors, by ordinal name.</summary>
    public EquatableArray<ErrorModel> Errors { get; init; }

    /// <summary>The resources, by ordinal name.</summary>
    public EquatableArray<ResourceModel> Resources { get; init; }
}

/// <summary>Where values of a type travel.</summary>
[Flags]
public enum TypeUse
{
    /// <summary>Nothing reaches it.</summary>
    None = 0,

    /// <summary>Reached from a parameter.</summary>
    Request = 1,

    /// <summary>Reached from a result, a task's progress or an error's data.</summary>
    Response = 2,

    /// <summary>Reached from an event's data.</summary>
    Event = 4,
}

/// <summary>A set of namespaces in which every reference has its target. Made by the linker only.</summary>
public sealed class LinkedSchema
{
    private readonly Dictionary<string, TypeModel> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (NamespaceModel Namespace, ResourceModel Resource)> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (NamespaceModel Namespace, ErrorModel Error)> _errors = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, TypeUse> _uses;

    internal LinkedSchema(EquatableArray<NamespaceModel> namespaces, IReadOnlyDictionary<string, TypeUse> uses)
    {
        Namespaces = namespaces;
        _uses = uses;
        foreach (var ns in namespaces)
        {
            foreach (var type in ns.Types)
                _types[type.Name] = type;
            foreach (var resource in ns.Resources)
                _resources[ns.Name + "." + resource.Name] = (ns, resource);
            foreach (var error in ns.Errors)
                _errors[ns.Name + "." + error.Name] = (ns, error);
        }
    }

    /// <summary>The namespaces, by ordinal name.</summary>
    public EquatableArray<NamespaceModel> Namespaces { get; }

    /// <summary>The namespace of that name, or null.</summary>
    public NamespaceModel? FindNamespace(string name) => Namespaces.FirstOrDefault(n => n.Name == name);

    /// <summary>The type of that fully qualified name, or null.</summary>
    public TypeModel? FindType(string qualifiedName) => _types.TryGetValue(qualifiedName, out var type) ? type : null;

    /// <summary>The resource of that fully qualified name (<c>host.Domain</c>), or null.</summary>
    public ResourceModel? FindResource(string qualifiedName) =>
        _resources.TryGetValue(qualifiedName, out var found) ? found.Resource : null;

    /// <summary>The error of that fully qualified name (<c>host.NoDomain</c>), or null.</summary>
    public ErrorModel? FindError(string qualifiedName) => _errors.TryGetValue(qualifiedName, out var found) ? found.Error : null;

    /// <summary>Where values of the type travel.</summary>
    public TypeUse UseOf(string qualifiedName) => _uses.TryGetValue(qualifiedName, out var use) ? use : TypeUse.None;

    /// <summary>
    /// Whether a reader keeps the members it does not know: only where a value can be read and written back, so that
    /// read-modify-write loses nothing and statistics pay nothing.
    /// </summary>
    public bool KeepsUnknownMembers(string qualifiedName) =>
        (UseOf(qualifiedName) & (TypeUse.Request | TypeUse.Response)) == (TypeUse.Request | TypeUse.Response);

    /// <summary>The namespace part of a fully qualified name.</summary>
    public static string NamespaceOf(string qualifiedName) => qualifiedName.Substring(0, qualifiedName.LastIndexOf('.'));

    /// <summary>The last part of a fully qualified name.</summary>
    public static string ShortNameOf(string qualifiedName) => qualifiedName.Substring(qualifiedName.LastIndexOf('.') + 1);
}
