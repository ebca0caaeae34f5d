using System.Runtime.InteropServices;
using System.Text;

namespace Virtwire.Sdk.Benchmarks.Differential;

/// <summary>libvirt's own <c>test:///default</c>, in this process.</summary>
internal sealed unsafe class LibvirtHost : IHostUnderTest
{
    // The words of the API for libvirt's numbers: of a state, and of its reasons.
    private static readonly string[] States = ["unknown", "running", "blocked", "paused", "shutdown", "shutoff", "crashed", "pmSuspended"];
    private static readonly Dictionary<(int State, int Reason), string> Reasons = new()
    {
        [(1, 1)] = "booted",
        [(1, 4)] = "fromSnapshot",
        [(1, 5)] = "unpaused",
        [(3, 1)] = "user",
        [(3, 7)] = "fromSnapshot",
        [(5, 1)] = "shutdown",
        [(5, 2)] = "destroyed",
        [(5, 7)] = "fromSnapshot",
    };

    private readonly nint _connection;

    public LibvirtHost()
    {
        LibvirtApi.Silence();
        _connection = LibvirtApi.Open("test:///default");
        if (_connection == 0)
            throw new InvalidOperationException("libvirt's test:///default cannot be opened: " + LibvirtApi.LastErrorMessage());
    }

    /// <inheritdoc/>
    public ValueTask<Outcome> ApplyAsync(Step step) => new(step.Kind switch
    {
        "domain" => ApplyToDomain(step),
        "snapshot" => With(LibvirtApi.FindDomain(_connection, step.Name), LibvirtApi.FreeDomain, domain => ApplyToSnapshot(domain, step)),
        "network" => ApplyToNetwork(step),
        _ => ApplyToPool(step),
    });

    /// <inheritdoc/>
    public ValueTask<string> DescribeAsync(Step step) => new(step.Kind switch
    {
        "domain" or "snapshot" => Describe(LibvirtApi.FindDomain(_connection, step.Name), LibvirtApi.FreeDomain, DescribeDomain),
        "network" => Describe(LibvirtApi.FindNetwork(_connection, step.Name), LibvirtApi.FreeNetwork, network =>
        {
            LibvirtApi.GetNetworkAutostart(network, out var autostart);
            return Life(LibvirtApi.IsNetworkActive(network), LibvirtApi.IsNetworkPersistent(network), autostart);
        }),
        _ => Describe(LibvirtApi.FindPool(_connection, step.Name), LibvirtApi.FreePool, pool =>
        {
            LibvirtApi.GetPoolAutostart(pool, out var autostart);
            return Life(LibvirtApi.IsPoolActive(pool), LibvirtApi.IsPoolPersistent(pool), autostart);
        }),
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _ = LibvirtApi.Close(_connection);
        return default;
    }

    private Outcome ApplyToDomain(Step step) => step.Verb switch
    {
        "define" => Made(LibvirtApi.DefineDomain(_connection, step.Xml), LibvirtApi.FreeDomain),
        "createXml" => Made(LibvirtApi.CreateDomain(_connection, step.Xml, step.Flags), LibvirtApi.FreeDomain),
        _ => With(LibvirtApi.FindDomain(_connection, step.Name), LibvirtApi.FreeDomain, domain => Done(step.Verb switch
        {
            "create" => LibvirtApi.StartDomain(domain, step.Flags),
            "suspend" => LibvirtApi.SuspendDomain(domain),
            "resume" => LibvirtApi.ResumeDomain(domain),
            "shutdown" => LibvirtApi.ShutdownDomain(domain),
            "reboot" => LibvirtApi.RebootDomain(domain, 0),
            "reset" => LibvirtApi.ResetDomain(domain, 0),
            "destroy" => LibvirtApi.DestroyDomain(domain),
            "undefine" => LibvirtApi.UndefineDomain(domain, step.Flags),
            "rename" => LibvirtApi.RenameDomain(domain, step.Other, 0),
            "setAutostart" => LibvirtApi.SetDomainAutostart(domain, (int)step.Number),
            "setMemory" => LibvirtApi.SetDomainMemory(domain, new CULong((nuint)step.Number), step.Flags),
            "setVcpus" => LibvirtApi.SetDomainVcpus(domain, (uint)step.Number, step.Flags),
            _ => throw new InvalidOperationException("No call for " + step),
        })),
    };

    private static Outcome ApplyToSnapshot(nint domain, Step step) => step.Verb == "create"
        ? Made(LibvirtApi.CreateSnapshot(domain, step.Xml, 0), LibvirtApi.FreeSnapshot)
        : With(LibvirtApi.FindSnapshot(domain, step.Other, 0), LibvirtApi.FreeSnapshot, snapshot => Done(step.Verb switch
        {
            "revert" => LibvirtApi.RevertTo(snapshot, step.Flags),
            "delete" => LibvirtApi.DeleteSnapshot(snapshot, step.Flags),
            _ => throw new InvalidOperationException("No call for " + step),
        }));

    private Outcome ApplyToNetwork(Step step) => step.Verb switch
    {
        "define" => Made(LibvirtApi.DefineNetwork(_connection, step.Xml), LibvirtApi.FreeNetwork),
        "createXml" => Made(LibvirtApi.CreateNetwork(_connection, step.Xml), LibvirtApi.FreeNetwork),
        _ => With(LibvirtApi.FindNetwork(_connection, step.Name), LibvirtApi.FreeNetwork, network => Done(step.Verb switch
        {
            "create" => LibvirtApi.StartNetwork(network),
            "destroy" => LibvirtApi.DestroyNetwork(network),
            "undefine" => LibvirtApi.UndefineNetwork(network),
            "setAutostart" => LibvirtApi.SetNetworkAutostart(network, (int)step.Number),
            _ => throw new InvalidOperationException("No call for " + step),
        })),
    };

    private Outcome ApplyToPool(Step step) => step.Verb switch
    {
        "define" => Made(LibvirtApi.DefinePool(_connection, step.Xml, 0), LibvirtApi.FreePool),
        "createXml" => Made(LibvirtApi.CreatePool(_connection, step.Xml, 0), LibvirtApi.FreePool),
        _ => With(LibvirtApi.FindPool(_connection, step.Name), LibvirtApi.FreePool, pool => Done(step.Verb switch
        {
            "create" => LibvirtApi.StartPool(pool, 0),
            "destroy" => LibvirtApi.DestroyPool(pool),
            "undefine" => LibvirtApi.UndefinePool(pool),
            "refresh" => LibvirtApi.RefreshPool(pool, 0),
            "setAutostart" => LibvirtApi.SetPoolAutostart(pool, (int)step.Number),
            _ => throw new InvalidOperationException("No call for " + step),
        })),
    };

    private static string DescribeDomain(nint domain)
    {
        LibvirtApi.GetDomainState(domain, out var state, out var reason, 0);
        LibvirtApi.GetDomainAutostart(domain, out var autostart);
        LibvirtApi.GetDomainInfo(domain, out var facts);
        var persistent = LibvirtApi.IsDomainPersistent(domain) == 1;
        var text = new StringBuilder(States[state]).Append('/').Append((reason == 0 ? "unknown" : Reasons.GetValueOrDefault((state, reason), $"reason {reason}")))
            .Append(persistent ? " persistent" : " transient")
            .Append(autostart == 1 ? " autostart" : "")
            .Append("; ").Append(DomainSizes.Now(facts.Memory.Value, facts.MaxMemory.Value, facts.Vcpus))
            .Append("; ").Append((persistent ? DomainSizes.OfNextStart(LibvirtApi.InactiveXmlOf(domain)) : DomainSizes.NoNextStart)).Append(';');
        nint* snapshots;
        var count = LibvirtApi.ListSnapshots(domain, &snapshots, 0);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            names.Add(DescribeSnapshot(snapshots[i]));
            _ = LibvirtApi.FreeSnapshot(snapshots[i]);
        }

        LibvirtApi.Free(snapshots);
        return text.AppendJoin("", names.Select(n => " " + n)).ToString();
    }

    private static string DescribeSnapshot(nint snapshot)
    {
        var current = LibvirtApi.IsCurrentSnapshot(snapshot, 0) == 1 ? "*" : "";
        var parent = LibvirtApi.ParentOf(snapshot, 0);
        if (parent == 0)
            return LibvirtApi.NameOf(snapshot) + current;
        var text = $"{LibvirtApi.NameOf(snapshot)}<{LibvirtApi.NameOf(parent)}{current}";
        _ = LibvirtApi.FreeSnapshot(parent);
        return text;
    }

    private static string Life(int active, int persistent, int autostart) =>
        (active == 1 ? "active" : "inactive") + (persistent == 1 ? " persistent" : " transient") + (autostart == 1 ? " autostart" : "");

    private static string Describe(nint handle, Func<nint, int> free, Func<nint, string> describe)
    {
        if (handle == 0)
            return "none";
        var text = describe(handle);
        _ = free(handle);
        return text;
    }

    private static Outcome With(nint handle, Func<nint, int> free, Func<nint, Outcome> call)
    {
        if (handle == 0)
            return Failed();
        var outcome = call(handle);
        _ = free(handle);
        return outcome;
    }

    private static Outcome Made(nint handle, Func<nint, int> free)
    {
        if (handle == 0)
            return Failed();
        _ = free(handle);
        return Outcome.Ok;
    }

    private static Outcome Done(int answer) => answer == 0 ? Outcome.Ok : Failed();

    private static Outcome Failed() => new(LibvirtErrors.ClassOf(LibvirtApi.LastErrorCode()), LibvirtApi.LastErrorMessage());
}
