namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>A second, plainer statement of the rules: domains as a few facts each, errors by their names.</summary>
internal sealed class DomainModel
{
    private readonly List<Guest> _guests = [];
    private long _lastId;

    /// <summary>What a list of all domains shows.</summary>
    public IEnumerable<string> Lines => _guests.Select(g => g.Line).Order(StringComparer.Ordinal);

    /// <summary>Makes a call: null when it is served, else the name of its error.</summary>
    public string? Apply(DomainCommand command) => command switch
    {
        DomainCommand.Define c => Place(c.Name, c.Uuid, g => g.Persistent = true),
        DomainCommand.CreateXml c => _guests.Any(g => g.Name == c.Name && g.Uuid == c.Uuid && g.Active)
            ? "DomainAlreadyActive"
            : Place(c.Name, c.Uuid, g => Start(g, c.Paused)),
        DomainCommand.On c => _guests.Find(g => g.Uuid == c.Uuid) is { } guest ? Apply(guest, c) : "NoDomain",
        _ => throw new InvalidOperationException("No rule for " + command),
    };

    private string? Apply(Guest guest, DomainCommand.On command)
    {
        var refusal = command switch
        {
            { Verb: "create" } when guest.Active => "DomainAlreadyActive",
            { Verb: "create" or "undefine" or "rename" or "setAutostart" } => RefusalByDefinition(guest, command),
            _ when !guest.Active => "DomainNotRunning",
            { Verb: "suspend" } when guest.Paused => "InvalidDomainState",
            { Verb: "resume" } when !guest.Paused => "InvalidDomainState",
            _ => null,
        };
        if (refusal is null)
            Serve(guest, command);
        return refusal;
    }

    private string? RefusalByDefinition(Guest guest, DomainCommand.On command) => command.Verb switch
    {
        "rename" when guest.Active => "DomainAlreadyActive",
        "rename" when guest.Name == command.Name => "InvalidArgument",
        "rename" when _guests.Exists(g => g.Name == command.Name) => "DomainExists",
        "undefine" or "setAutostart" when !guest.Persistent => "DomainNotPersistent",
        _ => null,
    };

    private void Serve(Guest guest, DomainCommand.On command)
    {
        switch (command.Verb)
        {
            case "create":
                Start(guest, paused: false);
                break;
            case "suspend" or "resume":
                guest.Paused = command.Verb == "suspend";
                break;
            case "reboot":
                guest.Paused = false;
                break;
            case "shutdown" or "destroy":
                (guest.Active, guest.Paused, guest.Id) = (false, false, 0);
                break;
            case "undefine":
                (guest.Persistent, guest.Autostart) = (false, false);
                break;
            case "rename":
                guest.Name = command.Name!;
                break;
            case "setAutostart":
                guest.Autostart = !guest.Autostart;
                break;
            default:
                break;
        }

        if (!guest.Active && !guest.Persistent)
            _guests.Remove(guest);
    }

    private string? Place(string name, Guid uuid, Action<Guest> serve)
    {
        var guest = _guests.Find(g => g.Uuid == uuid && g.Name == name);
        if (guest is null)
        {
            if (_guests.Exists(g => g.Uuid == uuid || g.Name == name))
                return "DomainExists";
            _guests.Add(guest = new Guest { Uuid = uuid, Name = name });
        }

        serve(guest);
        return null;
    }

    private void Start(Guest guest, bool paused) => (guest.Active, guest.Paused, guest.Id) = (true, paused, ++_lastId);

    private sealed class Guest
    {
        public required Guid Uuid { get; init; }

        public required string Name { get; set; }

        public bool Persistent { get; set; }

        public bool Active { get; set; }

        public bool Paused { get; set; }

        public bool Autostart { get; set; }

        public long Id { get; set; }

        public string Line =>
            $"{Uuid} {Name} {(Persistent ? "persistent" : "transient")} {(Active ? Paused ? "paused" : "running" : "shutoff")} {Id} {Autostart}";
    }
}

/// <summary>A call of the random runs.</summary>
internal abstract record DomainCommand
{
    internal sealed record Define(string Name, Guid Uuid) : DomainCommand;

    internal sealed record CreateXml(string Name, Guid Uuid, bool Paused) : DomainCommand;

    internal sealed record On(string Verb, Guid Uuid, string? Name) : DomainCommand;
}
