using System.Text.Json;
using Virtwire.Sdk.Benchmarks.Soak.Daemons;

namespace Virtwire.Sdk.Benchmarks.Soak.Migrations;

/// <summary>What is said of a guest.</summary>
internal static class Guests
{
    /// <summary>The host has no such domain.</summary>
    public const string None = "none";

    /// <summary>Work holds it.</summary>
    public const string Held = "held";

    /// <summary>It runs.</summary>
    public const string Running = "running";

    /// <summary>The result of a call that nothing should have refused.</summary>
    /// <exception cref="SoakFailure">It was refused, or not answered.</exception>
    public static JsonElement Require(SoakAnswer? answer) => answer switch
    {
        null => throw new SoakFailure("The daemon has gone, and nobody has killed it."),
        { Error: { } error, Message: var message } => throw new SoakFailure($"The daemon answers {error}: {message}"),
        { Result: var result } => result,
    };
}
