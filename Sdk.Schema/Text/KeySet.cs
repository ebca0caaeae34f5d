namespace Virtwire.Sdk.Schema.Text;

/// <summary>The keys of one object so far: a list while it is short, as nearly all are.</summary>
internal struct KeySet
{
    private const int ListLimit = 12;

    private List<string>? _list;
    private HashSet<string>? _set;

    public bool Add(string key)
    {
        if (_set is not null)
            return _set.Add(key);
        _list ??= [];
        if (_list.Contains(key))
            return false;
        _list.Add(key);
        if (_list.Count > ListLimit)
            _set = new HashSet<string>(_list, StringComparer.Ordinal);
        return true;
    }
}
