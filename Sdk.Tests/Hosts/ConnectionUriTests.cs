using Virtwire.Sdk.Hosts;

namespace Virtwire.Sdk.Tests.Hosts;

public sealed class ConnectionUriTests
{
    private static readonly ConnectionUri Template = new() { Driver = "qemu", Transport = UriTransport.Unix, Path = "/system" };

    public static TheoryData<string, ConnectionUri> Valid => new()
    {
        { "test:///default", Template with { Driver = "test", Transport = UriTransport.Embedded, Path = "/default" } },
        { "test:///", Template with { Driver = "test", Transport = UriTransport.Embedded, Path = "/" } },
        { "test:///default?readonly=1", Template with { Driver = "test", Transport = UriTransport.Embedded, Path = "/default", ReadOnly = true } },
        { "qemu:///system", Template },
        { "QEMU:///system", Template },
        { "qemu:///system?", Template },
        { "qemu:///system?readonly=0", Template },
        { "qemu:///system?socket=/run/v.sock", Template with { Socket = "/run/v.sock" } },
        { "qemu+unix:///system", Template },
        { "qemu+unix:///system?socket=/a%20b/%C3%A9&framing=headers", Template with { Socket = "/a b/\u00e9", Framing = UriFraming.Headers } },
        { "test+unix:///default", Template with { Driver = "test", Path = "/default" } },
        { "com.acme-x1:///a/b:c", Template with { Driver = "com.acme-x1", Path = "/a/b:c" } },
        { "qemu+tcp://node1/system", Template with { Transport = UriTransport.Tcp, Host = "node1" } },
        { "qemu+tcp://node1.example:1/system?framing=lines", Template with { Transport = UriTransport.Tcp, Host = "node1.example", Port = 1 } },
        { "qemu+stomp+tcp://node1/system", Template with { Transport = UriTransport.Tcp, Host = "node1", Framing = UriFraming.Stomp } },
        { "qemu+stomp+tls://node1/system?ca=/a", Template with { Transport = UriTransport.Tls, Host = "node1", Framing = UriFraming.Stomp, AuthorityFile = "/a" } },
        { "qemu+tcp://node1/system?framing=stomp", Template with { Transport = UriTransport.Tcp, Host = "node1", Framing = UriFraming.Stomp } },
        { "qemu+stomp+unix:///system?socket=/s", Template with { Socket = "/s", Framing = UriFraming.Stomp } },
        { "qemu:///system?framing=stomp", Template with { Framing = UriFraming.Stomp } },
        { "test:///default?framing=stomp", Template with { Driver = "test", Transport = UriTransport.Embedded, Path = "/default", Framing = UriFraming.Stomp } },
        { "qemu+TCP://10.0.0.1:65535/system", Template with { Transport = UriTransport.Tcp, Host = "10.0.0.1", Port = 65535 } },
        { "qemu+tcp://[::1]/system", Template with { Transport = UriTransport.Tcp, Host = "::1" } },
        { "qemu+tcp://me@[fe80::1%2]:7/system", Template with { Transport = UriTransport.Tcp, User = "me", Host = "fe80::1%2", Port = 7 } },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_uri_is_taken_apart_and_put_together_again(string uri, ConnectionUri expected)
    {
        var read = ConnectionUri.Parse(uri);

        Assert.Equal(expected, read);
        Assert.Equal(expected, ConnectionUri.Parse(read.ToString()));
        Assert.Equal($"{expected.Driver}://{expected.Path}", read.DriverUri);
        Assert.True(ConnectionUri.TryParse(uri, out _));
    }

    [Theory]
    [InlineData("", "no '://'")]
    [InlineData("default", "no '://'")]
    [InlineData("test:/default", "no '://'")]
    [InlineData(":///default", "no driver")]
    [InlineData("+unix:///default", "no driver")]
    [InlineData("te st:///default", "'te st' is no driver's name")]
    [InlineData("1test:///default", "'1test' is no driver's name")]
    [InlineData("test://", "no path")]
    [InlineData("qemu+tcp://node1", "no path")]
    [InlineData("qemu+tcp://node1?readonly=1", "no path")]
    [InlineData("qemu:///system#top", "'#'")]
    [InlineData("qemu+:///system", "transport '' is not known")]
    [InlineData("qemu+ssh://node1/system", "transport 'ssh' is not known")]
    [InlineData("qemu+stomp://node1/system", "transport 'stomp' is not known")]
    [InlineData("qemu+stomp+ssh://node1/system", "transport 'ssh' is not known")]
    [InlineData("qemu+stomp+tcp://node1/system?framing=lines", "'framing' that it is not")]
    [InlineData("qemu+unix+tcp://node1/system", "transport 'unix+tcp' is not known")]
    [InlineData("qemu://node1/system", "qemu+tcp://node1/system")]
    [InlineData("test://node1/default", "test+tcp://node1/default")]
    [InlineData("qemu+unix://node1/system", "leave the host out")]
    [InlineData("test:///default?socket=/s", "test+unix://")]
    [InlineData("qemu+tcp://node1/system?socket=/s", "'socket' is for unix sockets")]
    [InlineData("qemu+tcp:///system", "TCP needs a host")]
    [InlineData("qemu+tcp://:7/system", "TCP needs a host")]
    [InlineData("qemu+tcp://me@/system", "TCP needs a host")]
    [InlineData("qemu+tcp://@node1/system", "user name")]
    [InlineData("qemu+tcp://no de/system", "'no de' is no host's name")]
    [InlineData("qemu+tcp://::1/system", "in brackets")]
    [InlineData("qemu+tcp://[::1/system", "']'")]
    [InlineData("qemu+tcp://[::x]/system", "'::x' is no IPv6 address")]
    [InlineData("qemu+tcp://[10.0.0.1]/system", "'10.0.0.1' is no IPv6 address")]
    [InlineData("qemu+tcp://[::1]7/system", "only a port")]
    [InlineData("qemu+tcp://node1:/system", "port ''")]
    [InlineData("qemu+tcp://node1:0/system", "port '0'")]
    [InlineData("qemu+tcp://node1:65536/system", "port '65536'")]
    [InlineData("qemu+tcp://node1:+1/system", "port '+1'")]
    [InlineData("qemu:///system?socket", "'socket' in the query")]
    [InlineData("qemu:///system?=x", "'=x' in the query")]
    [InlineData("qemu:///system?readonly=1&&framing=lines", "'' in the query")]
    [InlineData("qemu:///system?socket=s", "'s' is no absolute path")]
    [InlineData("qemu:///system?framing=smoke", "framing 'smoke' is not known")]
    [InlineData("qemu:///system?readonly=yes", "not 'yes'")]
    [InlineData("qemu:///system?readonly=1&readonly=1", "'readonly' stands twice")]
    [InlineData("qemu:///system?Readonly=1", "'Readonly' is not known")]
    [InlineData("qemu:///system?timeout=1", "'timeout' is not known")]
    public void What_is_no_uri_is_refused_with_what_is_wrong(string uri, string what)
    {
        var refused = Assert.Throws<ConnectionUriException>(() => ConnectionUri.Parse(uri));

        Assert.Contains(what, refused.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"'{uri}'", refused.Message, StringComparison.Ordinal);
        Assert.False(ConnectionUri.TryParse(uri, out _));
    }

    [Theory]
    [InlineData(true, "/run/user/1000", "/run/virtwire/virtwire.sock")]
    [InlineData(false, "/run/user/1000", "/run/user/1000/virtwire.sock")]
    [InlineData(false, "", null)]
    [InlineData(false, null, null)]
    public void The_default_socket_depends_on_the_user(bool isRoot, string? runtimeDirectory, string? expected) =>
        Assert.Equal(expected, DaemonSocket.DefaultPath(isRoot, runtimeDirectory));
}
