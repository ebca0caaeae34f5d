using System.Globalization;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Where an element was written: a document and the way to the element in it. The pointer is made only for a finding.</summary>
internal sealed class Place
{
    private readonly Place? _parent;
    private readonly string _segment;

    private Place(string document, Place? parent, string segment)
    {
        Document = document;
        _parent = parent;
        _segment = segment;
    }

    public string Document { get; }

    public string Pointer => _parent is null ? "" : JsonPointer.Append(_parent.Pointer, _segment);

    public static Place Root(string document) => new(document, null, "");

    public Place Child(string name) => new(Document, this, name);

    public Place Child(int index) => Child(index.ToString(CultureInfo.InvariantCulture));

    public Place Child(string keyword, string name) => Child(keyword).Child(name);

    public Place Child(string keyword, int index) => Child(keyword).Child(index);
}
