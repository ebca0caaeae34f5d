namespace Virtwire.Sdk.Hosts;

/// <summary>What a client says first.</summary>
internal static class Greeting
{
    /// <summary>The parameters of <c>Rpc.hello</c>.</summary>
    public static RpcHelloRequest Request(ConnectionUri uri, HostConnectionOptions options) => new()
    {
        Versions = Versions(options.Apis),
        Features = Features(options.Apis),
        Driver = uri.DriverUri,
        ReadOnly = uri.ReadOnly || options.ReadOnly ? true : null,
        Token = options.Token,
        Client = new ProductInfo { Name = options.ClientName ?? ProgramName(), Version = options.ClientVersion },
    };

    private static Dictionary<string, VersionRange> Versions(IEnumerable<ApiDescription> apis)
    {
        var versions = new Dictionary<string, VersionRange>(StringComparer.Ordinal);
        foreach (var api in WithOwn(apis))
        {
            versions[api.Namespace] = new VersionRange
            {
                Min = new ApiVersion(api.Version.Major, 0).ToString(),
                Max = api.Version.ToString(),
            };
        }

        return versions;
    }

    // The code that was built for a feature can take what the feature brings.
    private static string[]? Features(IEnumerable<ApiDescription> apis)
    {
        var ofMethods = WithOwn(apis).SelectMany(static api => api.Methods).SelectMany(static method => method.Features);
        var ofEvents = WithOwn(apis).SelectMany(static api => api.Events).SelectMany(static happening => happening.Features);
        string[] features = [.. ofMethods.Concat(ofEvents).Distinct().Order(StringComparer.Ordinal)];
        return features.Length > 0 ? features : null;
    }

    private static IEnumerable<ApiDescription> WithOwn(IEnumerable<ApiDescription> apis) => [CoreApi.Description, HostApi.Description, .. apis];

    private static string? ProgramName() => Path.GetFileNameWithoutExtension(Environment.ProcessPath);
}
