using System.Reflection;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Tests.Server;

public sealed class LogMessageTests
{
    [Fact]
    public void No_two_log_messages_have_one_id()
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var messages = typeof(VirtwireServer).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(All))
            .Select(m => (Method: m, Message: m.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(m => m.Message is not null)
            .ToList();
        Assert.NotEmpty(messages);
        var twice = messages.GroupBy(m => m.Message!.EventId).Where(g => g.Count() > 1).Select(g => string.Join(", ", g.Select(m => m.Method.Name)));
        Assert.Empty(twice);
    }
}
