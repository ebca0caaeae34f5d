namespace Virtwire.Sdk.Server;

/// <summary>What a server's <c>tls://</c> endpoints prove themselves with, and whom they trust. TLS 1.2 and later are spoken.</summary>
public sealed record ServerTlsOptions
{
    /// <summary>A file with the server's certificate in PEM, and behind it those that lead from it to its authority.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>A file with the certificate's private key in PEM, without a password.</summary>
    public required string KeyFile { get; init; }

    /// <summary>
    /// A file with the authorities, in PEM, that vouch for clients. A client that shows a certificate of theirs is who its subject says; one that shows
    /// none is nobody until it sends a token. Null where clients are asked for no certificate.
    /// </summary>
    public string? ClientAuthorityFile { get; init; }
}
