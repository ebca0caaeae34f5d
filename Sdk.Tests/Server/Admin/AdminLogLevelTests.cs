using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server;
using Virtwire.Sdk.Tests.Conformance.Support;

namespace Virtwire.Sdk.Tests.Server.Admin;

/// <summary>The level of the log changes while the server runs, where whoever hosts it gave it a switch.</summary>
public sealed class AdminLogLevelTests
{
    [Theory]
    [InlineData("trace", LogLevel.Trace)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("information", LogLevel.Information)]
    [InlineData("warning", LogLevel.Warning)]
    [InlineData("error", LogLevel.Error)]
    [InlineData("critical", LogLevel.Critical)]
    [InlineData("none", LogLevel.None)]
    public async Task The_switch_is_set_and_the_server_says_how_it_stands(string word, LogLevel level)
    {
        var levels = new LogLevelSwitch(LogLevel.Warning);
        await using var host = await ConformanceHost.StartAsync(o => o.LogLevel = levels);
        using var admin = RawPeer.Connect(host, WireForm.Lines);

        Assert.Equal("{}", (await admin.CallAsync(Json.Call(1, "Admin.setLogLevel", $$"""{"level":"{{word}}"}"""))).Result().GetRawText());
        Assert.Equal(level, levels.Minimum);
        Assert.Equal(word, (await admin.CallAsync(Json.Call(2, "Admin.getServerInfo"))).Result().GetProperty("logLevel").GetString());
    }

    [Fact]
    public async Task An_unknown_level_is_refused()
    {
        var levels = new LogLevelSwitch(LogLevel.Warning);
        await using var host = await ConformanceHost.StartAsync(o => o.LogLevel = levels);
        using var admin = RawPeer.Connect(host, WireForm.Lines);

        Assert.Equal("InvalidParams", (await admin.CallAsync(Json.Call(1, "Admin.setLogLevel", """{"level":"loud"}"""))).ErrorName());
        Assert.Equal(LogLevel.Warning, levels.Minimum);
    }

    [Fact]
    public async Task Without_a_switch_it_is_refused()
    {
        await using var host = await ConformanceHost.StartAsync();
        using var admin = RawPeer.Connect(host, WireForm.Lines);

        Assert.Equal("LogLevelFixed", (await admin.CallAsync(Json.Call(1, "Admin.setLogLevel", """{"level":"debug"}"""))).ErrorName());
    }

    [Fact]
    public void Loggers_ask_the_switch_each_time()
    {
        var levels = new LogLevelSwitch(LogLevel.Warning);
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter(levels.IsEnabled).AddProvider(new Silent()));
        var logger = loggers.CreateLogger("Virtwire");

        Assert.Equal((false, true), (logger.IsEnabled(LogLevel.Information), logger.IsEnabled(LogLevel.Warning)));
        levels.Minimum = LogLevel.Debug;
        Assert.Equal((false, true), (logger.IsEnabled(LogLevel.Trace), logger.IsEnabled(LogLevel.Information)));
        levels.Minimum = LogLevel.None;
        Assert.False(logger.IsEnabled(LogLevel.Critical));
    }

    private sealed class Silent : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new LogList();

        public void Dispose()
        {
        }
    }
}
