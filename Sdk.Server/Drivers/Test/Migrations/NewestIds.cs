namespace Virtwire.Sdk.Server.Drivers.Test.Migrations;

/// <summary>The newest ids of many: beyond a number the oldest is forgotten. Not safe from several threads.</summary>
/// <param name="most">The number.</param>
internal sealed class NewestIds(int most)
{
    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = [];

    /// <summary>Whether an id is among them.</summary>
    public bool Contains(Guid id) => _ids.Contains(id);

    /// <summary>Adds an id, if it is not among them.</summary>
    public void Add(Guid id)
    {
        if (!_ids.Add(id))
            return;
        _order.Enqueue(id);
        if (_order.Count > most)
            _ids.Remove(_order.Dequeue());
    }
}
