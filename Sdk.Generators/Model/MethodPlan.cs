using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Model;

/// <summary>What travels as the parameters of a method.</summary>
internal enum RequestKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The receiver alone.</summary>
    SelfOnly,

    /// <summary>A record of its own.</summary>
    Own,
}

/// <summary>The shape of an answer.</summary>
internal enum ResultKind
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A struct as it is.</summary>
    Result,

    /// <summary>The one member of a struct.</summary>
    Value,

    /// <summary>A handle.</summary>
    Handle,

    /// <summary>A page of structs.</summary>
    Page,

    /// <summary>A page of handles.</summary>
    HandlePage,
}

/// <summary>A method as client, server and description need it.</summary>
internal sealed record MethodPlan
{
    /// <summary>The C# name without <c>Async</c>; the name of the descriptor's property too.</summary>
    public required string Name { get; init; }

    /// <summary>The C# expression of the descriptor.</summary>
    public required string Descriptor { get; init; }

    public required DocText Doc { get; init; }

    public required bool IsStatic { get; init; }

    public required RequestKind Request { get; init; }

    /// <summary>The C# type of the parameters.</summary>
    public required string RequestType { get; init; }

    /// <summary>The parameters of the method, in the order in which C# takes them; the receiver and the page's are not among them.</summary>
    public required EquatableArray<MemberModel> Parameters { get; init; }

    public required ResultKind Result { get; init; }

    /// <summary>The C# type on the wire: the struct, the handle's reference or the page's item; empty for nothing.</summary>
    public required string ResultType { get; init; }

    /// <summary>The C# type that the one member of the result has; empty where it is not unwrapped.</summary>
    public string ValueType { get; init; } = "";

    /// <summary>The C# type of the handle that a client gets; empty where the result is none.</summary>
    public string HandleType { get; init; } = "";

    /// <summary>What a task of the method reports and ends with; null where the call itself does the work. The result is then that end.</summary>
    public TaskPlan? Task { get; init; }

    /// <summary>The errors that the schema declares.</summary>
    public required EquatableArray<ErrorMention> Errors { get; init; }
}

/// <summary>A task of a method.</summary>
/// <param name="ProgressType">The C# type of its progress on the wire.</param>
/// <param name="HasProgress">Whether the schema declares any; otherwise the type is that of nothing.</param>
/// <param name="ResultType">The C# type on the wire of what it ends with.</param>
internal sealed record TaskPlan(string ProgressType, bool HasProgress, string ResultType);

/// <summary>An error in the docs of a method: the exception's type and what it says.</summary>
internal sealed record ErrorMention(string Type, string Text);
