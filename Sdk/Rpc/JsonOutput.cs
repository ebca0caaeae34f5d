using System.Text.Encodings.Web;
using System.Text.Json;

namespace Virtwire.Sdk.Rpc;

/// <summary>How JSON is written: compact, text as it is except for what JSON itself wants escaped.</summary>
internal static class JsonOutput
{
    /// <summary>The options of every JSON writer. What is written comes from codecs, so the writer need not check it again.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = int.MaxValue,
    };
}
