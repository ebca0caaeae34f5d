namespace Virtwire.Sdk.Schema.Model;

/// <summary>A kind of object with methods and events, or (without identity) a group of static methods.</summary>
public sealed record ResourceModel
{
    /// <summary>The name on the wire, before the dot of a method's name: <c>Domain</c>. Never qualified.</summary>
    public required string Name { get; init; }

    /// <summary>Words and life.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>The fields that a handle carries; empty for a group of static methods.</summary>
    public EquatableArray<FieldModel> Identity { get; init; }

    /// <summary>The sets of identity fields of which any one finds an object.</summary>
    public EquatableArray<EquatableArray<string>> Keys { get; init; }

    /// <summary>The resource an object lies in; its handle is one of the identity fields. Fully qualified once linked.</summary>
    public string? Parent { get; init; }

    /// <summary>The collection's name in REST routes.</summary>
    public string? Rest { get; init; }

    /// <summary>The name of one, for C#; null where it is the name.</summary>
    public string? Singular { get; init; }

    /// <summary>The name of many, for C#; null where it is the name of one and an s.</summary>
    public string? Plural { get; init; }

    /// <summary>The methods, by ordinal name once linked.</summary>
    public EquatableArray<MethodModel> Methods { get; init; }

    /// <summary>The events, by ordinal name once linked.</summary>
    public EquatableArray<EventModel> Events { get; init; }

    /// <summary>What the names of its C# types begin with.</summary>
    public string CSharpName => CSharpNames.Pascal(Singular ?? Name);

    /// <summary>Whether its objects have handles.</summary>
    public bool HasIdentity => Identity.Count > 0;
}

/// <summary>What a caller must be allowed to do.</summary>
public enum MethodAccess
{
    /// <summary>Changes nothing.</summary>
    Read,

    /// <summary>Changes objects.</summary>
    Write,

    /// <summary>Changes the server, or reads what only its owner may.</summary>
    Admin,
}

/// <summary>Which way bytes travel beside a call.</summary>
public enum StreamDirection
{
    /// <summary>No bytes beside the call.</summary>
    None,

    /// <summary>From the client.</summary>
    Up,

    /// <summary>To the client.</summary>
    Down,

    /// <summary>Both ways.</summary>
    Both,
}

/// <summary>A method.</summary>
public sealed record MethodModel
{
    /// <summary>The parameter that is the receiver of a method that is not static.</summary>
    public const string Self = "self";

    /// <summary>The parameter, of methods with pages, for the most items of a page.</summary>
    public const string Limit = "limit";

    /// <summary>The parameter, of methods with pages, for the cursor at which a page begins.</summary>
    public const string After = "after";

    /// <summary>The name, without the resource's: <c>getInfo</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Words and life.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>Whether it has no receiver.</summary>
    public bool Static { get; init; }

    /// <summary>What a caller must be allowed to do.</summary>
    public MethodAccess Access { get; init; }

    /// <summary>Whether it loses something that cannot be brought back, so that a person is asked.</summary>
    public bool Destructive { get; init; }

    /// <summary>Whether a second run does no harm.</summary>
    public bool Idempotent { get; init; }

    /// <summary>The parameters that may be given by position, in their order.</summary>
    public EquatableArray<string> Positional { get; init; }

    /// <summary>The parameters, <c>self</c> and the page's not among them, by <c>since</c> and ordinal name once linked.</summary>
    public EquatableArray<FieldModel> Params { get; init; }

    /// <summary>Whether parameters that the schema lacks are passed over instead of refused, as the frozen handshake needs it.</summary>
    public bool IgnoreUnknownParams { get; init; }

    /// <summary>What it answers: null for nothing, else a struct, a handle, or for a page the list of its items.</summary>
    public TypeExpression? Result { get; init; }

    /// <summary>Whether C# returns the one field of the result instead of the struct.</summary>
    public bool Unwrap { get; init; }

    /// <summary>The most items of a page; null when the method answers no page.</summary>
    public int? MaxPage { get; init; }

    /// <summary>Set where the call only starts the work.</summary>
    public TaskModel? Task { get; init; }

    /// <summary>Which way bytes travel beside the call.</summary>
    public StreamDirection Stream { get; init; }

    /// <summary>The errors it may answer beside those that every method may; fully qualified once linked.</summary>
    public EquatableArray<string> Errors { get; init; }

    /// <summary>Calls that work as they stand.</summary>
    public EquatableArray<ExampleModel> Examples { get; init; }
}

/// <summary>A long-running method: the type that reports its progress (null for none), and whether it can be cancelled.</summary>
public sealed record TaskModel(string? Progress, bool Cancel);

/// <summary>An example call: canonical JSON text of the parameters (<c>self</c> among them) and of the result.</summary>
public sealed record ExampleModel(string? Doc, string? Params, string? Result);

/// <summary>How an event reaches its subscribers.</summary>
public enum EventDelivery
{
    /// <summary>Kept for a while, so that a subscriber can resume after a break.</summary>
    Replay,

    /// <summary>Only for those who listen now.</summary>
    Live,
}

/// <summary>An event of a resource.</summary>
public sealed record EventModel
{
    /// <summary>The name, without the resource's: <c>stateChanged</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Words and life.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>How it reaches its subscribers.</summary>
    public EventDelivery Delivery { get; init; }

    /// <summary>What it tells, by <c>since</c> and ordinal name once linked.</summary>
    public EquatableArray<FieldModel> Data { get; init; }
}
