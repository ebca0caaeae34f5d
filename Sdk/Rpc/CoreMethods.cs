namespace Virtwire.Sdk.Rpc;

/// <summary>The methods that a connection calls by itself.</summary>
internal static class CoreMethods
{
    /// <summary>Opens the session.</summary>
    public static readonly MethodDescriptor Hello = Make("Rpc.hello", "core");

    /// <summary>Begins to send events.</summary>
    public static readonly MethodDescriptor Subscribe = Make("Events.subscribe", "core");

    /// <summary>Ends a subscription.</summary>
    public static readonly MethodDescriptor Unsubscribe = Make("Events.unsubscribe", "core");

    /// <summary>Asks for a sign of life.</summary>
    public static readonly MethodDescriptor Ping = Make("Host.ping", "host");

    private static MethodDescriptor Make(string name, string schemaNamespace) => new(name)
    {
        Namespace = schemaNamespace,
        Since = new ApiVersion(1, 0),
        Access = MethodAccess.Read,
        Errors = ErrorFactory.BuiltIn,
        Static = true,
    };
}
