using System.Text.Json;

namespace Virtwire.Sdk.Cli.Discovery;

/// <summary>What a daemon can do, as its discovery says it: the source of all commands.</summary>
/// <param name="Resources">The resources, by ordinal name.</param>
internal sealed record DiscoveredApi(IReadOnlyList<DiscoveredResource> Resources)
{
    /// <summary>The method of that name on the wire, or null.</summary>
    public DiscoveredMethod? Find(string method) => Resources.SelectMany(r => r.Methods).FirstOrDefault(m => m.Name == method);
}

/// <summary>A resource and its methods.</summary>
/// <param name="Name">The name on the wire: <c>StoragePool</c>.</param>
/// <param name="Methods">The methods, by ordinal name.</param>
internal sealed record DiscoveredResource(string Name, IReadOnlyList<DiscoveredMethod> Methods)
{
    /// <summary>What it is, in a line.</summary>
    public string Doc { get; init; } = "";

    /// <summary>The word of the command line: <c>storage-pool</c>.</summary>
    public string Word => KebabCase.From(Name);
}

/// <summary>A method.</summary>
internal sealed record DiscoveredMethod
{
    /// <summary>The name on the wire: <c>Domain.getInfo</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The word of the command line: <c>get-info</c>.</summary>
    public string Word => KebabCase.From(Name[(Name.LastIndexOf('.') + 1)..]);

    /// <summary>What it does, in a line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What it does, in full.</summary>
    public string Doc { get; init; } = "";

    /// <summary>Whether it should not be used any more.</summary>
    public bool Deprecated { get; init; }

    /// <summary>The receiver's shape, for an instance method; null for a static one.</summary>
    public ValueShape? Receiver { get; init; }

    /// <summary>The parameters, without the receiver, in the order of the discovery.</summary>
    public IReadOnlyList<DiscoveredParameter> Parameters { get; init; } = [];

    /// <summary>Whether it answers a page of a list.</summary>
    public bool Paged { get; init; }

    /// <summary>The members of a page's items, in the order of the discovery.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The one member of the result whose value stands for the whole; null where the result is an object.</summary>
    public string? Unwrapped { get; init; }

    /// <summary>Whether it loses something that cannot be had back.</summary>
    public bool Destructive { get; init; }

    /// <summary>Whether it only starts a task.</summary>
    public bool StartsTask { get; init; }

    /// <summary>Whether the task that it starts can be cancelled.</summary>
    public bool TaskCancellable { get; init; }

    /// <summary>The errors it may answer: name and code.</summary>
    public IReadOnlyList<(string Name, int Code)> Errors { get; init; } = [];

    /// <summary>The parameters of calls that work as they stand.</summary>
    public IReadOnlyList<JsonElement> Examples { get; init; } = [];
}

/// <summary>A parameter.</summary>
/// <param name="Name">The name on the wire: <c>maxMemory</c>.</param>
/// <param name="Doc">What it means; empty when nothing is said.</param>
/// <param name="Required">Whether a call must have it.</param>
/// <param name="Shape">What values it takes.</param>
internal sealed record DiscoveredParameter(string Name, string Doc, bool Required, ValueShape Shape)
{
    /// <summary>The option of the command line: <c>--max-memory</c>.</summary>
    public string Option => "--" + KebabCase.From(Name);
}

/// <summary>How a text of the command line becomes a JSON value.</summary>
internal enum ValueKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number without a fraction.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false: a flag.</summary>
    Flag,

    /// <summary>Bytes, sent as base64.</summary>
    Bytes,

    /// <summary>An object found by one of its names: a handle.</summary>
    Handle,

    /// <summary>Several of <see cref="ValueShape.Element"/>.</summary>
    List,

    /// <summary>JSON text.</summary>
    Json,
}

/// <summary>What values a parameter takes.</summary>
/// <param name="Kind">How a text becomes a value.</param>
internal sealed record ValueShape(ValueKind Kind)
{
    /// <summary>The shape of the items of a list.</summary>
    public ValueShape? Element { get; init; }

    /// <summary>The values of an enum, or none.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The members of an object that is given as JSON, or none.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The sets of identity fields of a handle, of which any one is enough.</summary>
    public IReadOnlyList<IReadOnlyList<KeyField>> KeySets { get; init; } = [];

    /// <summary>The name of the resource that a handle is of; null where the discovery does not say.</summary>
    public string? Resource { get; init; }

    /// <summary>The identity fields of which one alone is enough, the preferred one first.</summary>
    public IEnumerable<string> Keys => KeySets.Where(set => set.Count == 1).Select(set => set[0].Name);

    /// <summary>The unit of a number, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>What is taken when it is absent, as JSON text, or null.</summary>
    public string? Default { get; init; }
}

/// <summary>A field of a handle's identity.</summary>
/// <param name="Name">The name on the wire: <c>pool</c>.</param>
/// <param name="Shape">What values it takes: a text, or the handle of the parent.</param>
internal sealed record KeyField(string Name, ValueShape Shape);
