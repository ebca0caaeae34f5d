namespace Virtwire.Sdk.Generators.Model;

/// <summary>The exception of an error, and the record of its details where it has some.</summary>
internal sealed record ErrorUnit : EmissionUnit
{
    public required string TypeName { get; init; }

    public required DocText Doc { get; init; }

    public required ErrorFacts Facts { get; init; }

    /// <summary>What <c>data.details</c> holds; null for nothing.</summary>
    public RecordModel? Details { get; init; }
}

/// <summary>What an error's descriptor says.</summary>
internal sealed record ErrorFacts(string Namespace, string Name, int Code, int Http, string Retry, string? Hint, int SinceMajor, int SinceMinor);
