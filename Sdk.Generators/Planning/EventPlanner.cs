using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Planning;

/// <summary>Events: the record of their data and the class that a client sees.</summary>
internal sealed class EventPlanner(TypeMap types, RecordPlanner records)
{
    /// <summary>The record of what an event tells.</summary>
    public RecordModel Data(NamespaceModel ns, ResourceModel resource, EventModel model)
    {
        var name = DataName(resource, model);
        return new RecordModel
        {
            TypeName = name,
            Doc = Docs.Of(model.Lifecycle, $"What the event {resource.Name}.{model.Name} tells.").ForServers,
            Members = records.Members(model.Data, model.Lifecycle),
        };
    }

    /// <summary>An event as a client sees it.</summary>
    public EventPlan Plan(NamespaceModel ns, ResourceModel resource, EventModel model)
    {
        var name = CSharpNames.Pascal(model.Name);
        return new EventPlan(
            name,
            ApiPlanner.DescriptorOf(ns, resource, model.Name),
            EventName(resource, model),
            DataType(types, ns, resource, model),
            Data(ns, resource, model).Members,
            Docs.Of(model.Lifecycle, $"The event {resource.Name}.{model.Name}."));
    }

    /// <summary>What all events of a resource are; null where there are not several kinds.</summary>
    public static AnyEventPlan? Any(ResourceModel resource)
    {
        if (resource.Events.Count < 2)
            return null;

        // An event may be called 'all'.
        var watch = resource.Events.Any(static e => CSharpNames.Pascal(e.Name) == "All") ? "WatchAllKinds" : "WatchAll";
        return new AnyEventPlan(resource.CSharpName + "Event", watch, resource.Name);
    }

    /// <summary>The C# type of the data.</summary>
    public static string DataType(TypeMap types, NamespaceModel ns, ResourceModel resource, EventModel model) =>
        types.Global(ns.Name + "." + DataName(resource, model));

    /// <summary>The C# type of what an event is about; a group of static methods has no handle.</summary>
    public static string ReferenceType(TypeMap types, NamespaceModel ns, ResourceModel resource) =>
        resource.HasIdentity ? types.Global(ns.Name + "." + resource.Name, "Ref") : "global::Virtwire.Sdk.Wire.NoHandle";

    private static string DataName(ResourceModel resource, EventModel model) =>
        resource.CSharpName + CSharpNames.Pascal(model.Name) + "Data";

    private static string EventName(ResourceModel resource, EventModel model) =>
        resource.CSharpName + CSharpNames.Pascal(model.Name) + "Event";
}
