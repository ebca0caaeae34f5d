using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>
/// A codec refused a piece of JSON. It knows where by the offset alone; <see cref="PathIn"/> finds the path afterwards, so that
/// reading what is right pays nothing for it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1032", Justification = "Thrown by the codecs only, and never without a fault and an offset.")]
public sealed class WireException : Exception
{
    /// <summary>A refusal of the value, or the member's name, that begins at <paramref name="offset"/>.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="offset">Where the token begins, in bytes from the first byte that the reader was given.</param>
    /// <param name="detail">What is wrong, in words that follow the value's path: <c>must be a string, not a number</c>.</param>
    /// <param name="member">The absent member, for <see cref="WireFault.Missing"/>.</param>
    /// <param name="inner">What the JSON reader said, if it did.</param>
    public WireException(WireFault fault, long offset, string detail, string? member = null, Exception? inner = null)
        : base(Sentence(member is null ? "The value" : $"'{member}'", detail), inner)
    {
        Fault = fault;
        Offset = offset;
        Detail = detail;
        Member = member;
    }

    /// <summary>What is wrong.</summary>
    public WireFault Fault { get; }

    /// <summary>Where the offending token begins, in bytes from the first byte that the reader was given.</summary>
    public long Offset { get; }

    /// <summary>What is wrong, in words that follow the value's path: <c>must be a string, not a number</c>.</summary>
    public string Detail { get; }

    /// <summary>The absent member of the object at <see cref="Offset"/>, for <see cref="WireFault.Missing"/>; otherwise null.</summary>
    public string? Member { get; }

    /// <summary>The path of the offending value in the JSON that was read: <c>self.disks[2].path</c>; empty for the whole of it.</summary>
    public string PathIn(ReadOnlySpan<byte> json)
    {
        var path = WirePath.At(json, Offset);
        return Member is null ? path : WirePath.Join(path, Member);
    }

    /// <summary>The refusal as a sentence: <c>'self.disks[2].path' must be a string, not a number.</c></summary>
    public string MessageFor(string path) => Sentence(path.Length == 0 ? "The value" : $"'{path}'", Detail);

    /// <summary>Refuses the token on which the reader stands. All refusals of the codecs come from here.</summary>
    /// <exception cref="WireException">Always.</exception>
    [DoesNotReturn]
    public static void Throw(ref Utf8JsonReader reader, WireFault fault, string detail, string? member = null) =>
        throw new WireException(fault, reader.TokenStartIndex, detail, member);

    private static string Sentence(string subject, string detail) => $"{subject} {detail}.";
}
