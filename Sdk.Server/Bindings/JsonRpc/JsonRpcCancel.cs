using System.Text.Json;
using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>Reads the parameters of <c>$/cancelRequest</c>.</summary>
internal static class JsonRpcCancel
{
    /// <summary>The id of the call to be cancelled, as it stands there; false when there is none.</summary>
    internal static bool TryReadId(ReadOnlySpan<byte> parameters, out ReadOnlySpan<byte> id)
    {
        id = default;
        if (parameters.IsEmpty || parameters[0] != '{')
            return false;
        try
        {
            return TryFindId(parameters, out id);
        }
        catch (InvalidOperationException)
        {
            // A name that holds half of a surrogate pair is not text, and a notification has nobody to be told so.
            return false;
        }
    }

    private static bool TryFindId(ReadOnlySpan<byte> parameters, out ReadOnlySpan<byte> id)
    {
        id = default;
        var reader = JsonInput.Reader(parameters);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isId)
                id = parameters[start..(int)reader.BytesConsumed];
        }

        return !id.IsEmpty;
    }
}
