using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Virtwire.Sdk.Wire;

/// <summary>How JSON is read and written everywhere.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireFormat
{
    /// <summary>How deep objects and arrays may be nested, unless a server is configured otherwise.</summary>
    public const int MaxDepth = 64;

    /// <summary>Escapes only what JSON wants escaped: the wire is no HTML page.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Strict RFC 8259: no comments, no trailing commas.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// Whether values are first read on the guess that our own writer wrote them. Only the speed differs; the switch
    /// <c>Virtwire.Sdk.NoGuessing</c> turns it off.
    /// </summary>
    internal static bool Guesses { get; set; } = !(AppContext.TryGetSwitch("Virtwire.Sdk.NoGuessing", out var isOff) && isOff);

    /// <summary>Compact; the codecs hold the structure, so the writer does not check it again.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = Encoder, SkipValidation = true };
}
