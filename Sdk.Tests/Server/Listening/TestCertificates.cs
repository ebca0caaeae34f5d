using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Virtwire.Sdk.Tests.Server.Listening;

/// <summary>An authority, and files in PEM of what it vouches for.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly string _directory;
    private int _last;

    public TestCertificates(string directory, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        _directory = Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
        AuthorityFile = Path.Combine(_directory, "ca.pem");
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    public string AuthorityFile { get; }

    /// <summary>Trusts this authority alone.</summary>
    public X509ChainPolicy Trust() => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { _authority } };

    /// <summary>A certificate of a server at localhost.</summary>
    public (string Certificate, string Key) Server() => Issue("CN=localhost", "1.3.6.1.5.5.7.3.1");

    /// <summary>A certificate of a client.</summary>
    public (string Certificate, string Key) Client(string subject) => Issue(subject, "1.3.6.1.5.5.7.3.2");

    public void Dispose() => _authority.Dispose();

    private (string Certificate, string Key) Issue(string subject, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), BitConverter.GetBytes(++_last));
        var files = (Path.Combine(_directory, $"{_last}.pem"), Path.Combine(_directory, $"{_last}.key"));
        File.WriteAllText(files.Item1, issued.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}
