using FsCheck;
using FsCheck.Fluent;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Domains;

/// <summary>Random runs of calls on a few domains: the driver, the model and a watcher of its events must agree after each call.</summary>
public sealed class DomainModelTests
{
    private static readonly Guid[] Uuids = [.. Enumerable.Range(1, 3).Select(i => Guid.Parse($"00000000-0000-4000-8000-00000000000{i}"))];
    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly string[] Verbs =
        ["create", "create", "suspend", "resume", "shutdown", "reboot", "reset", "destroy", "undefine", "rename", "setAutostart"];

    [Theory]
    [InlineData(1)]
    [InlineData(20_251)]
    [InlineData(777_777_777)]
    public void The_driver_does_what_the_model_does(ulong seed)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(200).WithStartSize(20).WithEndSize(120)
            .WithReplay(new Replay(new Rnd(seed, 1), null));
        Prop.ForAll(Commands(), commands => Agree(commands)).Check(config);
    }

    private static Arbitrary<DomainCommand[]> Commands()
    {
        var name = Gen.Elements(Names);
        var uuid = Gen.Elements(Uuids);
        var define = name.SelectMany(n => uuid.Select(DomainCommand (u) => new DomainCommand.Define(n, u)));
        var createXml = from n in name
                        from u in uuid
                        from paused in Gen.Elements(true, false)
                        select (DomainCommand)new DomainCommand.CreateXml(n, u, paused);
        var verb = from v in Gen.Elements(Verbs)
                   from u in uuid
                   from n in name
                   select (DomainCommand)new DomainCommand.On(v, u, v == "rename" ? n : null);
        return Gen.Frequency((2, define), (1, createXml), (9, verb)).ArrayOf().ToArbitrary();
    }

    private static bool Agree(DomainCommand[] commands)
    {
        var host = new Host();
        var model = new DomainModel();
        var watcher = new DomainWatcher();
        foreach (var command in commands)
        {
            var expected = model.Apply(command);
            Assert.Equal((command, expected), (command, Call(host, command)));
            watcher.Observe(host.Events.Take());

            var listed = host.List().Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(model.Lines, listed);
            Assert.Equal(listed.Select(DomainWatcher.WhatEventsTell).Order(StringComparer.Ordinal), watcher.Lines);
        }

        return true;
    }

    private static string? Call(Host host, DomainCommand command)
    {
        try
        {
            Serve(host, command);
            return null;
        }
        catch (HostException refusal)
        {
            Assert.Empty(host.Events.Take());
            return refusal.ErrorName;
        }
    }

    private static void Serve(Host host, DomainCommand command)
    {
        switch (command)
        {
            case DomainCommand.Define c:
                Host.Run(host.Domains.DefineAsync(new() { Xml = Host.Xml(c.Name, c.Uuid) }, Host.Call));
                break;
            case DomainCommand.CreateXml c:
                Host.Run(host.Domains.CreateXmlAsync(new() { Xml = Host.Xml(c.Name, c.Uuid), Paused = c.Paused }, Host.Call));
                break;
            case DomainCommand.On { Verb: "rename" } c:
                Host.Run(host.Domains.RenameAsync(new() { Self = DomainRef.ByUuid(c.Uuid), Name = c.Name! }, Host.Call));
                break;
            case DomainCommand.On c:
                Host.Run(Serve(host, c.Verb, DomainRef.ByUuid(c.Uuid)));
                break;
            default:
                throw new InvalidOperationException("No call for " + command);
        }
    }

    private static ValueTask Serve(Host host, string verb, DomainRef self) => verb switch
    {
        "create" => host.Domains.CreateAsync(new() { Self = self }, Host.Call),
        "suspend" => host.Domains.SuspendAsync(self, Host.Call),
        "resume" => host.Domains.ResumeAsync(self, Host.Call),
        "shutdown" => host.Domains.ShutdownAsync(new() { Self = self }, Host.Call),
        "reboot" => host.Domains.RebootAsync(new() { Self = self }, Host.Call),
        "reset" => host.Domains.ResetAsync(self, Host.Call),
        "destroy" => host.Domains.DestroyAsync(new() { Self = self }, Host.Call),
        "undefine" => host.Domains.UndefineAsync(new() { Self = self }, Host.Call),
        "setAutostart" => host.Domains.SetAutostartAsync(new() { Self = self, Autostart = !host.Store.Find(self).Autostart }, Host.Call),
        _ => throw new InvalidOperationException("No call for " + verb),
    };
}
