using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Virtwire.Sdk.Wire.Text;

namespace Virtwire.Sdk.Wire;

/// <summary>The steps from which emitted readers are made.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireReader
{
    /// <summary>Requires that an object begins here.</summary>
    public static void BeginObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            Mistyped(ref reader, "an object");
    }

    /// <summary>Reads the object on whose start the reader stands.</summary>
    /// <exception cref="WireException">The JSON is not such an object.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReadObject<T, TDraft>(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag)
        where TDraft : struct, IWireDraft<T>
    {
        BeginObject(ref reader);
        TDraft draft = default;
        draft.ReadMembers(ref reader, mode, tag);
        draft.Require(ref reader);
        return draft.ToValue();
    }

    /// <summary>Moves onto the next member's name and gives it unescaped; false at the object's end.</summary>
    public static bool NextMember(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        name = reader.ValueIsEscaped || reader.HasValueSequence ? WireText.Unescape(ref reader) : reader.ValueSpan;
        return true;
    }

    /// <summary>
    /// Moves from a member's name onto its value and notes in <paramref name="seen"/> that the member was there.
    /// A member that stands twice is refused.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Once(ref Utf8JsonReader reader, ref ulong seen, int bit)
    {
        if ((seen & (1UL << bit)) != 0)
            Duplicate(ref reader);
        seen |= 1UL << bit;
        reader.Read();
    }

    /// <summary>
    /// Passes over a member that the type does not have; a strict reader refuses it, unless it is the union's tag, which
    /// <paramref name="bit"/> keeps from standing twice.
    /// </summary>
    public static void Unknown(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> tag, ref ulong seen, int bit)
    {
        if (IsTag(name, tag))
            Once(ref reader, ref seen, bit);
        else if (mode == WireMode.Strict)
            UnknownMember(ref reader, name);
        reader.Skip();
    }

    /// <summary>As <see cref="Unknown"/>, but a lenient reader keeps the member, so that writing the value back loses nothing.</summary>
    public static void Keep(
        ref Utf8JsonReader reader,
        WireMode mode,
        scoped ReadOnlySpan<byte> name,
        scoped ReadOnlySpan<byte> tag,
        ref ulong seen,
        int bit,
        ref UnknownMembers? unknown)
    {
        if (IsTag(name, tag))
        {
            Once(ref reader, ref seen, bit);
            reader.Skip();
            return;
        }

        if (mode == WireMode.Strict)
            UnknownMember(ref reader, name);
        (unknown ??= new UnknownMembers()).Read(ref reader);
    }

    /// <summary>Passes over a member in every mode, for objects whose unknown members are ignored for ever. It must be sound all the same.</summary>
    public static void Ignore(ref Utf8JsonReader reader)
    {
        WireText.Validate(ref reader);
        reader.Read();
        JsonText.Validate(ref reader);
    }

    /// <summary>Requires that every member of <paramref name="required"/> was there.</summary>
    /// <param name="reader">Stands on the object's end.</param>
    /// <param name="seen">The members that were there.</param>
    /// <param name="required">The members that must be.</param>
    /// <param name="names">The names of the members in the order of their bits, parted by spaces.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require(ref Utf8JsonReader reader, ulong seen, ulong required, string names)
    {
        if ((seen & required) != required)
            FirstMissing(ref reader, required & ~seen, names);
    }

    /// <summary>Moves onto the next item of an array; false at its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Whether <c>null</c> stands here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>
    /// Looks ahead for the member <paramref name="tag"/> of the object on whose start the reader stands, and gives its text.
    /// The reader does not move. Where the tag comes first, as our writer puts it, nothing else is read.
    /// </summary>
    public static ReadOnlySpan<byte> Tag(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> tag)
    {
        BeginObject(ref reader);
        var ahead = reader;
        while (NextMember(ref ahead, out var name))
        {
            ahead.Read();
            if (!name.SequenceEqual(tag))
            {
                ahead.Skip();
                continue;
            }

            if (ahead.TokenType != JsonTokenType.String)
                Mistyped(ref ahead, "a string");
            return ahead.ValueIsEscaped || ahead.HasValueSequence ? WireText.Unescape(ref ahead) : ahead.ValueSpan;
        }

        Missing(ref ahead, System.Text.Encoding.UTF8.GetString(tag));
        return default;
    }

    /// <summary>Refuses the variant that the tag of the object here names.</summary>
    /// <exception cref="WireException">Always.</exception>
    [DoesNotReturn]
    public static void UnknownVariant(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> tag, scoped ReadOnlySpan<byte> variant, string known)
    {
        while (NextMember(ref reader, out var name))
        {
            reader.Read();
            if (name.SequenceEqual(tag))
                break;
            reader.Skip();
        }

        WireException.Throw(ref reader, WireFault.Unknown, $"must be one of {known}, not {WireText.Quote(variant)}");
    }

    /// <summary>Refuses an object that lacks <paramref name="member"/>.</summary>
    /// <exception cref="WireException">Always.</exception>
    [DoesNotReturn]
    public static void Missing(ref Utf8JsonReader reader, string member) =>
        WireException.Throw(ref reader, WireFault.Missing, "is missing", member);

    /// <summary>Refuses a handle that has none of its resource's key sets complete.</summary>
    /// <param name="reader">Stands on the object's end.</param>
    /// <param name="keys">The key sets in words: <c>uuid, or name</c>.</param>
    /// <exception cref="WireException">Always.</exception>
    [DoesNotReturn]
    public static void MissingKeys(ref Utf8JsonReader reader, string keys) =>
        WireException.Throw(ref reader, WireFault.Missing, $"must name its object by {keys}");

    /// <summary>Refuses an array of parameters with more items than the method has positions.</summary>
    /// <exception cref="WireException">Always.</exception>
    [DoesNotReturn]
    public static void TooManyItems(ref Utf8JsonReader reader, int most) =>
        WireException.Throw(ref reader, WireFault.TooMany, $"is one too many: at most {most} can be given by position");

    /// <summary>Refuses a value of another kind than <paramref name="wanted"/> (<c>a string</c>).</summary>
    /// <exception cref="WireException">Always.</exception>
    [DoesNotReturn]
    public static void Mistyped(ref Utf8JsonReader reader, string wanted) =>
        WireException.Throw(
            ref reader,
            reader.TokenType == JsonTokenType.Null ? WireFault.Null : WireFault.Mistyped,
            $"must be {wanted}, not {Kind(reader.TokenType)}");

    [DoesNotReturn]
    internal static void Duplicate(ref Utf8JsonReader reader) =>
        WireException.Throw(ref reader, WireFault.Duplicate, "stands twice in its object");

    [DoesNotReturn]
    private static void FirstMissing(ref Utf8JsonReader reader, ulong missing, string names) =>
        Missing(ref reader, names.Split(' ')[BitOperations.TrailingZeroCount(missing)]);

    [DoesNotReturn]
    private static void UnknownMember(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name) =>
        WireException.Throw(ref reader, WireFault.Unknown, $"is not known: no member is called {WireText.Quote(name)} here");

    private static bool IsTag(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> tag) => !tag.IsEmpty && name.SequenceEqual(tag);

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
