namespace Virtwire.Sdk.Hosts;

/// <summary>What a client says first.</summary>
internal static class Greeting
{
    /// <summary>The parameters of <c>Rpc.hello</c>.</summary>
    public static RpcHelloRequest Request(ConnectionUri uri, HostConnectionOptions options) => new()
    {
        Versions = Versions(options.Apis),
        Driver = uri.DriverUri,
        ReadOnly = uri.ReadOnly || options.ReadOnly ? true : null,
        Token = options.Token,
        Client = new ProductInfo { Name = options.ClientName ?? ProgramName(), Version = options.ClientVersion },
    };

    private static Dictionary<string, VersionRange> Versions(IEnumerable<ApiDescription> apis)
    {
        var versions = new Dictionary<string, VersionRange>(StringComparer.Ordinal);
        foreach (var api in (IEnumerable<ApiDescription>)[CoreApi.Description, HostApi.Description, .. apis])
        {
            versions[api.Namespace] = new VersionRange
            {
                Min = new ApiVersion(api.Version.Major, 0).ToString(),
                Max = api.Version.ToString(),
            };
        }

        return versions;
    }

    private static string? ProgramName() => Path.GetFileNameWithoutExtension(Environment.ProcessPath);
}
