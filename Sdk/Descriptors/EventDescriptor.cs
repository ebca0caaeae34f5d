using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>What the schema says about an event.</summary>
public abstract class EventDescriptor
{
    private protected EventDescriptor(string name)
    {
        Name = name;
        EncodedName = JsonEncodedText.Encode(name);
        Resource = name[..name.IndexOf('.', StringComparison.Ordinal)];
    }

    /// <summary>The name on the wire: <c>Domain.stateChanged</c>.</summary>
    public string Name { get; }

    /// <summary>The name as it stands between the quotes of a JSON string.</summary>
    public JsonEncodedText EncodedName { get; }

    /// <summary>The resource: <c>Domain</c>.</summary>
    public string Resource { get; }

    /// <summary>The schema's namespace: <c>host</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>The first version of the namespace that has it.</summary>
    public required ApiVersion Since { get; init; }

    /// <summary>How it reaches its subscribers.</summary>
    public EventDelivery Delivery { get; init; }

    /// <summary>The names on the wire that it had before, by which it can still be subscribed to.</summary>
    public IReadOnlyList<string> EarlierNames { get; init; } = [];

    /// <summary>The features that a session must have agreed on to see it.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Whether it may still change in any version.</summary>
    public bool Preview { get; init; }

    /// <summary>Whether the event is about an object; otherwise it has no <c>self</c>.</summary>
    public abstract bool HasHandle { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What the schema says about an event, with the types of what it carries.</summary>
/// <typeparam name="TRef">The handle of the object it is about; <see cref="NoHandle"/> where the resource has no objects.</typeparam>
/// <typeparam name="TData">What it tells.</typeparam>
public sealed class EventDescriptor<TRef, TData> : EventDescriptor
    where TRef : IWireStruct<TRef>
    where TData : IWireStruct<TData>
{
    /// <summary>Describes an event.</summary>
    /// <param name="name">The name on the wire: <c>Domain.stateChanged</c>.</param>
    public EventDescriptor(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override bool HasHandle => typeof(TRef) != typeof(NoHandle);
}
