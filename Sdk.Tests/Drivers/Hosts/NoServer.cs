using Virtwire.Sdk.Server;

namespace Virtwire.Sdk.Tests.Drivers.Hosts;

/// <summary>A server of which nothing is asked.</summary>
internal sealed class NoServer : IServerInfo
{
    public string Id => "id";

    public string Epoch => "1";

    public string Name => "virtwire";

    public string Version => "1.0.0";

    public IReadOnlyList<ServedDriver> Drivers => [];
}
