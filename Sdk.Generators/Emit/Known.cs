namespace Virtwire.Sdk.Generators.Emit;

/// <summary>The names of the support surface, as emitted code writes them.</summary>
internal static class Known
{
    public const string Sdk = "global::Virtwire.Sdk.";
    public const string Wire = "global::Virtwire.Sdk.Wire.";
    public const string Server = "global::Virtwire.Sdk.Server.";
    public const string Reader = Wire + "WireReader";
    public const string UnknownMembers = Wire + "UnknownMembers";
    public const string JsonReader = "global::System.Text.Json.Utf8JsonReader";
    public const string Cursor = Wire + "WireCursor";
    public const string WireWriter = Wire + "WireWriter";
    public const string Span = "global::System.ReadOnlySpan<byte>";
    public const string SequenceEqual = "global::System.MemoryExtensions.SequenceEqual";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string CancellationToken = "global::System.Threading.CancellationToken";

    /// <summary>What hides a member of the support surface from completion lists.</summary>
    public const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
}
