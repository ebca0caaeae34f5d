using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>An event as a client sees it.</summary>
/// <param name="Name">The C# name without <c>Watch</c> or <c>Event</c>.</param>
/// <param name="Descriptor">The C# expression of the descriptor.</param>
/// <param name="EventType">The class that a client enumerates.</param>
/// <param name="DataType">The record that the event carries.</param>
/// <param name="Data">The members of the data.</param>
/// <param name="Doc">Its words.</param>
internal sealed record EventPlan(
    string Name,
    string Descriptor,
    string EventType,
    string DataType,
    EquatableArray<MemberModel> Data,
    DocText Doc);

/// <summary>What all events of a resource are. One kind of event alone needs nothing beside its own class.</summary>
/// <param name="Type">The base class of their classes.</param>
/// <param name="Watch">The method that watches all of them.</param>
/// <param name="Resource">The resource's name.</param>
internal sealed record AnyEventPlan(string Type, string Watch, string Resource);

/// <summary>The handle of a resource: its instance methods and events.</summary>
internal sealed record HandleUnit : EmissionUnit
{
    /// <summary>What all its events are; null where there are not several kinds.</summary>
    public AnyEventPlan? AnyEvent { get; init; }

    public required string TypeName { get; init; }

    public required string ReferenceType { get; init; }

    public required DocText Doc { get; init; }

    public required EquatableArray<MemberModel> Identity { get; init; }

    /// <summary>The members, by index, of the first key set: what makes two handles equal.</summary>
    public required EquatableArray<int> FirstKeys { get; init; }

    public required EquatableArray<MethodPlan> Methods { get; init; }

    public required EquatableArray<EventPlan> Events { get; init; }
}

/// <summary>The way to a resource: its static methods, and for one with handles the events of all and <c>Bind</c>.</summary>
internal sealed record CollectionUnit : EmissionUnit
{
    /// <inheritdoc cref="HandleUnit.AnyEvent"/>
    public AnyEventPlan? AnyEvent { get; init; }

    public required string TypeName { get; init; }

    /// <summary>The handle; null for a group of static methods.</summary>
    public string? HandleType { get; init; }

    public required string ReferenceType { get; init; }

    public required DocText Doc { get; init; }

    public required EquatableArray<MethodPlan> Methods { get; init; }

    public required EquatableArray<EventPlan> Events { get; init; }
}

/// <summary>The classes of a resource's events.</summary>
internal sealed record EventsUnit : EmissionUnit
{
    /// <inheritdoc cref="HandleUnit.AnyEvent"/>
    public AnyEventPlan? AnyEvent { get; init; }

    /// <summary>The handle that an event is about; null for a group of static methods.</summary>
    public string? HandleType { get; init; }

    public required string HandleProperty { get; init; }

    public required string ReferenceType { get; init; }

    public required EquatableArray<EventPlan> Events { get; init; }

    /// <inheritdoc/>
    public override bool IsEmpty => Events.Count == 0;
}

/// <summary>The properties that a connection gains from a namespace.</summary>
internal sealed record ConnectionUnit : EmissionUnit
{
    public required string TypeName { get; init; }

    /// <summary>The namespace of the schema.</summary>
    public required string SchemaNamespace { get; init; }

    public required EquatableArray<ConnectionProperty> Properties { get; init; }
}

/// <summary>A property of the connection.</summary>
internal sealed record ConnectionProperty(string Name, string Type, DocText Doc);
