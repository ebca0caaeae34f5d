using System.Text.Json;

namespace Virtwire.Sdk;

/// <summary>What the schema says about a method.</summary>
public sealed class MethodDescriptor
{
    /// <summary>Describes a method.</summary>
    /// <param name="name">The name on the wire: <c>Domain.getInfo</c>.</param>
    public MethodDescriptor(string name)
    {
        Name = name;
        EncodedName = JsonEncodedText.Encode(name);
        Resource = name[..Math.Max(0, name.IndexOf('.', StringComparison.Ordinal))];
    }

    /// <summary>The name on the wire: <c>Domain.getInfo</c>.</summary>
    public string Name { get; }

    /// <summary>The name as it stands between the quotes of a JSON string.</summary>
    public JsonEncodedText EncodedName { get; }

    /// <summary>The resource: <c>Domain</c>.</summary>
    public string Resource { get; }

    /// <summary>The schema's namespace: <c>host</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>The first version of the namespace that has it.</summary>
    public required ApiVersion Since { get; init; }

    /// <summary>What a caller must be allowed to do.</summary>
    public required MethodAccess Access { get; init; }

    /// <summary>The errors of its schema.</summary>
    public required ErrorFactory Errors { get; init; }

    /// <summary>Whether it has no receiver.</summary>
    public bool Static { get; init; }

    /// <summary>Whether a second run does no harm.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether it loses something that cannot be brought back, so that a person is asked.</summary>
    public bool Destructive { get; init; }

    /// <summary>Whether the call only starts a task.</summary>
    public bool StartsTask { get; init; }

    /// <summary>Whether that task can be cancelled.</summary>
    public bool CancelsTask { get; init; }

    /// <summary>Which way bytes travel beside the call.</summary>
    public StreamDirection Stream { get; init; }

    /// <summary>The most items of a page; null when it answers no page.</summary>
    public int? MaxPage { get; init; }

    /// <summary>Whether parameters that the schema lacks are passed over instead of refused.</summary>
    public bool IgnoresUnknownParams { get; init; }

    /// <summary>The names that it had before, under which older clients still call it.</summary>
    public IReadOnlyList<string> EarlierNames { get; init; } = [];

    /// <summary>The features that a session must have agreed on to see it.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Whether it may still change in any version.</summary>
    public bool Preview { get; init; }

    /// <summary>The parameters that may be given by position, in their order.</summary>
    public IReadOnlyList<string> Positional { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
