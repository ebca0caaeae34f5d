using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Guessing.Soak;

/// <summary>A type whose two readers are held against each other.</summary>
internal abstract class CodecSubject
{
    /// <summary>The type's name.</summary>
    public abstract string Name { get; }

    /// <summary>A value as our writer puts it.</summary>
    public abstract byte[] Write(Random random);

    /// <summary>What the readers disagree about; null where they agree.</summary>
    /// <param name="json">Any bytes.</param>
    /// <param name="mode">How they are read.</param>
    /// <param name="guessed">Whether they were read by guess.</param>
    public abstract string? Disagreement(byte[] json, WireMode mode, out bool guessed);

    /// <summary>The codecs of single values, which have to be right alone as well: what stands around them would hide much.</summary>
    public static IReadOnlyList<CodecSubject> Scalars { get; } =
    [
        new CodecSubject<bool, BoolCodec>(), new CodecSubject<string, StringCodec>(), new CodecSubject<int, Int32Codec>(),
        new CodecSubject<long, IntegerCodec>(), new CodecSubject<ulong, UInt64Codec>(), new CodecSubject<double, FloatCodec>(),
        new CodecSubject<ReadOnlyMemory<byte>, BytesCodec>(), new CodecSubject<Guid, UuidCodec>(), new CodecSubject<string, UriCodec>(),
        new CodecSubject<DateTimeOffset, TimestampCodec>(), new CodecSubject<TimeSpan, DurationCodec>(),
        new CodecSubject<IReadOnlyList<int>, ListCodec<int, Int32Codec>>(),
        new CodecSubject<IReadOnlyDictionary<string, double>, MapCodec<double, FloatCodec>>(),
        new CodecSubject<long?, NullableValueCodec<long, IntegerCodec>>(), new CodecSubject<string?, NullableCodec<string, StringCodec>>(),
    ];

    /// <summary>All types of an assembly that are their own codecs.</summary>
    public static IEnumerable<CodecSubject> AllIn(System.Reflection.Assembly assembly, string ns) => assembly.GetTypes()
        .Where(type => type is { IsVisible: true, IsGenericTypeDefinition: false } && type.Namespace == ns
            && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IWireType<>) && i.GetGenericArguments()[0] == type))
        .OrderBy(static type => type.FullName, StringComparer.Ordinal)
        .Select(static type => (CodecSubject)Activator.CreateInstance(typeof(CodecSubject<,>).MakeGenericType(type, type))!);
}

/// <inheritdoc cref="CodecSubject"/>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
internal sealed class CodecSubject<T, TCodec> : CodecSubject
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public override string Name => typeof(TCodec).ToString();

    /// <inheritdoc/>
    public override byte[] Write(Random random)
    {
        var values = new ValueSource(random);
        try
        {
            return WireValue.ToBytes<T, TCodec>((T)values.Next(typeof(T))!);
        }
        catch (ArgumentException)
        {
            values.OnlyUris = true;
            return WireValue.ToBytes<T, TCodec>((T)values.Next(typeof(T))!);
        }
    }

    /// <inheritdoc/>
    public override string? Disagreement(byte[] json, WireMode mode, out bool guessed)
    {
        guessed = Guess(json, mode, out var byGuess, out var taken);
        if (guessed)
        {
            if (Plain(json, mode, out var plain, out var consumed) is { } refusal)
                return $"was taken by guess, and is refused: {refusal}";
            if (taken != consumed)
                return $"was taken by guess up to {taken}, and up to {consumed} otherwise";
            if (Text(byGuess!) is var ours && Text(plain!) is var theirs && ours != theirs)
                return $"is {ours} by guess, and {theirs} otherwise";
        }

        var together = Outcome(json, mode, WireValue.Read<T, TCodec>);
        var alone = Outcome(json, mode, static (json, mode) => WireValue.ReadPlain<T, TCodec>(json, mode, WireFormat.MaxDepth));
        return together == alone ? null : $"is {together} with guessing, and {alone} without";
    }

    private static bool Guess(byte[] json, WireMode mode, out T? value, out int taken)
    {
        value = default;
        taken = 0;
        try
        {
            var cursor = new WireCursor(json, mode, WireFormat.MaxDepth);
            if (!TCodec.TryReadWire(ref cursor, out value))
                return false;
            taken = json.Length - cursor.Rest.Length;
            return true;
        }
        catch (Exception e) when (e is WireException or JsonException or DecoderFallbackException)
        {
            return false;
        }
    }

    private static string? Plain(byte[] json, WireMode mode, out T? value, out int consumed)
    {
        value = default;
        consumed = 0;
        var reader = new Utf8JsonReader(json, WireFormat.ReaderOptions);
        try
        {
            reader.Read();
            value = TCodec.ReadWire(ref reader, mode);
            consumed = (int)reader.BytesConsumed;
            return null;
        }
        catch (Exception e) when (e is WireException or JsonException)
        {
            return e.Message;
        }
    }

    private delegate T Reading(ReadOnlySpan<byte> json, WireMode mode);

    private static string Outcome(byte[] json, WireMode mode, Reading read)
    {
        try
        {
            return Text(read(json, mode));
        }
        catch (WireException refusal)
        {
            return $"refused at {refusal.Offset}: {refusal.Fault} {refusal.Detail} {refusal.Member}";
        }
    }

    private static string Text(T value) => Encoding.UTF8.GetString(WireValue.ToBytes<T, TCodec>(value));
}
