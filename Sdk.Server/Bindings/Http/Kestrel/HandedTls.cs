using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Virtwire.Sdk.Server.Bindings.Http.Kestrel;

/// <summary>What Kestrel is told of a TLS connection, whose handshake was not its own.</summary>
internal sealed class HandedTls(SslStream stream) : ITlsConnectionFeature, ITlsHandshakeFeature, ITlsApplicationProtocolFeature
{
    /// <inheritdoc/>
    public X509Certificate2? ClientCertificate
    {
        get => stream.RemoteCertificate as X509Certificate2;
        set => throw new NotSupportedException("The handshake is done.");
    }

    /// <inheritdoc/>
    public SslProtocols Protocol => stream.SslProtocol;

    /// <inheritdoc/>
    public TlsCipherSuite? NegotiatedCipherSuite => stream.NegotiatedCipherSuite;

    /// <inheritdoc/>
    public string HostName => stream.TargetHostName;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> ApplicationProtocol => stream.NegotiatedApplicationProtocol.Protocol;

#pragma warning disable SYSLIB0058 // The feature has these members still; the cipher suite says it all.
    /// <inheritdoc/>
    public CipherAlgorithmType CipherAlgorithm => default;

    /// <inheritdoc/>
    public int CipherStrength => 0;

    /// <inheritdoc/>
    public HashAlgorithmType HashAlgorithm => default;

    /// <inheritdoc/>
    public int HashStrength => 0;

    /// <inheritdoc/>
    public ExchangeAlgorithmType KeyExchangeAlgorithm => default;

    /// <inheritdoc/>
    public int KeyExchangeStrength => 0;
#pragma warning restore SYSLIB0058

    /// <inheritdoc/>
    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);

    /// <summary>Adds itself to a connection's features.</summary>
    internal void AddTo(IFeatureCollection features)
    {
        features.Set<ITlsConnectionFeature>(this);
        features.Set<ITlsHandshakeFeature>(this);
        features.Set<ITlsApplicationProtocolFeature>(this);
    }
}
