using Virtwire.Sdk.Server;
using Virtwire.Sdk.Server.Identities;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Server.Identities;

/// <summary>Tokens: how they are made, and how a connection's are looked at.</summary>
public sealed class TokenTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_token_is_random_and_its_entry_does_not_tell_it()
    {
        var (first, second) = (AccessToken.Create(SessionRole.Operate, "ci"), AccessToken.Create(SessionRole.Operate, "ci"));
        Assert.NotEqual(first.Secret, second.Secret);
        Assert.StartsWith("vwt_ci_", first.Secret, StringComparison.Ordinal);
        var secret = first.Secret["vwt_ci_".Length..];
        Assert.Equal(43, secret.Length);
        Assert.DoesNotContain(secret, first.PolicyEntry, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, first.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AccessToken.Create(SessionRole.Read, "a_b"));
    }

    [Fact]
    public void Only_the_token_itself_matches_its_hash()
    {
        var token = AccessToken.Create(SessionRole.Operate, "ci");
        var table = Table(token);
        Assert.Equal(("ci", SessionRole.Operate), (table.Find(token.Secret)!.Id, table.Find(token.Secret)!.Role));
        foreach (var wrong in (string[])["", "ci", token.Secret + "x", token.Secret[..^1], AccessToken.Create(SessionRole.Admin, "ci").Secret,
            AccessToken.Create(SessionRole.Admin, "other").Secret, new string('x', 100_000)])
            Assert.Null(table.Find(wrong));
    }

    [Fact]
    public void A_token_ends_when_it_expires_also_where_it_is_remembered()
    {
        var token = AccessToken.Create(SessionRole.Read, "short", _time.GetUtcNow().AddSeconds(90));
        var gate = new TokenGate(Table(token), _time);
        Assert.Equal("short", gate.Pass(token.Secret).Id);
        _time.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal("short", gate.Pass(token.Secret).Id);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Throws<UnauthenticatedException>(() => gate.Pass(token.Secret));
    }

    [Fact]
    public void Unknown_and_wrong_tokens_are_refused_alike_and_not_looked_at_for_ever()
    {
        var token = AccessToken.Create(SessionRole.Read, "ci");
        var gate = new TokenGate(Table(token), _time);
        var unknown = Assert.Throws<UnauthenticatedException>(() => gate.Pass(AccessToken.Create(SessionRole.Read).Secret));
        var wrong = Assert.Throws<UnauthenticatedException>(() => gate.Pass(AccessToken.Create(SessionRole.Read, "ci").Secret));
        Assert.Equal(unknown.Message, wrong.Message);
        for (var i = 2; i < TokenGate.MostFailures; i++)
            Assert.Throws<UnauthenticatedException>(() => gate.Pass("x"));
        var refused = Assert.Throws<LimitExceededException>(() => gate.Pass(token.Secret));
        Assert.Equal("authentications", refused.Limit);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("ci", gate.Pass(token.Secret).Id);
    }

    [Fact]
    public void A_token_that_was_right_is_known_however_many_are_wrong()
    {
        var token = AccessToken.Create(SessionRole.Read, "ci");
        var gate = new TokenGate(Table(token), _time);
        gate.Pass(token.Secret);
        for (var i = 0; i < TokenGate.MostFailures; i++)
            Assert.Throws<UnauthenticatedException>(() => gate.Pass("x"));
        Assert.Throws<LimitExceededException>(() => gate.Pass("x"));
        Assert.Equal("ci", gate.Pass(token.Secret).Id);
    }

    [Fact]
    public void A_second_s_calls_may_come_at_once_and_more_as_their_time_comes()
    {
        var rates = new CallRates(10, _time);
        Assert.Null(new CallRates(0, _time).Of("a"));
        var rate = rates.Of("a")!;
        Assert.Same(rate, rates.Of("a"));
        Assert.Equal(10, Taken(rate, 50));
        Assert.Equal(10, Taken(rates.Of("b")!, 50));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(5, Taken(rate, 50));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(10, Taken(rate, 50));
    }

    private static int Taken(CallRate rate, int tries) => Enumerable.Range(0, tries).Count(_ => rate.TryTake());

    private static TokenTable Table(AccessToken token) =>
        PolicyReader.Read("policy.json", System.Text.Encoding.UTF8.GetBytes($$"""{"tokens":[{{token.PolicyEntry}}]}""")).Tokens;
}
