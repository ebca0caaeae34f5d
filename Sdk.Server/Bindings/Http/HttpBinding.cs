using Virtwire.Sdk.Server.Bindings.Http.Kestrel;
using Virtwire.Sdk.Server.Sessions;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Bindings.Http;

/// <summary>
/// HTTP/1.1, and HTTP/2 that begins with its preface. Kestrel serves it, on connections that were accepted here. It is started by the first of them,
/// so that a daemon that nobody speaks HTTP to does not pay for it.
/// </summary>
/// <param name="services">What is served, in the order in which they are asked for their paths.</param>
internal sealed class HttpBinding(IReadOnlyList<HttpService> services) : ConnectionBinding
{
    private static readonly byte[][] Methods = [.. new[] { "GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "PATCH ", "OPTIONS " }.Select(System.Text.Encoding.ASCII.GetBytes)];

    private readonly Lock _gate = new();
    private Task<HttpHost>? _host;

    /// <inheritdoc/>
    internal override string Name => "http";

    /// <inheritdoc/>
    internal override Detection Detect(ReadOnlySpan<byte> seen)
    {
        var found = SignatureOf(seen, HandedConnection.Preface);
        foreach (var method in Methods)
            found = Signature.Either(found, SignatureOf(seen, method));
        return found;
    }

    /// <inheritdoc/>
    internal override ServedConnection Open(ServerCore core, Transport transport, PeerIdentity peer) => new HttpConnection(core, transport, peer, HostAsync);

    /// <inheritdoc/>
    internal override async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        Task<HttpHost>? host;
        lock (_gate)
            host = _host;
        if (host is not null)
            await (await host.ConfigureAwait(false)).StopAsync(cancellationToken).ConfigureAwait(false);
    }

    // Names of methods are upper case, and nothing else.
    private static Detection SignatureOf(ReadOnlySpan<byte> seen, ReadOnlySpan<byte> literal)
    {
        var common = Math.Min(seen.Length, literal.Length);
        if (!seen[..common].SequenceEqual(literal[..common]))
            return Detection.No;
        return common == literal.Length ? Detection.Yes : Detection.NeedMore;
    }

    private Task<HttpHost> HostAsync(ServerCore core)
    {
        lock (_gate)
            return _host ??= HttpHost.StartAsync(core, services);
    }
}
