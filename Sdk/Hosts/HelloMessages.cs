using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Hosts;

/// <summary>The parameters of <c>Rpc.hello</c>, as far as this client sends them.</summary>
internal readonly record struct HelloRequest(ConnectionUri Uri, HostConnectionOptions Options, string ClientName) : IWireType<HelloRequest>
{
    /// <inheritdoc/>
    public static HelloRequest ReadWire(ref Utf8JsonReader reader, WireMode mode) =>
        throw new NotSupportedException("A client sends it only.");

    /// <inheritdoc/>
    public static void WriteWire(Utf8JsonWriter writer, HelloRequest value)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("versions"u8);
        WriteRange(writer, "core", new ApiVersion(1, 0));
        WriteRange(writer, "host", new ApiVersion(1, 0));
        foreach (var api in value.Options.Apis)
            WriteRange(writer, api.Namespace, api.Version);
        writer.WriteEndObject();
        if (value.Uri.DriverUri is { } driver)
            writer.WriteString("driver"u8, driver);
        if (value.Uri.ReadOnly || value.Options.ReadOnly)
            writer.WriteBoolean("readOnly"u8, true);
        if (value.Options.Token is { } token)
            writer.WriteString("token"u8, token);
        writer.WriteStartObject("client"u8);
        writer.WriteString("name"u8, value.ClientName);
        if (value.Options.ClientVersion is { } version)
            writer.WriteString("version"u8, version);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter writer, string schemaNamespace, ApiVersion newest)
    {
        writer.WriteStartObject(schemaNamespace);
        writer.WriteString("min"u8, new ApiVersion(newest.Major, 0).ToString());
        writer.WriteString("max"u8, newest.ToString());
        writer.WriteEndObject();
    }
}
