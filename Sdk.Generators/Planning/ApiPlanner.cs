using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Canonical;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>The description of a namespace, and the C# names of its descriptors.</summary>
internal sealed class ApiPlanner(LinkedSchema schema, TypeMap types)
{
    public ApiUnit Plan(NamespaceModel ns, string schemaFile) => new()
    {
        HintName = ns.Name + "/" + ClassName(ns.Name) + ".g.cs",
        Namespace = ns.CSharpNamespace,
        SchemaFile = schemaFile,
        TypeName = ClassName(ns.Name),
        SchemaNamespace = ns.Name,
        Version = ns.Version,
        CanonicalSchema = CanonicalWriter.Write(ns),
        WireHash = WireHash.Compute(ns),
        Imports = ns.Imports.Select(i => DescriptionOf(schema.FindNamespace(i)!)).ToEquatableArray(),
        Resources = ns.Resources.Select(r => Resource(ns, r)).ToEquatableArray(),
        ErrorsType = ErrorsName(ns.Name),
        ImportedErrors = ns.Imports.Select(i => ErrorsOf(schema.FindNamespace(i)!)).ToEquatableArray(),
        Errors = ns.Errors.Select(e => new ApiError(
            types.Global(ns.Name + "." + e.Name, "Exception"),
            e.Lifecycle.Was.Select(static w => w.Name).Prepend(e.Name).ToEquatableArray(),
            e.Code)).ToEquatableArray(),
    };

    /// <summary>The C# expression of a namespace's description.</summary>
    public static string DescriptionOf(NamespaceModel ns) => $"global::{ns.CSharpNamespace}.{ClassName(ns.Name)}.Description";

    /// <summary>The C# expression of the descriptor of a method or an event.</summary>
    public static string DescriptorOf(NamespaceModel ns, ResourceModel resource, string member) =>
        $"global::{ns.CSharpNamespace}.{ClassName(ns.Name)}.{CSharpNames.Pascal(resource.Name)}.{CSharpNames.Pascal(member)}";

    /// <summary><c>host</c> is <c>HostApi</c>; <c>com.acme.gpu</c> is <c>GpuApi</c>.</summary>
    public static string ClassName(string ns) => CSharpNames.Pascal(ns.Substring(ns.LastIndexOf('.') + 1)) + "Api";

    /// <summary>The C# expression of what makes exceptions of a namespace's errors.</summary>
    public static string ErrorsOf(NamespaceModel ns) => $"global::{ns.CSharpNamespace}.{ErrorsName(ns.Name)}.Instance";

    private static string ErrorsName(string ns) => CSharpNames.Pascal(ns.Substring(ns.LastIndexOf('.') + 1)) + "Errors";

    private ApiResource Resource(NamespaceModel ns, ResourceModel resource) => new(
        CSharpNames.Pascal(resource.Name),
        Docs.Of(resource.Lifecycle, "The resource " + resource.Name + ".").ForServers,
        resource.Methods.Select(m => Method(resource, m)).ToEquatableArray(),
        resource.Events.Select(e => Event(ns, resource, e)).ToEquatableArray());

    private static ApiMethod Method(ResourceModel resource, MethodModel method) => new()
    {
        Property = CSharpNames.Pascal(method.Name),
        WireName = resource.Name + "." + method.Name,
        Doc = Docs.Of(method.Lifecycle, $"The method {resource.Name}.{method.Name}.", outer: resource.Lifecycle.Since).ForServers,
        Since = method.Lifecycle.Since!.Value,
        Access = method.Access,
        IsStatic = method.Static,
        Idempotent = method.Idempotent,
        Destructive = method.Destructive,
        IgnoresUnknownParams = method.IgnoreUnknownParams,
        MaxPage = method.MaxPage,
        StartsTask = method.Task is not null,
        CancelsTask = method.Task is { Cancel: true },
        Stream = method.Stream,
        Positional = method.Positional,
        EarlierNames = EarlierNames(resource, method.Name, method.Lifecycle.Was),
        Features = method.Lifecycle.Features,
        Preview = method.Lifecycle.Preview,
    };

    private ApiEvent Event(NamespaceModel ns, ResourceModel resource, EventModel model) => new()
    {
        Property = CSharpNames.Pascal(model.Name),
        WireName = resource.Name + "." + model.Name,
        ReferenceType = EventPlanner.ReferenceType(types, ns, resource),
        DataType = EventPlanner.DataType(types, ns, resource, model),
        Doc = Docs.Of(model.Lifecycle, $"The event {resource.Name}.{model.Name}.", outer: resource.Lifecycle.Since).ForServers,
        Since = model.Lifecycle.Since!.Value,
        Delivery = model.Delivery,
        EarlierNames = EarlierNames(resource, model.Name, model.Lifecycle.Was),
        Features = model.Lifecycle.Features,
        Preview = model.Lifecycle.Preview,
    };

    /// <summary>All names that the method or event had on the wire before: by its own earlier names, and by those of its resource.</summary>
    private static EquatableArray<string> EarlierNames(ResourceModel resource, string member, EquatableArray<Rename> was)
    {
        if (resource.Lifecycle.Was.Count == 0 && was.Count == 0)
            return default;
        var names = new List<string>();
        foreach (var resourceName in resource.Lifecycle.Was.Select(static w => w.Name).Prepend(resource.Name))
            names.AddRange(was.Select(static w => w.Name).Prepend(member).Select(m => resourceName + "." + m));
        names.RemoveAt(0);
        return names.ToEquatableArray();
    }
}
