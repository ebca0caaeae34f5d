namespace Virtwire.Sdk.Benchmarks.Compare;

/// <summary>The peers' names in the tables.</summary>
internal static class PeerNames
{
    public const string Echo = "raw echo, batched";
    public const string Lines = "virtwire";
    public const string Headers = "virtwire, Content-Length";
    public const string Inline = "virtwire, inline";
    public const string Spin = "virtwire, inline and spin";
    public const string Embedded = "virtwire, in-process";
    public const string Http1 = "ASP.NET Core, HTTP/1.1";
    public const string Http2 = "ASP.NET Core, h2c";
    public const string Libvirt = "libvirt's own RPC";

    public const string Subscribers = "virtwire, 1,000 subscribers";
    public const string ManyIdle = "virtwire, 5,000 idle connections";
    public const string FewDomains = "virtwire, 100 domains";
    public const string ManyDomains = "virtwire, 10,000 domains";

    /// <summary>The same with both processes on one core.</summary>
    public static string OneCore(string name) => name + ", one core";

    /// <summary>The same over a hundred connections.</summary>
    public static string Many(string name) => name + ", 100 conn.";
}
