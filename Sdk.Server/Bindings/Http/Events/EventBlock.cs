using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Bindings.Http.Events;

/// <summary>Writes notifications as blocks of an event stream: <c>id:</c> the position, <c>event:</c> the name, <c>data:</c> the parameters.</summary>
internal static class EventBlock
{
    /// <summary>Writes a notification.</summary>
    internal static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> notification)
    {
        var found = Read(notification);
        output.Write("id: "u8);
        output.Write(found.Position);
        output.Write("\nevent: "u8);
        output.Write(found.Name);

        // Our own writer breaks no lines. What a driver passes through as JSON may have some, which may stand anywhere but within a text.
        foreach (var line in found.Params.SplitAny("\r\n"u8))
        {
            output.Write("\ndata: "u8);
            output.Write(found.Params[line]);
        }

        output.Write("\n\n"u8);
    }

    private static Slices Read(ReadOnlySpan<byte> notification)
    {
        var found = default(Slices);
        var reader = new Utf8JsonReader(notification, WireFormat.ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == 1 && reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                found.Name = reader.ValueSpan;
            }
            else if (reader.CurrentDepth == 1 && reader.ValueTextEquals("params"u8))
            {
                var copy = reader;
                copy.Read();
                var start = (int)copy.TokenStartIndex;
                copy.Skip();
                found.Params = notification[start..(int)copy.BytesConsumed];
            }
            else if (reader.CurrentDepth == 2 && reader.ValueTextEquals("position"u8))
            {
                reader.Read();
                found.Position = reader.ValueSpan;
            }
            else if (reader.CurrentDepth >= 2)
            {
                reader.Skip();
            }
        }

        return found;
    }

    private ref struct Slices
    {
        public ReadOnlySpan<byte> Name;
        public ReadOnlySpan<byte> Position;
        public ReadOnlySpan<byte> Params;
    }
}
