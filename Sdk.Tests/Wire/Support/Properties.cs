using FsCheck;
using FsCheck.Fluent;

namespace Virtwire.Sdk.Tests.Wire;

/// <summary>How properties are checked here: more often than by default, since a codec takes microseconds.</summary>
internal static class Properties
{
    private const int Cases = 1000;

    /// <summary>Fails with the smallest value found, and the seed that finds it again, for which the property does not hold.</summary>
    public static void Holds<T>(this Arbitrary<T> values, Func<T, bool> property) =>
        Prop.ForAll(values, property).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
