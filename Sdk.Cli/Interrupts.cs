namespace Virtwire.Sdk.Cli;

/// <summary>
/// What Ctrl-C means: it ends the tool, unless somebody is at work who wants to be asked first. Each who wants to be is asked once, the last
/// one who came before the others; a shell is asked every time, because it outlives what it runs.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Registration> _first = [];

    /// <summary>Cancelled when the tool shall end.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Has the next interrupt run <paramref name="instead"/>. Until then, or until the registration is disposed of.</summary>
    public IDisposable Take(Action instead) => Add(new Registration(this, instead, isKept: false));

    /// <summary>Has every interrupt run <paramref name="instead"/> that nobody takes who came later, until the registration is disposed of.</summary>
    public IDisposable Keep(Action instead) => Add(new Registration(this, instead, isKept: true));

    /// <summary>Ctrl-C was pressed, or SIGINT came otherwise.</summary>
    public void Raise()
    {
        Registration? asked;
        lock (_gate)
        {
            asked = _first.LastOrDefault();
            if (asked is { IsKept: false })
                _first.RemoveAt(_first.Count - 1);
        }

        if (asked is null)
            End();
        else
            asked.Instead();
    }

    /// <summary>The tool shall end at once, whoever is at work.</summary>
    public void End() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private Registration Add(Registration registration)
    {
        lock (_gate)
            _first.Add(registration);
        return registration;
    }

    private sealed class Registration(Interrupts owner, Action instead, bool isKept) : IDisposable
    {
        public Action Instead => instead;

        public bool IsKept => isKept;

        public void Dispose()
        {
            lock (owner._gate)
                owner._first.Remove(this);
        }
    }
}
