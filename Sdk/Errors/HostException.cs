using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>
/// A call failed. Every error of a schema has a subclass of its own; one that this program's schema does not know comes as this class.
/// On a server a driver throws them, and the caller gets them as they are.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "An error without a code cannot travel.")]
public class HostException : Exception
{
    private JsonElement? _subject;

    /// <summary>An error that a peer sent.</summary>
    public HostException(ErrorPayload payload, ErrorDescriptor? descriptor = null)
        : base(payload.Message)
    {
        Code = payload.Code;
        Definition = descriptor;
        ErrorName = payload.Name ?? descriptor?.Name;
        Hint = payload.Hint ?? descriptor?.Hint;
        CorrelationId = payload.TraceId;
        Details = payload.Details;
        _subject = payload.Subject;
    }

    /// <summary>An error that is raised here.</summary>
    /// <param name="descriptor">What the schema says about it.</param>
    /// <param name="message">What went wrong, with which object, and why.</param>
    /// <param name="details">The data that the error declares.</param>
    /// <param name="innerException">What brought it about.</param>
    public HostException(ErrorDescriptor descriptor, string message, JsonElement? details = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = descriptor.Code;
        Definition = descriptor;
        ErrorName = descriptor.Name;
        Hint = descriptor.Hint;
        Details = details;
    }

    /// <summary>The number: positive for errors of a schema, negative for those of JSON-RPC.</summary>
    public int Code { get; }

    /// <summary>The error's name in its schema: <c>NoDomain</c>; null from a peer that sends none.</summary>
    public string? ErrorName { get; }

    /// <summary>What the schema says about the error; null for one that this program's schema does not know.</summary>
    public ErrorDescriptor? Definition { get; }

    /// <summary>The handle of the object that it is about, as JSON; null for none.</summary>
    public JsonElement? Subject => _subject;

    /// <summary>What to do next, for people.</summary>
    public string? Hint { get; init; }

    /// <summary>What finds the call in the server's log.</summary>
    public string? CorrelationId { get; }

    /// <summary>The data that the error declares, as JSON; subclasses have them typed.</summary>
    public JsonElement? Details { get; }

    /// <summary>Whether making the call again may help.</summary>
    public RetryClass Retry => Definition?.Retry ?? RetryClass.Never;

    /// <summary>Says which object the error is about, and gives the error back to be thrown.</summary>
    public HostException About<TRef>(TRef handle)
        where TRef : IWireType<TRef>
    {
        _subject = WireValue.ToElement<TRef, TRef>(handle);
        return this;
    }

    /// <summary>The error as it goes to the caller.</summary>
    /// <param name="traceId">What finds the call in this server's log.</param>
    public ErrorPayload ToPayload(string? traceId = null) => new()
    {
        Code = Code,
        Message = Message,
        Name = ErrorName,
        Subject = Subject,
        Hint = Hint,
        TraceId = traceId ?? CorrelationId,
        Details = Details,
    };
}
