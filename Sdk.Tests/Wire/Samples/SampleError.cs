using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>No domain is known by that key.</summary>
public sealed class SampleErrorException : HostException
{
    private readonly SampleErrorDetails? _details;

    /// <summary>The error, raised by a driver.</summary>
    public SampleErrorException(string message, SampleErrorDetails? details = null)
        : base(Descriptor, message, details is null ? null : WireValue.ToElement<SampleErrorDetails, SampleErrorDetails>(details)) =>
        _details = details;

    /// <summary>The error as a peer sent it.</summary>
    public SampleErrorException(ErrorPayload payload)
        : base(payload, Descriptor) =>
        _details = WireValue.TryDetails<SampleErrorDetails>(payload.Details);

    /// <summary>What the schema says about the error.</summary>
    public static ErrorDescriptor Descriptor { get; } = new("NoDomain", 1001)
    {
        Namespace = "host",
        Since = new(1, 0),
        Http = 404,
        Retry = RetryClass.Never,
        Hint = "List the domains to see which there are.",
    };

    /// <summary>The name that was looked for.</summary>
    public string? Domain => _details?.Domain;
}

/// <summary>What <see cref="SampleErrorException"/> tells.</summary>
public sealed record SampleErrorDetails : IWireStruct<SampleErrorDetails>
{
    /// <summary>The name that was looked for.</summary>
    public required string Domain { get; init; }

    public static SampleErrorDetails ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        ReadWireMembers(ref reader, mode, default);

    public static SampleErrorDetails ReadWireMembers(
        ref Utf8JsonReader reader,
        WireMode mode,
        scoped ReadOnlySpan<byte> tag)
    {
        string domain = null!;
        ulong seen = 0;

        WireReader.BeginObject(ref reader);
        while (WireReader.NextMember(ref reader, out var name))
        {
            switch (name.Length)
            {
                case 6 when name.SequenceEqual("domain"u8):
                    WireReader.Once(ref reader, ref seen, 0);
                    domain = StringCodec.ReadWire(ref reader, mode);
                    break;
                default:
                    WireReader.Unknown(ref reader, mode, name, tag, ref seen, 1);
                    break;
            }
        }

        WireReader.Require(ref reader, seen, 0b1, "domain");
        return new SampleErrorDetails { Domain = domain };
    }

    public static void WriteWire(ref WireWriter writer, SampleErrorDetails value)
    {
        writer.BeginObject();
        WriteWireMembers(ref writer, value);
        writer.EndObject();
    }

    public static void WriteWireMembers(ref WireWriter writer, SampleErrorDetails value)
    {
        writer.WriteName("\"domain\":"u8);
        StringCodec.WriteWire(ref writer, value.Domain);
    }
}
