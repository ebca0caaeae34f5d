using System.Globalization;

namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>Writes one STOMP frame after the other to a buffer: the command, the headers, and the end with or without a body.</summary>
/// <param name="output">Where they go.</param>
/// <param name="version">By whose rules headers are escaped; <see cref="StompVersion.V10"/> for CONNECT and CONNECTED, which have no escapes.</param>
internal readonly ref struct StompWriter(FrameBuffer output, StompVersion version)
{
    /// <summary>Begins a frame.</summary>
    public void Begin(ReadOnlySpan<byte> command)
    {
        output.Append(command);
        output.Append("\n"u8);
    }

    /// <summary>Writes a header whose name and value need no escapes.</summary>
    public void Header(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        output.Append(name);
        output.Append(":"u8);
        output.Append(value);
        output.Append("\n"u8);
    }

    /// <summary>Writes a header with any text as its value.</summary>
    public void Header(ReadOnlySpan<byte> name, string value)
    {
        output.Append(name);
        output.Append(":"u8);
        StompEscaping.Write(output, value, version);
        output.Append("\n"u8);
    }

    /// <summary>Writes a header of any name. One that the version cannot say is left out.</summary>
    public void Header(string name, string value)
    {
        if (version == StompVersion.V10 && name.AsSpan().ContainsAny(":\r\n"))
            return;
        StompEscaping.Write(output, name, version);
        output.Append(":"u8);
        StompEscaping.Write(output, value, version);
        output.Append("\n"u8);
    }

    /// <summary>Writes a header with a number.</summary>
    public void Header(ReadOnlySpan<byte> name, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        Header(name, digits[..count]);
    }

    /// <summary>Ends a frame that has no body.</summary>
    public void End() => output.Append("\n\0"u8);

    /// <summary>Ends a frame with its body, whose length goes before it.</summary>
    public void End(ReadOnlySpan<byte> body)
    {
        Header("content-length"u8, body.Length);
        output.Append("\n"u8);
        output.Append(body);
        output.Append("\0"u8);
    }
}
