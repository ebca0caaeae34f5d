using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Virtwire.Sdk.Transports;

namespace Virtwire.Sdk.Hosts;

/// <summary>The client's side of TLS: the files that a connection URI or the options name, and the handshake.</summary>
internal static class ClientTls
{
    /// <summary>Shakes hands with the server of a URI.</summary>
    /// <exception cref="ConnectionFailedException">The server is not who it should be, does not take the certificate, or a file cannot be used.</exception>
    internal static async ValueTask<TlsTransport> SecureAsync(SocketTransport socket, ConnectionUri uri, CancellationToken cancellationToken)
    {
        var options = Options(uri);
        var stream = new SslStream(new NetworkStream(socket.Socket, ownsSocket: false));
        try
        {
            await stream.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return new TlsTransport(socket, stream);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or SocketException)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            throw new ConnectionFailedException($"No TLS with {uri.Host}: {(failure.InnerException ?? failure).Message}", failure);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            throw;
        }
    }

    private static SslClientAuthenticationOptions Options(ConnectionUri uri)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = uri.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (uri.AuthorityFile is { } authority)
        {
            var trusted = new X509Certificate2Collection();
            Read(authority, () => trusted.ImportFromPemFile(authority));
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        if (uri.CertificateFile is { } certificate)
        {
            var key = uri.KeyFile ?? certificate;
            X509Certificate2? own = null;
            Read(certificate, () => own = X509Certificate2.CreateFromPemFile(certificate, key));
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own!, null, offline: true);
        }

        return options;
    }

    private static void Read(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFailedException($"The file '{path}' cannot be used for TLS: {failure.Message}", failure);
        }
    }
}
