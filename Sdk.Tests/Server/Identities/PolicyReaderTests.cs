using System.Security.Cryptography.X509Certificates;
using System.Text;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Hosting;
using Virtwire.Sdk.Server.Identities;

namespace Virtwire.Sdk.Tests.Server.Identities;

/// <summary>A policy file: what it says, and where it is wrong.</summary>
public sealed class PolicyReaderTests : IDisposable
{
    private const string Hash = "pbkdf2-sha256$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private readonly PolicyFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Every_member_is_read()
    {
        var policy = Read($$"""
            {
              "users": { "root": "read", "1234": "none" },
              "groups": { "4321": "operate" },
              "certificates": [ { "subject": "CN=node2,O=Example", "role": "admin" }, { "cn": "node3", "role": "read" } ],
              "tokens": [ { "id": "ci", "hash": "{{Hash}}", "role": "operate", "expires": "2030-12-31T00:00:00Z" } ],
              "methods": { "Domain.suspend": "admin", "Domain.resume": "read" },
              "origins": [ "https://console.example.com" ],
              "hosts": [ "node.example.com" ]
            }
            """);
        Assert.Equal(new Dictionary<uint, SessionRole> { [0] = SessionRole.Read, [1234] = SessionRole.None }, policy.Users);
        Assert.Equal(SessionRole.Operate, policy.Groups[4321]);
        Assert.Equal(SessionRole.Admin, CertificateRule.RoleOf(policy.Certificates!, new X500DistinguishedName("CN=node2, O=Example")));
        Assert.Equal(SessionRole.Read, CertificateRule.RoleOf(policy.Certificates!, new X500DistinguishedName("O=Other, CN=node3")));
        Assert.Null(CertificateRule.RoleOf(policy.Certificates!, new X500DistinguishedName("CN=node2, O=Other")));
        Assert.Null(CertificateRule.RoleOf(policy.Certificates!, new X500DistinguishedName("CN=node3, CN=node4")));
        Assert.Equal("ci", policy.Tokens.KnownId("vwt_ci_x"));
        Assert.Equal(SessionRole.Admin, policy.RequiredRole("Domain.suspend", MethodAccess.Write));
        Assert.Equal(SessionRole.Read, policy.RequiredRole("Domain.resume", MethodAccess.Write));
        Assert.Equal(SessionRole.Operate, policy.RequiredRole("Domain.reset", MethodAccess.Write));
        Assert.Contains("https://console.example.com", policy.Origins);
        Assert.Contains("NODE.example.com", policy.Hosts);
    }

    [Theory]
    [InlineData("", 1, 1, "no JSON")]
    [InlineData("{\"users\":", 1, 10, "no JSON")]
    [InlineData("[]", 1, 1, "must be an object")]
    [InlineData("{} {}", 1, 4, "")]
    [InlineData("{\n \"user\": {} }", 2, 2, "no member 'user'")]
    [InlineData("{\"users\":{},\n\"users\":{}}", 2, 1, "twice")]
    [InlineData("{\"users\":{\"no such user\":\"read\"}}", 1, 11, "no user 'no such user'")]
    [InlineData("{\"users\":{\"root\":\"read\",\"0\":\"read\"}}", 1, 25, "twice")]
    [InlineData("{\"groups\":{\"0\":\"boss\"}}", 1, 16, "no role 'boss'")]
    [InlineData("{\"groups\":{\"0\":1}}", 1, 16, "must be a text")]
    [InlineData("{\"certificates\":[{\"role\":\"read\"}]}", 1, 18, "subject or a cn")]
    [InlineData("{\"certificates\":[{\"cn\":\"a\",\"subject\":\"CN=a\",\"role\":\"read\"}]}", 1, 18, "not both")]
    [InlineData("{\"certificates\":[{\"subject\":\"node2\",\"role\":\"read\"}]}", 1, 29, "no subject")]
    [InlineData("{\"tokens\":[{\"id\":\"a\",\"role\":\"read\"}]}", 1, 12, "needs an id, a hash and a role")]
    [InlineData("{\"tokens\":[{\"id\":\"a_b\"}]}", 1, 18, "no id")]
    [InlineData("{\"tokens\":[{\"hash\":\"vwt_a_secret\"}]}", 1, 20, "no hash")]
    [InlineData("{\"tokens\":[{\"expires\":\"2030-12-31\"}]}", 1, 23, "no time")]
    [InlineData("{\"tokens\":[{\"expires\":\"2030-12-31T00:00:00\"}]}", 1, 23, "no time")]
    [InlineData("{\"tokens\":[{\"secret\":\"a\"}]}", 1, 13, "no member 'secret'")]
    [InlineData("{\"methods\":{\"Rpc.hello\":\"read\"}}", 1, 13, "for everybody")]
    [InlineData("{\"methods\":{\"Domain.suspend\":\"none\"}}", 1, 30, "one of the roles")]
    [InlineData("{\"origins\":[\"console.example.com\"]}", 1, 13, "none of those")]
    [InlineData("{\"hosts\":[\"https://a\"]}", 1, 11, "none of those")]
    [InlineData("{\"users\":{},}", 1, 13, "no JSON")]
    public void What_is_wrong_is_said_with_its_place(string text, int line, int column, string reason)
    {
        var wrong = Assert.Throws<IOException>(() => Read(text));
        Assert.StartsWith($"policy.json({line},{column}): ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(reason, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("vwt_", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_that_is_named_has_that_role_and_others_the_highest_of_their_groups()
    {
        var policy = Read("""{"users":{"7":"read"},"groups":{"1":"read","2":"operate","3":"none"}}""");
        Assert.Equal(SessionRole.Read, policy.RoleOf(7, [2], SessionRole.Admin));
        Assert.Equal(SessionRole.Operate, policy.RoleOf(8, [1, 2, 3], SessionRole.None));
        Assert.Equal(SessionRole.None, policy.RoleOf(8, [3], SessionRole.Admin));
        Assert.Equal(SessionRole.Admin, policy.RoleOf(8, [4], SessionRole.Admin));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task A_file_that_others_can_write_is_refused(UnixFileMode more)
    {
        var path = _files.Write("{}");
        PolicyFiles.Restrict(path, more);
        var wrong = await Assert.ThrowsAsync<IOException>(() => StartAsync(path));
        Assert.Contains(path, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("others", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_names_an_unknown_method_keeps_the_server_from_starting()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => StartAsync(Path.Combine(_files.Folder, "none.json")));
        var path = _files.Write("{\"methods\":\n{\"Domain.suspnd\":\"admin\"}}");
        var wrong = await Assert.ThrowsAsync<IOException>(() => StartAsync(path));
        Assert.Equal($"{path}(2,2): no API that is served here has a method 'Domain.suspnd'.", wrong.Message);
    }

    private static AccessPolicy Read(string text) => PolicyReader.Read("policy.json", Encoding.UTF8.GetBytes(text));

    private static async Task StartAsync(string policy)
    {
        await using var server = new VirtwireServer(new VirtwireServerOptions { PolicyFile = policy }.AddDriver("test:///default"));
        await server.StartAsync(TestContext.Current.CancellationToken);
    }
}
