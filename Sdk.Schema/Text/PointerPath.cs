using System.Globalization;
using System.Text;

namespace Virtwire.Sdk.Schema.Text;

/// <summary>The way from the root to where a walk now is; made into a pointer only when something is to be said about the place.</summary>
internal sealed class PointerPath
{
    private readonly List<string?> _names = [];
    private readonly List<int> _indexes = [];

    public void Push(string name)
    {
        _names.Add(name);
        _indexes.Add(0);
    }

    public void Push(int index)
    {
        _names.Add(null);
        _indexes.Add(index);
    }

    public void Pop()
    {
        _names.RemoveAt(_names.Count - 1);
        _indexes.RemoveAt(_indexes.Count - 1);
    }

    public override string ToString()
    {
        var pointer = new StringBuilder();
        for (var i = 0; i < _names.Count; i++)
        {
            pointer.Append('/').Append(
                _names[i] is { } name ? JsonPointer.Escape(name) : _indexes[i].ToString(CultureInfo.InvariantCulture));
        }

        return pointer.ToString();
    }
}
