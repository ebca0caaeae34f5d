namespace Virtwire.Sdk.Schema.Model;

/// <summary>Whether, and when, trying again may help.</summary>
public enum RetryClass
{
    /// <summary>The same call will fail again until something else has changed.</summary>
    Never,

    /// <summary>The same call may succeed at once.</summary>
    Immediate,

    /// <summary>The same call may succeed after a while.</summary>
    Later,
}

/// <summary>An error that a method may answer.</summary>
public sealed record ErrorModel
{
    /// <summary>The name on the wire; never qualified, because <c>data.name</c> carries it.</summary>
    public required string Name { get; init; }

    /// <summary>Words and life.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>The positive number on the wire.</summary>
    public required int Code { get; init; }

    /// <summary>The HTTP status that REST answers.</summary>
    public required int Http { get; init; }

    /// <summary>Whether trying again may help.</summary>
    public RetryClass Retry { get; init; }

    /// <summary>What to do next, for people.</summary>
    public string? Hint { get; init; }

    /// <summary>What <c>data.details</c> holds, by <c>since</c> and ordinal name once linked.</summary>
    public EquatableArray<FieldModel> Data { get; init; }
}
