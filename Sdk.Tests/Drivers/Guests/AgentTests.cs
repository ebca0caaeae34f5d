using System.Collections.Immutable;
using Virtwire.Sdk.Server.Drivers.Test.Guests;
using Virtwire.Sdk.Tests.Drivers.Devices;
using Host = Virtwire.Sdk.Tests.Drivers.Support.SimulatedHost;

namespace Virtwire.Sdk.Tests.Drivers.Guests;

/// <summary>What asks the agent inside a guest, with and without one.</summary>
public sealed class AgentTests
{
    private const string Channel = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>";

    private readonly DeviceGuest _guest = new();

    public static TheoryData<string> Calls { get; } = ["info", "freeze", "thaw", "password", "addresses"];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Without_a_channel_there_is_no_agent(string call) => _guest.Refused<AgentUnavailableException>(() => Make(call));

    [Theory]
    [MemberData(nameof(Calls))]
    public void It_answers_only_while_the_guest_runs(string call)
    {
        _guest.Attach(Channel, DomainAffect.LiveAndConfig);
        Make(call);
        Host.Run(_guest.Host.Domains.SuspendAsync(_guest.Self, Host.Call));
        Assert.Equal(DomainState.Paused, _guest.Refused<InvalidDomainStateException>(() => Make(call)).State);
        _guest.Stop();
        Assert.Throws<DomainNotRunningException>(() => Make(call));
        Host.Run(_guest.Host.Domains.UndefineAsync(new() { Self = _guest.Self }, Host.Call));
        Assert.Throws<NoDomainException>(() => Make(call));
    }

    [Fact]
    public void It_says_when_it_comes_and_goes()
    {
        _guest.Attach(Channel, DomainAffect.LiveAndConfig);
        Assert.Equal("agentStateChanged web1 channel connected", _guest.Told[^1]);
        _guest.Detach(Channel, DomainAffect.Live);
        Assert.Equal(["deviceRemoved web1 {\"device\":\"org.qemu.guest_agent.0\",\"kind\":\"channel\"}", "agentStateChanged web1 channel disconnected"], _guest.Told);

        _guest.Stop();
        _guest.Start();
        Assert.Equal(["stateChanged web1 destroyed shutoff", "stateChanged web1 booted running", "agentStateChanged web1 domainStarted connected"], _guest.Told);
    }

    [Fact]
    public void It_comes_when_a_guest_that_was_started_paused_first_runs()
    {
        _guest.Attach(Channel, DomainAffect.Config);
        _guest.Stop();
        Host.Run(_guest.Host.Domains.CreateAsync(new() { Self = _guest.Self, Paused = true }, Host.Call));
        Assert.DoesNotContain(_guest.Told, t => t.StartsWith("agent", StringComparison.Ordinal));
        for (var i = 0; i < 2; i++)
        {
            Host.Run(_guest.Host.Domains.ResumeAsync(_guest.Self, Host.Call));
            Assert.Equal(i == 0 ? 1 : 0, _guest.Told.Count(t => t.StartsWith("agent", StringComparison.Ordinal)));
            Host.Run(_guest.Host.Domains.SuspendAsync(_guest.Self, Host.Call));
        }
    }

    [Fact]
    public void File_systems_are_frozen_and_thawed_once()
    {
        _guest.Attach(Channel);
        Assert.Equal(1, Freeze("/boot"));
        Assert.Equal(1, Freeze());
        Assert.Equal(0, Freeze());
        Assert.Equal([true, true], Info(GuestInfoType.Filesystems).Filesystems!.Select(f => f.Frozen));
        Assert.Equal(1, Thaw("/"));
        Assert.Equal(1, Thaw());
        Assert.Equal(0, Thaw());
        var refusal = _guest.Refused<NoMountpointException>(() => Freeze("/srv"));
        Assert.Equal(("/srv", "/,/boot"), (refusal.Mountpoint, string.Join(',', refusal.Mountpoints!)));
    }

    [Fact]
    public void What_was_frozen_is_not_after_the_guest_started_anew()
    {
        _guest.Attach(Channel);
        Assert.Equal(2, Freeze());
        Host.Run(_guest.Host.Domains.ResetAsync(_guest.Self, Host.Call));
        Assert.Equal(2, Freeze());
        Host.Run(_guest.Host.Domains.RebootAsync(new() { Self = _guest.Self }, Host.Call));
        Assert.Equal(2, Freeze());
    }

    [Fact]
    public void It_answers_what_is_asked_for_and_everything_when_nothing_is()
    {
        _guest.Attach(Channel);
        var all = Info();
        Assert.Equal("web1", all.Hostname);
        Assert.Equal("root", Assert.Single(all.Users!).Name);
        Assert.Equal(("linux", "UTC", 0), (all.Os!.Id, all.Timezone!.Name, all.Timezone.Offset));
        Assert.Equal(["/ vda1 vda", "/boot vda2 vda"], all.Filesystems!.Select(f => $"{f.Mountpoint} {f.Name} {f.Disks[0]}"));
        Assert.Equal(["/dev/vda", "/dev/vda1", "/dev/vda2", "/dev/hda"], all.Disks!.Select(d => d.Name));
        Assert.Equal(["lo", "eth0", "eth1"], all.Interfaces!.Select(i => i.Name));

        var some = Info(GuestInfoType.Os, GuestInfoType.Disks);
        Assert.True(some is { Os: not null, Disks: not null, Hostname: null, Users: null, Timezone: null, Filesystems: null, Interfaces: null });
        Assert.Equal("types", _guest.Refused<ArgumentUnsupportedException>(() => Info(GuestInfoType.Of("mood"))).Parameter);
    }

    [Fact]
    public void It_knows_the_system_that_the_document_names()
    {
        var guest = new DeviceGuest("""<metadata><l:libosinfo xmlns:l="http://libosinfo.org/xmlns/libvirt/domain/1.0"><l:os id="http://microsoft.com/win/11"/></l:libosinfo></metadata>""");
        guest.Attach(Channel);
        var info = Host.Run(guest.Host.Domains.GetGuestInfoAsync(new() { Self = guest.Self }, Host.Call));
        Assert.Equal(("mswindows", "11", "Administrator"), (info.Os!.Id, info.Os.VersionId, info.Users![0].Name));
    }

    [Fact]
    public void A_password_is_kept_as_a_hash_until_the_next_one()
    {
        _guest.Attach(Channel);
        SetPassword("root", "correct horse");
        Assert.Equal(GuestPasswords.Hash("root", "correct horse"), Passwords()["root"]);
        SetPassword("root", "$6$xyz", encrypted: true);
        Assert.Equal("$6$xyz", Passwords()["root"]);
        Assert.Equal("mallory", _guest.Refused<NoGuestUserException>(() => SetPassword("mallory", "x")).User);
        Freeze("/");
        Assert.Equal(["/"], _guest.Refused<FilesystemsFrozenException>(() => SetPassword("root", "x")).Mountpoints);
        Thaw();
        _guest.Stop();
        Assert.Equal("$6$xyz", Passwords()["root"]);
    }

    private ImmutableDictionary<string, string> Passwords() => _guest.Host.Store.Find(_guest.Self).Passwords;

    private GuestInfo Info(params GuestInfoType[] types) => Host.Run(_guest.Host.Domains.GetGuestInfoAsync(new() { Self = _guest.Self, Types = types }, Host.Call));

    private int Freeze(params string[] mountpoints) =>
        Host.Run(_guest.Host.Domains.FreezeFilesystemsAsync(new() { Self = _guest.Self, Mountpoints = mountpoints }, Host.Call));

    private int Thaw(params string[] mountpoints) =>
        Host.Run(_guest.Host.Domains.ThawFilesystemsAsync(new() { Self = _guest.Self, Mountpoints = mountpoints }, Host.Call));

    private void SetPassword(string user, string password, bool encrypted = false) => Host.Run(
        _guest.Host.Domains.SetUserPasswordAsync(new() { Self = _guest.Self, User = user, Password = password, Encrypted = encrypted }, Host.Call));

    private void Make(string call)
    {
        switch (call)
        {
            case "info":
                Info();
                break;
            case "freeze":
                Freeze();
                break;
            case "thaw":
                Thaw();
                break;
            case "password":
                SetPassword("root", "x");
                break;
            default:
                Host.Run(_guest.Host.Domains.GetInterfaceAddressesAsync(new() { Self = _guest.Self, Source = DomainAddressSource.Agent }, Host.Call));
                break;
        }
    }
}
