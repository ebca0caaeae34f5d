using System.Text.Json;
using System.Text.Unicode;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// A JSON-RPC message taken apart into slices of its own bytes. Whatever stands in the slices is valid JSON, and otherwise not
/// looked at. A batch is taken apart by <see cref="BatchReader"/> first.
/// </summary>
internal ref struct Envelope
{
    private EnvelopeMember _members;

    /// <summary>What is wrong; with anything but <see cref="EnvelopeFault.None"/> the other members hold what could be read.</summary>
    public EnvelopeFault Fault { get; private set; }

    /// <summary>
    /// The id as it stands in the message, to be echoed byte for byte; empty where there is none, or none that is allowed.
    /// </summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>The method's name, without quotes and escapes.</summary>
    public ReadOnlySpan<byte> Method { get; private set; }

    /// <summary>The parameters: an object or an array; empty where there are none.</summary>
    public ReadOnlySpan<byte> Params { get; private set; }

    /// <summary>The result: any JSON value; empty where there is none.</summary>
    public ReadOnlySpan<byte> Result { get; private set; }

    /// <summary>The error: an object; empty where there is none.</summary>
    public ReadOnlySpan<byte> Error { get; private set; }

    /// <summary>The metadata beside the parameters: an object; empty where there are none.</summary>
    public ReadOnlySpan<byte> Meta { get; private set; }

    /// <summary>Whether it asks for something: a call, or without <see cref="Id"/> a notification.</summary>
    public readonly bool IsRequest => Has(EnvelopeMember.Method);

    /// <summary>Whether it wants no answer.</summary>
    public readonly bool IsNotification => IsRequest && !Has(EnvelopeMember.Id);

    /// <summary>Takes a message apart. False, and <see cref="Fault"/> says why, where it is not a JSON-RPC message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out Envelope envelope)
    {
        envelope = default;
        try
        {
            envelope.Read(message);
        }
        catch (JsonException)
        {
            envelope.Fault = JsonInput.FaultOf(message);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, in a name or in the version: the grammar allows it, and no text has it.
            envelope.Fault = EnvelopeFault.NotText;
        }

        return envelope.Fault == EnvelopeFault.None;
    }

    private readonly bool Has(EnvelopeMember member) => (_members & member) != 0;

    private void Read(ReadOnlySpan<byte> message)
    {
        var reader = JsonInput.Reader(message);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            Refuse(EnvelopeFault.NotAnObject);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = EnvelopeMembers.Find(ref reader);
            if (Has(member))
                RefuseAgain(ref member);
            _members |= member;

            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var type = reader.TokenType;
            if (member == EnvelopeMember.Method && type == JsonTokenType.String)
                ReadMethod(ref reader);
            else if (member == EnvelopeMember.JsonRpc && (type != JsonTokenType.String || !reader.ValueTextEquals("2.0"u8)))
                Refuse(EnvelopeFault.Version);

            reader.Skip();
            Take(member, type, message[start..(int)reader.BytesConsumed]);
        }

        // One more read finds what stands after the object, which nothing may.
        reader.Read();
        RefuseImpossible();
    }

    private void Take(EnvelopeMember member, JsonTokenType type, ReadOnlySpan<byte> value)
    {
        var isObject = type == JsonTokenType.StartObject;
        switch (member)
        {
            case EnvelopeMember.Id when IsId(type, value):
                Id = value;
                break;
            case EnvelopeMember.Params when isObject || type == JsonTokenType.StartArray:
                Params = value;
                break;
            case EnvelopeMember.Result:
                Result = value;
                break;
            case EnvelopeMember.Error when isObject:
                Error = value;
                break;
            case EnvelopeMember.Meta when isObject:
                Meta = value;
                break;
            case EnvelopeMember.Method when type == JsonTokenType.String:
            case EnvelopeMember.JsonRpc:
            case EnvelopeMember.None:
                break;
            default:
                Refuse(FaultOf(member));
                break;
        }
    }

    private void ReadMethod(scoped ref Utf8JsonReader reader)
    {
        Method = reader.ValueSpan;
        try
        {
            if (reader.ValueIsEscaped)
            {
                var unescaped = new byte[reader.ValueSpan.Length];
                Method = unescaped.AsSpan(0, reader.CopyString(unescaped));
            }
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is not text.
            Refuse(EnvelopeFault.Method);
        }

        if (!Utf8.IsValid(Method))
            Refuse(EnvelopeFault.Method);
    }

    /// <summary>Which of two ids is meant is not known: then there is none.</summary>
    private void RefuseAgain(ref EnvelopeMember member)
    {
        Refuse(EnvelopeFault.Duplicate);
        if (member != EnvelopeMember.Id)
            return;
        Id = default;
        member = EnvelopeMember.None;
    }

    private void RefuseImpossible()
    {
        if (!Has(EnvelopeMember.JsonRpc))
            Refuse(EnvelopeFault.Version);

        var isAnswer = Has(EnvelopeMember.Result) != Has(EnvelopeMember.Error) && Has(EnvelopeMember.Id);
        var isBoth = IsRequest && (_members & (EnvelopeMember.Result | EnvelopeMember.Error)) != 0;
        if (isBoth || (!IsRequest && !isAnswer))
            Refuse(EnvelopeFault.Kind);
    }

    /// <summary>The first thing that is wrong is what is told.</summary>
    private void Refuse(EnvelopeFault fault)
    {
        if (Fault == EnvelopeFault.None)
            Fault = fault;
    }

    private static bool IsId(JsonTokenType type, ReadOnlySpan<byte> value) =>
        type is JsonTokenType.Number or JsonTokenType.Null || (type == JsonTokenType.String && Utf8.IsValid(value));

    private static EnvelopeFault FaultOf(EnvelopeMember member) => member switch
    {
        EnvelopeMember.Id => EnvelopeFault.Id,
        EnvelopeMember.Method => EnvelopeFault.Method,
        EnvelopeMember.Params => EnvelopeFault.Params,
        EnvelopeMember.Error => EnvelopeFault.Error,
        _ => EnvelopeFault.Meta,
    };
}
