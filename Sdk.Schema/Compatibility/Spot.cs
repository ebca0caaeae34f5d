using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>An element that is compared: where it stands now, where it stood, and where its values travel.</summary>
/// <param name="Document">The document that it stands in now.</param>
/// <param name="Pointer">Its place there; the place of what it stood in where it was removed.</param>
/// <param name="Before">Its place in the baseline; empty where it is new.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Use">Where peers of before send and read its values.</param>
/// <param name="Preview">Whether no promise was made about it.</param>
internal sealed record Spot(string Document, string Pointer, string Before, string Name, TypeUse Use, bool Preview)
{
    /// <summary>Every way: what is no value of its own.</summary>
    public const TypeUse Everywhere = TypeUse.Request | TypeUse.Response | TypeUse.Event;

    /// <summary>An element that it holds.</summary>
    public Spot Child(string container, string? before, string? now, bool preview, TypeUse? use = null) => new(
        Document,
        now is null ? Pointer : JsonPointer.Append(JsonPointer.Append(Pointer, container), now),
        before is null ? "" : JsonPointer.Append(JsonPointer.Append(Before, container), before),
        now ?? before!,
        use ?? Use,
        Preview || preview);

    /// <summary>A part of it that has no name of its own.</summary>
    public Spot Part(string keyword, TypeUse use) => this with { Pointer = JsonPointer.Append(Pointer, keyword), Use = use };
}
