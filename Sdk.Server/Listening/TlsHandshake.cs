using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Server.Listening;

/// <summary>The server's side of TLS: what it shows of itself, and whom it believes.</summary>
internal sealed class TlsHandshake : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection? _authorities;
    private readonly SslServerAuthenticationOptions _options;
    private readonly ILogger _logger;

    private TlsHandshake(X509Certificate2 certificate, X509Certificate2Collection chain, X509Certificate2Collection? authorities, ILogger logger)
    {
        _certificate = certificate;
        _authorities = authorities;
        _logger = logger;
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            ClientCertificateRequired = authorities is not null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is null || IsTrusted(shown),
        };
    }

    /// <summary>Reads the files of the options where an address needs them; null where none does.</summary>
    /// <exception cref="InvalidOperationException">An address needs TLS, and there are no options for it.</exception>
    /// <exception cref="IOException">A file cannot be read, or holds something else.</exception>
    internal static TlsHandshake? For(IReadOnlyList<ListenAddress> addresses, ServerTlsOptions? options, ILogger logger)
    {
        if (addresses.FirstOrDefault(static a => a is ListenAddress.TcpPort { IsTls: true }) is not { } address)
            return null;
        if (options is null)
            throw new InvalidOperationException($"'{address}' needs a certificate and its key, and there are none. Give them as --cert and --key.");
        var chain = new X509Certificate2Collection();
        Read(options.CertificateFile, "certificate", chain.ImportFromPemFile);
        X509Certificate2? certificate = null;
        Read(options.KeyFile, "private key", key => certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile, key));
        X509Certificate2Collection? authorities = null;
        if (options.ClientAuthorityFile is { } file)
            Read(file, "authority's certificate", (authorities = []).ImportFromPemFile);
        return new TlsHandshake(certificate!, chain, authorities, logger);
    }

    /// <summary>Shakes hands with a peer; null, and why is logged, where that fails or takes too long.</summary>
    internal async ValueTask<TlsTransport?> PerformAsync(SocketTransport socket, TimeSpan limit, TimeProvider time)
    {
        var stream = new SslStream(new NetworkStream(socket.Socket, ownsSocket: false));
        using var deadline = new CancellationTokenSource(limit, time);
        try
        {
            await stream.AuthenticateAsServerAsync(_options, deadline.Token).ConfigureAwait(false);
            return new TlsTransport(socket, stream);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            var reason = failure is OperationCanceledException ? "it took too long." : (failure.InnerException ?? failure).Message;
            ListeningLog.HandshakeFailed(_logger, socket.EndPoint, reason);
            await stream.DisposeAsync().ConfigureAwait(false);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static void Read(string path, string what, Action<string> read)
    {
        try
        {
            read(path);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            throw new IOException($"The file '{path}' holds no {what} in PEM that can be used: {failure.Message}", failure);
        }
    }

    private bool IsTrusted(X509Certificate shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(new X509Certificate2(shown));
    }
}
