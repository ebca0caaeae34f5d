namespace Virtwire.Sdk.Schema.Model;

/// <summary>What a client does with a parameter that the peer is too old to know.</summary>
public enum WhenUnsupported
{
    /// <summary>The call fails before it is sent.</summary>
    Fail,

    /// <summary>The parameter is left out: it is a hint.</summary>
    Drop,
}

/// <summary>A member of a struct, a parameter, an identity field, a datum of an error or an event.</summary>
public sealed record FieldModel
{
    /// <summary>The name on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>Words and life.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>The type of a value.</summary>
    public required TypeExpression Type { get; init; }

    /// <summary>Whether it may be absent.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether it may be <c>null</c>, which is not the same as absent.</summary>
    public bool Nullable { get; init; }

    /// <summary>What the server takes when it is absent: canonical JSON text; null when nothing is stated.</summary>
    public string? Default { get; init; }

    /// <summary>The unit of a number, for people: <c>KiB</c>, <c>ns</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether it is kept out of logs, traces and dumps.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Parameters only: what a client does when the peer is too old.</summary>
    public WhenUnsupported WhenUnsupported { get; init; }

    /// <summary>What a value must satisfy.</summary>
    public Constraints Constraints { get; init; } = Constraints.None;
}
