namespace Virtwire.Sdk.Cli;

/// <summary>
/// What Ctrl-C means: it ends the tool, unless somebody is at work who wants to be asked first. Each who wants to be is asked once, the last
/// one who came before the others.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Action> _first = [];

    /// <summary>Cancelled when the tool shall end.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Has the next interrupt run <paramref name="instead"/>. Until then, or until the registration is disposed of.</summary>
    public IDisposable Take(Action instead)
    {
        lock (_gate)
            _first.Add(instead);
        return new Registration(this, instead);
    }

    /// <summary>Ctrl-C was pressed, or SIGINT came otherwise.</summary>
    public void Raise()
    {
        Action? instead = null;
        lock (_gate)
        {
            if (_first is [.., var last])
            {
                instead = last;
                _first.RemoveAt(_first.Count - 1);
            }
        }

        if (instead is null)
            End();
        else
            instead();
    }

    /// <summary>The tool shall end at once, whoever is at work.</summary>
    public void End() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private sealed class Registration(Interrupts owner, Action instead) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
                owner._first.Remove(instead);
        }
    }
}
