using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Wire.Guessing.Soak;

/// <summary>Makes values of any type that the generator emits, from their properties alone: not likely ones, but all kinds of them.</summary>
internal sealed class ValueSource(Random random)
{
    private const int DeepEnough = 4;
    private const long MostExact = (1L << 53) - 1;

    private static readonly string[] Texts =
    [
        "", "a", "web-1", "running", "näher", "日本", "🖥", "a\"b", "back\\slash", "line\nbreak", "\u0001", "</x>", "\u007f\u2028", "\uFFFD",
    ];

    private static readonly JsonElement[] Opaque =
    [
        .. new[] { "null", "true", "1.50", "-0", "\"x\\u00fcy\"", "[]", "{}", "{\"a\":[1,{\"b\":null}],\"c\":\"d\"}", "[[[[[0]]]]]" }
            .Select(static text => JsonElement.Parse(text)),
    ];

    private static readonly NullabilityInfoContext Nullability = new();
    private int _depth;

    /// <summary>Whether all text is made so that it is a URI as well: C# does not tell the two apart.</summary>
    public bool OnlyUris { get; set; }

    /// <summary>A value of a type; null for a reference only where there must be an end.</summary>
    public object? Next(Type type)
    {
        if (type.IsGenericType && Generic(type, type.GetGenericTypeDefinition(), type.GetGenericArguments()) is { } generic)
            return generic.Value;
        return Scalar(type) ?? (type.IsEnum ? Pick(Enum.GetValues(type)) : Declared(type));
    }

    private object? Scalar(Type type) =>
        type == typeof(bool) ? random.Next(2) == 0
        : type == typeof(string) ? Text()
        : type == typeof(int) ? (int)Number(int.MaxValue)
        : type == typeof(long) ? Number(MostExact)
        : type == typeof(ulong) ? (random.Next(3) == 0 ? ulong.MaxValue - (ulong)random.Next(9) : (ulong)random.NextInt64())
        : type == typeof(double) ? Float()
        : type == typeof(Guid) ? NextGuid()
        : type == typeof(TimeSpan) ? TimeSpan.FromMilliseconds(Number(MostExact / 100_000))
        : type == typeof(DateTimeOffset) ? Instant()
        : type == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemory<byte>(Bytes())
        : type == typeof(JsonElement) ? Opaque[random.Next(Opaque.Length)]
        : null;

    private string Text() => OnlyUris ? "urn:virtwire:" + random.Next() : Texts[random.Next(Texts.Length)] + (random.Next(2) == 0 ? "" : random.Next());

    private long Number(long most) => random.Next(6) switch
    {
        0 => 0,
        1 => most,
        2 => -most,
        3 => random.Next(-20, 20),
        _ => random.NextInt64(-most, most),
    };

    private double Float() => random.Next(4) switch
    {
        0 => random.Next(-100, 100),
        1 => random.Next() / 100.0,
        2 => -0.0,
        _ => BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsFinite(any) ? any : 1e300,
    };

    private Guid NextGuid() => new(Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256)).ToArray());

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(5)];
        random.NextBytes(bytes);
        return bytes;
    }

    private DateTimeOffset Instant()
    {
        var utc = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks / 4, DateTime.MaxValue.Ticks / 2), DateTimeKind.Utc);
        return random.Next(2) == 0 ? utc : new DateTimeOffset(utc).ToOffset(TimeSpan.FromMinutes(random.Next(-840, 841)));
    }

    private (object? Value, bool Done)? Generic(Type type, Type definition, Type[] arguments)
    {
        if (definition == typeof(Nullable<>))
            return (random.Next(2) == 0 ? null : Next(arguments[0]), true);
        if (definition == typeof(Optional<>))
            return (random.Next(2) == 0 ? Activator.CreateInstance(type) : Activator.CreateInstance(type, Next(arguments[0])), true);
        if (definition == typeof(IReadOnlyList<>))
            return (Fill((System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!, arguments[0]), true);
        if (definition == typeof(IReadOnlyDictionary<,>))
            return (Fill((System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!, arguments[1]), true);
        return null;
    }

    private System.Collections.IList Fill(System.Collections.IList list, Type item)
    {
        for (var i = _depth > DeepEnough ? 0 : random.Next(4); i > 0; i--)
            list.Add(Next(item));
        return list;
    }

    private System.Collections.IDictionary Fill(System.Collections.IDictionary map, Type value)
    {
        for (var i = _depth > DeepEnough ? 0 : random.Next(4); i > 0; i--)
            map[Text()] = Next(value);
        return map;
    }

    private object? Declared(Type type)
    {
        _depth++;
        try
        {
            var isOpenEnum = type.GetNestedType("Known") is { IsEnum: true };
            return isOpenEnum ? Symbol(type)
                : type.IsAbstract ? Next((Type)Pick(type.GetNestedTypes().Where(t => t.BaseType == type && t.Name != "Unknown").ToArray())!)
                : type == typeof(UnknownMembers) ? new UnknownMembers([new("x-" + random.Next(9), Opaque[random.Next(Opaque.Length)])])
                : Record(type);
        }
        finally
        {
            _depth--;
        }
    }

    private object? Symbol(Type type) => random.Next(5) == 0
        ? type.GetMethod("Of")!.Invoke(null, ["newer-" + random.Next(3)])
        : ((PropertyInfo)Pick(type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == type).ToArray())!).GetValue(null);

    private object Record(Type type)
    {
        var primary = type.GetConstructors().FirstOrDefault(c => c.GetParameters() is { Length: > 0 } all && all[0].ParameterType != type);
        if (primary is not null)
            return primary.Invoke([.. primary.GetParameters().Select(p => Next(p.ParameterType))]);
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.CanWrite))
        {
            if (!MayBeNull(property) || (_depth <= DeepEnough && random.Next(4) > 0))
                property.SetValue(value, Next(property.PropertyType));
        }

        return value;
    }

    private static bool MayBeNull(PropertyInfo property)
    {
        lock (Nullability)
            return Nullability.Create(property).WriteState == NullabilityState.Nullable;
    }

    private object? Pick(Array values) => values.GetValue(random.Next(values.Length));
}
