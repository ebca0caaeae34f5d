namespace Virtwire.Sdk.Cli.Commands;

/// <summary>Other words for methods whose name, which is libvirt's, is not what people type; and methods that are no commands.</summary>
internal static class MethodAliases
{
    // They concern the connection itself, and a command's connection ends with the command.
    private static readonly string[] SessionMethods = ["Rpc.hello", "Events.subscribe", "Events.unsubscribe"];

    /// <summary>Whether the method is offered as a command.</summary>
    public static bool IsCommand(string method) => !SessionMethods.Contains(method);

    /// <summary>The other words for a method.</summary>
    public static IEnumerable<string> Of(string method) => method == "Domain.create" ? ["start"] : [];
}
