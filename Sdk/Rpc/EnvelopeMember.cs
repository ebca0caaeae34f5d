using System.Text.Json;

namespace Virtwire.Sdk.Rpc;

/// <summary>The members of a JSON-RPC message that mean something here; others are passed over.</summary>
[Flags]
internal enum EnvelopeMember
{
    None = 0,
    JsonRpc = 1,
    Id = 2,
    Method = 4,
    Params = 8,
    Result = 16,
    Error = 32,
    Meta = 64,
}

/// <summary>Finds a member by its name.</summary>
internal static class EnvelopeMembers
{
    /// <summary>The member on whose name the reader stands.</summary>
    public static EnvelopeMember Find(ref Utf8JsonReader reader)
    {
        // An escaped name is as good as a plain one, and far too rare to be worth more than one slow way.
        if (reader.ValueIsEscaped)
            return FindEscaped(ref reader);

        var name = reader.ValueSpan;
        return name.Length switch
        {
            2 when name.SequenceEqual("id"u8) => EnvelopeMember.Id,
            4 when name.SequenceEqual("meta"u8) => EnvelopeMember.Meta,
            5 when name.SequenceEqual("error"u8) => EnvelopeMember.Error,
            6 when name.SequenceEqual("method"u8) => EnvelopeMember.Method,
            6 when name.SequenceEqual("params"u8) => EnvelopeMember.Params,
            6 when name.SequenceEqual("result"u8) => EnvelopeMember.Result,
            7 when name.SequenceEqual("jsonrpc"u8) => EnvelopeMember.JsonRpc,
            _ => EnvelopeMember.None,
        };
    }

    private static EnvelopeMember FindEscaped(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) ? EnvelopeMember.Id
        : reader.ValueTextEquals("meta"u8) ? EnvelopeMember.Meta
        : reader.ValueTextEquals("error"u8) ? EnvelopeMember.Error
        : reader.ValueTextEquals("method"u8) ? EnvelopeMember.Method
        : reader.ValueTextEquals("params"u8) ? EnvelopeMember.Params
        : reader.ValueTextEquals("result"u8) ? EnvelopeMember.Result
        : reader.ValueTextEquals("jsonrpc"u8) ? EnvelopeMember.JsonRpc
        : EnvelopeMember.None;
}
