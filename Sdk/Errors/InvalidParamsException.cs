using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk;

/// <summary>A parameter was unknown, missing, mistyped or against a constraint (JSON-RPC's -32602). <see cref="Path"/> says which.</summary>
[SuppressMessage("Design", "CA1032", Justification = "An error without a code cannot travel.")]
public sealed class InvalidParamsException : HostException
{
    // What the schema allows and the method cannot take.
    private const string DriversOwn = "refused";

    /// <summary>The error as a peer sent it.</summary>
    public InvalidParamsException(ErrorPayload payload)
        : base(payload, BuiltInErrors.InvalidParams) => Path = Text(payload.Details, "path");

    /// <summary>The error, raised where a driver finds what the schema can't say. Its <c>details.fault</c> is <c>refused</c>.</summary>
    /// <param name="path">The parameter: <c>self.disks[2].path</c>; empty for the parameters as a whole.</param>
    /// <param name="message">What is wrong with it.</param>
    public InvalidParamsException(string path, string message)
        : this(path, message, fault: null, innerException: null)
    {
    }

    /// <summary>A codec's refusal of the parameters.</summary>
    /// <param name="refusal">What the codec said.</param>
    /// <param name="parameters">The JSON that it read.</param>
    public InvalidParamsException(WireException refusal, ReadOnlySpan<byte> parameters)
        : this(refusal, refusal.PathIn(parameters))
    {
    }

    private InvalidParamsException(WireException refusal, string path)
        : this(path, path.Length == 0 ? $"The parameters {refusal.Detail}." : refusal.MessageFor(path), refusal.Fault, refusal)
    {
    }

    private InvalidParamsException(string path, string message, WireFault? fault, Exception? innerException)
        : base(BuiltInErrors.InvalidParams, message, ToDetails(path, fault), innerException) => Path = path;

    /// <summary>The parameter that is wrong: <c>self.disks[2].path</c>; empty for the parameters as a whole, null where a peer does not say.</summary>
    public string? Path { get; }

    private static JsonElement ToDetails(string path, WireFault? fault) => WireJson.Object(writer =>
    {
        writer.WriteString("path"u8, path);
        writer.WriteString("fault"u8, fault is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : DriversOwn);
    });

    private static string? Text(JsonElement? details, string name) =>
        details is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
