using System.Reflection;
using System.Text;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>Runs codecs of emitted types by the types' names.</summary>
internal static class EmittedCodecs
{
    private static readonly MethodInfo RewriteMethod =
        typeof(EmittedCodecs).GetMethod(nameof(RewriteAs), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Reads JSON as a type of this assembly and writes it back.</summary>
    /// <exception cref="WireException">The codec refused it.</exception>
    public static string Rewrite(string type, string json, WireMode mode = WireMode.Strict) =>
        Rewrite(typeof(Everything.Scalars).Assembly.GetType("Virtwire.Sdk.Tests.Everything." + type, throwOnError: true)!, json, mode);

    /// <summary>Reads JSON as a type and writes it back.</summary>
    /// <exception cref="WireException">The codec refused it.</exception>
    public static string Rewrite(Type type, string json, WireMode mode = WireMode.Strict) =>
        RewriteMethod.MakeGenericMethod(type).CreateDelegate<Func<string, WireMode, string>>()(json, mode);

    /// <summary>Reads JSON as a type.</summary>
    public static T Read<T>(string json, WireMode mode = WireMode.Strict)
        where T : IWireType<T> => WireValue.Read<T, T>(Encoding.UTF8.GetBytes(json), mode);

    /// <summary>Writes a value as JSON.</summary>
    public static string Write<T>(T value)
        where T : IWireType<T> => Encoding.UTF8.GetString(WireValue.ToBytes<T, T>(value));

    private static string RewriteAs<T>(string json, WireMode mode)
        where T : IWireType<T> => Write(Read<T>(json, mode));
}
