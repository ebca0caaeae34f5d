using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>Reads and writes the JSON form of <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireCodec<T>
{
    /// <summary>Reads one value. The reader stands on the value's first token, and on its last one afterwards.</summary>
    /// <exception cref="WireException">The JSON is not such a value.</exception>
    static abstract T ReadWire(ref Utf8JsonReader reader, WireMode mode);

    /// <summary>Reads one value if it stands here as our writer puts it; otherwise declines, and <see cref="ReadWire"/> has to read it.</summary>
    static virtual bool TryReadWire(ref WireCursor cursor, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return false;
    }

    /// <summary>Writes one value.</summary>
    static abstract void WriteWire(ref WireWriter writer, T value);
}

/// <summary>A type that is its own codec.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireType<TSelf> : IWireCodec<TSelf>
    where TSelf : IWireType<TSelf>;

/// <summary>A type whose JSON form is an object with members, which may stand beside others in one object.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireStruct<TSelf> : IWireType<TSelf>
    where TSelf : IWireStruct<TSelf>
{
    /// <summary>Reads the object on whose start the reader stands; a member named <paramref name="tag"/> is passed over once (empty: none).</summary>
    /// <exception cref="WireException">The JSON is not such a value.</exception>
    static abstract TSelf ReadWireMembers(ref Utf8JsonReader reader, WireMode mode, scoped ReadOnlySpan<byte> tag);

    /// <summary>
    /// As <see cref="IWireCodec{T}.TryReadWire"/>; where <paramref name="tag"/> is not empty, the object was begun and that member of it
    /// taken already.
    /// </summary>
    static virtual bool TryReadWireMembers(ref WireCursor cursor, scoped ReadOnlySpan<byte> tag, [MaybeNullWhen(false)] out TSelf value)
    {
        value = default;
        return false;
    }

    /// <summary>Writes the members, without the braces around them.</summary>
    static abstract void WriteWireMembers(ref WireWriter writer, TSelf value);
}

/// <summary>A result object of one field, of which C# sees the field's value only.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TValue">The type of the field.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireSingle<TSelf, TValue> : IWireType<TSelf>
    where TSelf : IWireSingle<TSelf, TValue>
{
    /// <summary>Puts the value into its object.</summary>
    static abstract TSelf WrapWire(TValue value);

    /// <summary>Takes the value out of its object.</summary>
    static abstract TValue UnwrapWire(TSelf self);
}

/// <summary>The request of a method that answers pages.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPageRequest<TSelf> : IWireType<TSelf>
    where TSelf : IPageRequest<TSelf>
{
    /// <summary>The same request for another page; a limit of null leaves the request's own.</summary>
    static abstract TSelf WithPage(TSelf request, int? limit, string? after);
}
