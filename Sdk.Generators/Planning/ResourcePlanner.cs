using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Generators.Pipeline;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Resources as units: reference, requests and event data (types), handle, collection and events (client), driver (server).</summary>
internal sealed class ResourcePlanner(LinkedSchema schema, TypeMap types, RecordPlanner records)
{
    private static readonly HashSet<string> TakenByConnections = new(StringComparer.Ordinal)
    {
        "Driver", "Epoch", "Equals", "Features", "GetHashCode", "GetType", "IsReadOnly", "Limits", "Options", "PeerVersion", "Resource", "Role",
        "Server", "State", "StateChanged", "Supports", "ToString", "Uri",
    };

    private readonly MethodPlanner _methods = new(schema, types, records);
    private readonly EventPlanner _events = new(types, records);

    /// <summary>Adds the units of a resource that its document's roles ask for.</summary>
    public void Plan(NamespaceModel ns, ResourceModel resource, ElementHome home, List<EmissionUnit> units)
    {
        if (home.Has(SchemaRoles.Types))
            AddTypes(ns, resource, home.File, units);
        if ((home.Roles & (SchemaRoles.Client | SchemaRoles.Server)) == 0)
            return;
        var methods = resource.Methods.Select(m => _methods.Plan(ns, resource, m)).ToList();
        var events = resource.Events.Select(e => _events.Plan(ns, resource, e)).ToEquatableArray();
        if (home.Has(SchemaRoles.Client))
            AddClient(ns, resource, home.File, methods, events, units);
        if (home.Has(SchemaRoles.Server))
            units.Add(Driver(ns, resource, home.File, methods, events));
    }

    /// <summary>The properties that a connection gains; null where no document of the namespace wants a client.</summary>
    public static ConnectionUnit? Connection(NamespaceModel ns, DocumentIndex documents)
    {
        var name = ApiPlanner.ClassName(ns.Name) + "ConnectionExtensions";
        var properties = ns.Resources
            .Where(r => documents.HomeOf(ns, r.Name).Has(SchemaRoles.Client))
            .Select(r => new ConnectionProperty(PropertyName(r), CollectionName(r), Docs.Of(r.Lifecycle, $"The methods of {r.Name}.")))
            .ToEquatableArray();
        return properties.Count == 0 ? null : new ConnectionUnit
        {
            HintName = ns.Name + "/" + name + ".g.cs",
            Namespace = ns.CSharpNamespace,
            SchemaFile = documents.FilesOf(ns),
            TypeName = name,
            SchemaNamespace = ns.Name,
            Properties = properties,
        };
    }

    private void AddTypes(NamespaceModel ns, ResourceModel resource, string file, List<EmissionUnit> units)
    {
        var name = resource.CSharpName;
        if (resource.HasIdentity)
        {
            units.Add(new StructUnit
            {
                HintName = $"{ns.Name}/{name}Ref.g.cs",
                Namespace = ns.CSharpNamespace,
                SchemaFile = file,
                Record = new RecordModel
                {
                    TypeName = name + "Ref",
                    Doc = new($"Names one {resource.Name}: any one of its key sets is enough.", Docs.Of(resource.Lifecycle, "").Remarks),
                    IsValueType = true,
                    Members = Identity(resource),
                    KeySets = KeySets(resource),
                },
            });
        }

        // Units without content are there as well: so a new method or event moves none of those behind it, and none is emitted anew.
        units.Add(new RequestsUnit
        {
            HintName = $"{ns.Name}/{name}.Requests.g.cs",
            Namespace = ns.CSharpNamespace,
            SchemaFile = file,
            Records = resource.Methods.Select(m => _methods.Request(ns, resource, m)).OfType<RecordModel>().ToEquatableArray(),
        });
        units.Add(new EventDataUnit
        {
            HintName = $"{ns.Name}/{name}.EventData.g.cs",
            Namespace = ns.CSharpNamespace,
            SchemaFile = file,
            Records = resource.Events.Select(e => _events.Data(ns, resource, e)).ToEquatableArray(),
        });
    }

    private void AddClient(
        NamespaceModel ns, ResourceModel resource, string file, List<MethodPlan> methods, EquatableArray<EventPlan> events, List<EmissionUnit> units)
    {
        var name = resource.CSharpName;
        var reference = EventPlanner.ReferenceType(types, ns, resource);
        var handle = resource.HasIdentity ? types.Global(ns.Name + "." + resource.Name) : null;
        var any = EventPlanner.Any(resource);
        units.Add(new CollectionUnit
        {
            HintName = $"{ns.Name}/{CollectionName(resource)}.g.cs",
            Namespace = ns.CSharpNamespace,
            SchemaFile = file,
            TypeName = CollectionName(resource),
            HandleType = handle,
            ReferenceType = reference,
            Doc = Docs.Of(resource.Lifecycle, $"The methods of {resource.Name}."),
            Methods = methods.Where(static m => m.IsStatic).ToEquatableArray(),
            Events = events,
            AnyEvent = any,
        });
        if (resource.HasIdentity)
        {
            units.Add(new HandleUnit
            {
                HintName = $"{ns.Name}/{name}.g.cs",
                Namespace = ns.CSharpNamespace,
                SchemaFile = file,
                TypeName = name,
                ReferenceType = reference,
                Doc = Docs.Of(resource.Lifecycle, $"A handle to one {resource.Name}."),
                Identity = Identity(resource),
                FirstKeys = KeySets(resource) is { Count: > 0 } sets ? sets[0] : default,
                Methods = methods.Where(static m => !m.IsStatic).ToEquatableArray(),
                Events = events,
                AnyEvent = any,
            });
        }

        units.Add(new EventsUnit
        {
            HintName = $"{ns.Name}/{name}.Events.g.cs",
            Namespace = ns.CSharpNamespace,
            SchemaFile = file,
            HandleType = handle,
            HandleProperty = name,
            ReferenceType = reference,
            Events = events,
            AnyEvent = any,
        });
    }

    private DriverUnit Driver(NamespaceModel ns, ResourceModel resource, string file, List<MethodPlan> methods, EquatableArray<EventPlan> events)
    {
        var name = resource.CSharpName + "Driver";
        return new DriverUnit
        {
            HintName = $"{ns.Name}/Drivers/{name}.g.cs",
            Namespace = ns.CSharpNamespace + ".Drivers",
            SchemaFile = file,
            TypeName = name,
            Resource = resource.Name,
            Doc = Docs.Of(resource.Lifecycle, $"Serves {resource.Name}."),
            Description = ApiPlanner.DescriptionOf(ns),
            ReferenceType = EventPlanner.ReferenceType(types, ns, resource),
            Methods = methods.ToEquatableArray(),
            Events = events.Select(static e => e.Descriptor).ToEquatableArray(),
        };
    }

    /// <summary>Identity fields may all be absent: which of them must be there, the key sets say.</summary>
    private EquatableArray<MemberModel> Identity(ResourceModel resource) =>
        records.Members(resource.Identity, resource.Lifecycle)
            .Select(static m => m with { Presence = Presence.Optional })
            .ToEquatableArray();

    private static EquatableArray<EquatableArray<int>> KeySets(ResourceModel resource)
    {
        var names = resource.Identity.Select(static f => f.Name).ToList();
        return resource.Keys.Select(set => set.Select(key => names.IndexOf(key)).ToEquatableArray()).ToEquatableArray();
    }

    private static string CollectionName(ResourceModel resource) =>
        resource.CSharpName + (resource.HasIdentity ? "Collection" : "Service");

    /// <summary>A member of the connection would hide a property of that name: then the property is named as its class.</summary>
    private static string PropertyName(ResourceModel resource)
    {
        var name = !resource.HasIdentity ? resource.CSharpName
            : resource.Plural is { } plural ? CSharpNames.Pascal(plural)
            : resource.CSharpName + "s";
        return TakenByConnections.Contains(name) ? CollectionName(resource) : name;
    }
}
