using Virtwire.Sdk.Server.Drivers;
using Virtwire.Sdk.Server.Events;
using Virtwire.Sdk.Server.Sessions.Services;
using Virtwire.Sdk.Server.Tasks;
using Virtwire.Sdk.Server.Tasks.Journal;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>Makes the drivers of a server from its options: what the definition makes, what vendors add, what the server itself brings.</summary>
internal static class DriverAssembly
{
    /// <summary>Makes all drivers.</summary>
    /// <exception cref="InvalidOperationException">There is none, or two clash.</exception>
    internal static DriverRegistry Make(VirtwireServerOptions options, ServerIdentity identity, StateDirectory? state, TaskJournal? journal)
    {
        if (options.Drivers.Count == 0)
            throw new InvalidOperationException("The server has no driver. Add one: options.AddDriver(\"test:///default\").");
        foreach (var (scheme, _) in options.Additions)
        {
            if (!options.Drivers.Any(uri => DriverUri.SchemeOf(uri) == scheme))
                throw new InvalidOperationException($"Resources were added to drivers of the scheme '{scheme}', and the server has none.");
        }

        var ids = new TaskIds(identity.Epoch, journal?.Last ?? 0);
        return new DriverRegistry([.. options.Drivers.Select(uri => MakeOne(uri, options, identity, state, ids, journal))], HostApi.Description);
    }

    private static DriverInstance MakeOne(string uri, VirtwireServerOptions options, ServerIdentity identity, StateDirectory? state, TaskIds ids, TaskJournal? journal)
    {
        var scheme = DriverUri.SchemeOf(uri);
        var hub = new EventHub(identity.Epoch, options.Limits.KeptEvents);
        var context = new DriverContext
        {
            Uri = uri,
            Parameters = options.Parameters[uri],
            Events = hub,
            Server = identity,
            TimeProvider = options.TimeProvider,
            LoggerFactory = options.LoggerFactory,
            StateDirectory = StateDirectory.OfDriver(state, uri),
        };
        var resources = new List<ResourceDriver> { new ServerRpcDriver(), new ServerEventsDriver(), new ServerTaskDriver(), new ServerAdminDriver() };
        resources.AddRange(options.Definitions[scheme].Factory(context));
        foreach (var (_, factory) in options.Additions.Where(a => a.Scheme == scheme))
            resources.AddRange(factory(context));
        var limits = new TaskLimits(options.Limits.RunningTasks, options.Limits.KeptTasks, options.Limits.TaskMemory);
        var book = journal is null ? null : new TaskBook(journal, uri);
        var tasks = new TaskTable(ids, limits, hub, options.TimeProvider, options.LoggerFactory.CreateLogger("Virtwire.Sdk.Server"), book);
        return new DriverInstance(uri, hub, tasks, resources);
    }
}
