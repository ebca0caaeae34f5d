using System.Buffers.Text;

namespace Virtwire.Sdk.Rpc;

/// <summary>
/// The ids of a client's calls: a slot in the low bits and its generation above, never more than the 53 bits that every JSON
/// reader keeps exact.
/// </summary>
internal static class CallId
{
    /// <summary>How many calls can be under way.</summary>
    public const int MaxSlots = 1 << SlotBits;

    private const int SlotBits = 20;

    /// <summary>The id of a slot in one of its uses.</summary>
    public static long Of(int slot, uint generation) => (long)generation << SlotBits | (uint)slot;

    /// <summary>The slot of an id.</summary>
    public static int Slot(long id) => (int)(id & (MaxSlots - 1));

    /// <summary>The generation of an id.</summary>
    public static uint Generation(long id) => (uint)(id >> SlotBits);

    /// <summary>Reads an id as it came back. Ours are plain integers; whatever else there is was never sent from here.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out long id) =>
        TryParse(json, out id, out var length) && length == json.Length;

    /// <summary>Reads an id in front of something else: digits as this side writes them, without a sign and without zeros in front.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out long id, out int length) =>
        Utf8Parser.TryParse(json, out id, out length)
        && char.IsAsciiDigit((char)json[0]) && (json[0] != '0' || length == 1) && id >> (SlotBits + 32) == 0;
}
