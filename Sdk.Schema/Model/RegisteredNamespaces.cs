namespace Virtwire.Sdk.Schema.Model;

/// <summary>The namespaces without a dot. Every other namespace is a vendor's, and named as reverse-DNS.</summary>
public static class RegisteredNamespaces
{
    /// <summary>What every namespace may use: errors and types that are not about any one thing, the handshake, events.</summary>
    public const string Core = "core";

    /// <summary>The host API.</summary>
    public const string Host = "host";

    /// <summary>All of them.</summary>
    public static EquatableArray<string> All { get; } = new([Core, Host]);

    /// <summary>Whether <paramref name="name"/> is one of them.</summary>
    public static bool Contains(string name) => name is Core or Host;
}
