namespace Virtwire.Sdk;

/// <summary>What the schema says about an error.</summary>
public sealed class ErrorDescriptor
{
    /// <summary>Describes an error.</summary>
    /// <param name="name">The name, which <c>data.name</c> carries: <c>NoDomain</c>.</param>
    /// <param name="code">The number on the wire.</param>
    public ErrorDescriptor(string name, int code)
    {
        Name = name;
        Code = code;
    }

    /// <summary>The name, which <c>data.name</c> carries: <c>NoDomain</c>.</summary>
    public string Name { get; }

    /// <summary>The number on the wire: positive for errors of a schema, negative for those of JSON-RPC.</summary>
    public int Code { get; }

    /// <summary>The schema's namespace; empty for JSON-RPC's own errors.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The first version of the namespace that has it.</summary>
    public ApiVersion Since { get; init; } = new(1, 0);

    /// <summary>The HTTP status that stands for it.</summary>
    public int Http { get; init; } = 500;

    /// <summary>Whether making the call again may help.</summary>
    public RetryClass Retry { get; init; }

    /// <summary>What to do next, for people; null where there is nothing general to say.</summary>
    public string? Hint { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
