using System.Net;
using System.Net.Sockets;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Listening;
using Virtwire.Sdk.Tests.Conformance.Support;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Tests.Server.Listening;

/// <summary>Real sockets.</summary>
public sealed class SocketTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("virtwire-");

    public static TheoryData<string, string> EndpointsAndForms => new()
    {
        { "unix", "lines" }, { "unix", "headers" }, { "tcp", "lines" }, { "tcp", "headers" }, { "tcp6", "lines" }, { "unix", "stomp" }, { "tcp", "stomp" },
    };

    private string SocketPath => Path.Combine(_directory.FullName, "s");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(EndpointsAndForms))]
    public async Task Every_endpoint_speaks_every_protocol(string kind, string formName)
    {
        var form = formName switch { "lines" => WireForm.Lines, "headers" => WireForm.Headers, _ => WireForm.Stomp };
        await using var host = await ConformanceHost.StartAsync(o => o.Endpoints.Add(kind switch
        {
            "unix" => $"unix://{SocketPath}",
            "tcp" => "tcp://127.0.0.1:0",
            _ => "tcp://[::1]:0",
        }));
        using var peer = await ConnectAsync(host, form);
        Assert.Equal(19, (await peer.CallAsync(Json.Call(1, "Calc.subtract", "[42,23]"))).Result().GetProperty("value").GetInt32());
        foreach (var value in form.Frame(Json.Call(2, "Calc.ping")))
            await peer.SendBytesAsync([value]);
        Assert.Equal("2", (await peer.ReceiveAsync()).Id());
        await peer.SendAsync([.. Enumerable.Range(0, 500).Select(i => Json.Call(i, "Calc.subtract", $"[{i},1]"))]);
        for (var i = 0; i < 500; i++)
            Assert.Equal(i - 1, (await peer.ReceiveAsync()).Result().GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task The_port_that_was_taken_is_reported()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Endpoints.Add("tcp://localhost:0"));
        var port = Assert.Single(host.Server.Endpoints)["tcp://127.0.0.1:".Length..];
        Assert.InRange(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), 1, 65535);
    }

    [Fact]
    public async Task A_stale_socket_file_is_replaced_and_the_own_one_removed()
    {
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(SocketPath + ".x"));
            File.Move(SocketPath + ".x", SocketPath);
        }

        Assert.True(File.Exists(SocketPath));
        var host = await ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}"));
        using (var peer = await ConnectAsync(host, WireForm.Lines))
            Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).Id());
        await host.DisposeAsync();
        Assert.Empty(_directory.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_socket_file_that_another_server_has_put_there_is_left()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux is asked which file it is.");
        var earlier = await ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}"));

        // As by a server that found the same dead file and was a little later.
        File.Delete(SocketPath);
        await using var later = await ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}"));
        await earlier.DisposeAsync();

        using var peer = await ConnectAsync(later, WireForm.Lines);
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_servers_that_start_at_once_one_has_the_path(bool stale)
    {
        const int Servers = 8;
        for (var round = 0; round < 25; round++)
        {
            if (stale)
            {
                using var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                dead.Bind(new UnixDomainSocketEndPoint(SocketPath + ".x"));
                File.Move(SocketPath + ".x", SocketPath);
            }

            using var start = new Barrier(Servers);
            var started = await Task.WhenAll(Enumerable.Range(0, Servers).Select(_ => Task.Factory.StartNew(
                () => StartAt(start),
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            var (socket, file) = Assert.Single(started.OfType<(Socket, UnixSocketFile)>());
            Assert.Equal([SocketPath], _directory.GetFileSystemInfos().Select(f => f.FullName));
            using (var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                await client.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), TestContext.Current.CancellationToken);
            file.Remove();
            socket.Dispose();
        }
    }

    [Fact]
    public async Task What_a_server_left_that_was_killed_while_it_started_is_in_nobodys_way()
    {
        await File.WriteAllTextAsync(SocketPath + ".lock", "", TestContext.Current.CancellationToken);
        await using var host = await ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}"));
        using var peer = await ConnectAsync(host, WireForm.Lines);
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }

    [Fact]
    public async Task Starting_touches_no_file_but_its_own()
    {
        var unready = SocketPath + ".new";
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(unready));
        await using var host = await ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}"));
        Assert.Equal([SocketPath, unready], _directory.GetFileSystemInfos().Select(f => f.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_lives_is_not_replaced()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}"));
        var refused = await Assert.ThrowsAsync<IOException>(() => ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}")));
        Assert.Contains("listens on", refused.Message, StringComparison.Ordinal);
        using var peer = await ConnectAsync(host, WireForm.Lines);
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.ping"))).Id());
    }

    [Theory]
    [InlineData("precious")]
    [InlineData("")]
    public async Task A_file_that_is_no_socket_is_left_alone(string text)
    {
        await File.WriteAllTextAsync(SocketPath, text, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}")));
        Assert.Equal(text, await File.ReadAllTextAsync(SocketPath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_directory_is_no_socket()
    {
        Directory.CreateDirectory(SocketPath);
        await Assert.ThrowsAsync<IOException>(() => ConformanceHost.StartAsync(o => o.Endpoints.Add($"unix://{SocketPath}")));
    }

    [Theory]
    [InlineData(false, UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(true, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public async Task The_socket_file_lets_in_whom_it_shall(bool group, UnixFileMode mode)
    {
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            o.Endpoints.Add($"unix://{SocketPath}");
            o.GroupSocket = group;
        });
        Assert.Equal(mode, OperatingSystem.IsWindows() ? mode : File.GetUnixFileMode(SocketPath));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_to_be()
    {
        await using var host = await ConformanceHost.StartAsync(o => o.Endpoints.Add("tcp://127.0.0.1:0"));
        var taken = host.Server.Endpoints[0];
        var refused = await Assert.ThrowsAsync<IOException>(() => ConformanceHost.StartAsync(o => o.Endpoints.Add(taken)));
        Assert.Contains(taken, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp://0.0.0.0:0")]
    [InlineData("tcp://[::]:0")]
    [InlineData("tcp://192.0.2.1:7")]
    public async Task Clear_text_that_others_can_reach_is_refused(string endpoint)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ConformanceHost.StartAsync(o => o.Endpoints.Add(endpoint)));
        Assert.Contains("loopback", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/run/s")]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("unix://run/s")]
    [InlineData("unix:///run/")]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("tcp://127.0.0.1:x")]
    [InlineData("tcp://127.0.0.1:65536")]
    [InlineData("tcp://:80")]
    [InlineData("tcp://::1:80")]
    [InlineData("tcp://example.org:80")]
    public async Task What_is_no_endpoint_is_refused(string endpoint)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => ConformanceHost.StartAsync(o => o.Endpoints.Add(endpoint)));
        Assert.DoesNotContain("Parameter", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_own_user_is_admin_and_loopback_may_read()
    {
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            o.Endpoints.Add($"unix://{SocketPath}");
            o.Endpoints.Add("tcp://127.0.0.1:0");
        });
        using var unix = await ConnectAsync(host, WireForm.Lines);
        var seen = (await unix.CallAsync(Json.Call(1, "Calc.inspect"))).Result();
        Assert.Equal("Admin", seen.GetProperty("role").GetString());
        Assert.StartsWith("uid:", seen.GetProperty("identity").GetString(), StringComparison.Ordinal);
        using var tcp = await ConnectAsync(host, WireForm.Lines, 1);
        seen = (await tcp.CallAsync(Json.Call(1, "Calc.inspect"))).Result();
        Assert.Equal(("Read", "anonymous"), (seen.GetProperty("role").GetString(), seen.GetProperty("identity").GetString()));
        Assert.Equal("AccessDenied", (await tcp.CallAsync(Json.Call(2, "Calc.update", "[1]"))).ErrorName());
    }

    [Fact]
    public async Task What_loopback_may_do_is_said_out_loud()
    {
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            o.Endpoints.Add("tcp://127.0.0.1:0");
            o.Anonymous = SessionRole.Operate;
        });
        using var peer = await ConnectAsync(host, WireForm.Lines);
        Assert.Equal("1", (await peer.CallAsync(Json.Call(1, "Calc.update", "[1]"))).Id());
        Assert.Equal("AccessDenied", (await peer.CallAsync(Json.Call(2, "Lamp.reset"))).ErrorName());
    }

    [Fact]
    public async Task More_connections_than_allowed_are_closed()
    {
        await using var host = await ConformanceHost.StartAsync(o =>
        {
            o.Endpoints.Add("tcp://127.0.0.1:0");
            o.Limits = o.Limits with { Connections = 1 };
        });
        using var first = await ConnectAsync(host, WireForm.Lines);
        await first.CallAsync(Json.Call(1, "Calc.ping"));
        using var second = await ConnectAsync(host, WireForm.Lines);
        Assert.Null(await second.TryReceiveAsync());
        Assert.Contains(host.Log.Entries, e => e.Id == 2306);
        Assert.Equal("2", (await first.CallAsync(Json.Call(2, "Calc.ping"))).Id());
    }

    private (Socket Socket, UnixSocketFile File)? StartAt(Barrier start)
    {
        start.SignalAndWait(TestContext.Current.CancellationToken);
        try
        {
            var socket = UnixSocketFile.Listen(SocketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite, 8, out var file);
            return (socket, file);
        }
        catch (IOException refused) when (refused.Message.StartsWith("A server ", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static async Task<RawPeer> ConnectAsync(ConformanceHost host, WireForm form, int endpoint = 0)
    {
        var uri = host.Server.Endpoints[endpoint];
        EndPoint at = uri.StartsWith("unix://", StringComparison.Ordinal)
            ? new UnixDomainSocketEndPoint(uri["unix://".Length..])
            : IPEndPoint.Parse(uri["tcp://".Length..]);
        return RawPeer.Over(await SocketTransport.ConnectAsync(at, TestContext.Current.CancellationToken), form);
    }
}
