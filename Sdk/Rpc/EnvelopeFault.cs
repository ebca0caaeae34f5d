namespace Virtwire.Sdk.Rpc;

/// <summary>What is wrong with a JSON-RPC message. Its parameters and results are looked at by their codecs only.</summary>
internal enum EnvelopeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not one JSON value.</summary>
    Syntax,

    /// <summary>Objects and arrays are nested deeper than is allowed.</summary>
    TooDeep,

    /// <summary>A name in it, or its version, holds half of a surrogate pair.</summary>
    NotText,

    /// <summary>It is not an object.</summary>
    NotAnObject,

    /// <summary>A member stands twice.</summary>
    Duplicate,

    /// <summary>It does not say <c>"jsonrpc":"2.0"</c>.</summary>
    Version,

    /// <summary>The id is not a string, a number or null.</summary>
    Id,

    /// <summary>The method is not a string.</summary>
    Method,

    /// <summary>The parameters are not an object or an array.</summary>
    Params,

    /// <summary>The error is not an object.</summary>
    Error,

    /// <summary>The metadata are not an object.</summary>
    Meta,

    /// <summary>It is neither a call nor an answer, or both at once.</summary>
    Kind,
}

/// <summary>The catalogue of what can be wrong with a JSON-RPC message, in words.</summary>
internal static class EnvelopeFaults
{
    /// <summary>The fault as a sentence.</summary>
    public static string Describe(this EnvelopeFault fault) => fault switch
    {
        EnvelopeFault.None => "Nothing is wrong with the message.",
        EnvelopeFault.Syntax => "The message is not valid JSON.",
        EnvelopeFault.TooDeep => "The message is nested deeper than 64 levels.",
        EnvelopeFault.NotText => "The message has a member whose name or value is not text: it holds half of a surrogate pair.",
        EnvelopeFault.NotAnObject => "The message is not a JSON object.",
        EnvelopeFault.Duplicate => "The message has a member twice.",
        EnvelopeFault.Version => "The message does not say \"jsonrpc\":\"2.0\".",
        EnvelopeFault.Id => "The message's 'id' is not a string, a number or null.",
        EnvelopeFault.Method => "The message's 'method' is not a string.",
        EnvelopeFault.Params => "The message's 'params' are neither an object nor an array.",
        EnvelopeFault.Error => "The message's 'error' is not an object.",
        EnvelopeFault.Meta => "The message's 'meta' is not an object.",
        EnvelopeFault.Kind => "The message is neither a call ('method') nor an answer ('result' or 'error').",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
