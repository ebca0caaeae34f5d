namespace Virtwire.Sdk.Hosts;

/// <summary>Finds the server that an application has beside the client, if it has.</summary>
internal static class EmbeddedHostLocator
{
    private const string TypeName = "Virtwire.Sdk.Server.Hosting.EmbeddedHost, Virtwire.Sdk.Server";

    private static readonly Lazy<IEmbeddedHost?> Found = new(Find);

    /// <summary>The server.</summary>
    /// <exception cref="ConnectionFailedException">There is none.</exception>
    public static IEmbeddedHost Locate(ConnectionUri uri) => Require(Found.Value, uri);

    /// <summary>The server that was found.</summary>
    /// <exception cref="ConnectionFailedException">There is none.</exception>
    internal static IEmbeddedHost Require(IEmbeddedHost? found, ConnectionUri uri) => found ?? throw new ConnectionFailedException(
        $"{uri} is a host inside this process, and that is in the package Virtwire.Sdk.Server, which is not there. " +
        $"Add it with 'dotnet add package Virtwire.Sdk.Server', or connect to a daemon: {uri.Driver}+unix://{uri.Path}.");

    // The constant name lets the trimmer see what is needed; without the package there is nothing to be kept.
    private static IEmbeddedHost? Find() =>
        Type.GetType(TypeName, throwOnError: false) is { } type ? (IEmbeddedHost?)Activator.CreateInstance(type) : null;
}
