namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>What a server says of its drivers, in the words of the API.</summary>
internal static class ServedDrivers
{
    /// <summary>The drivers.</summary>
    public static IReadOnlyList<DriverInfo> List(IServerInfo server) =>
        [.. server.Drivers.Select(driver => new DriverInfo { Scheme = SchemeOf(driver.Uri), Uri = driver.Uri })];

    /// <summary>Which driver has which method.</summary>
    public static SupportMatrix Matrix(IServerInfo server)
    {
        var rows = from driver in server.Drivers
                   from support in driver.Methods
                   group (driver.Uri, support) by support.Method.Name into row
                   orderby row.Key
                   select Row(row.Key, [.. row]);
        return new SupportMatrix { Methods = [.. rows] };
    }

    private static SupportMatrixRow Row(string method, IReadOnlyList<(string Uri, MethodSupport Support)> cells) => new()
    {
        Method = method,
        Since = cells[0].Support.Method.Since.ToString(),
        Drivers = [.. cells.Select(cell => Cell(cell.Uri, cell.Support))],
    };

    // A driver may check such a call and know its object, but the bytes have no way: no call can succeed.
    private static SupportMatrixCell Cell(string uri, MethodSupport support) => support.Supported && support.Method.Stream != StreamDirection.None
        ? new SupportMatrixCell { Driver = uri, Supported = false, Reason = "The server has no endpoint for streams: the call is checked, and answered with NoStreamEndpoint." }
        : new SupportMatrixCell { Driver = uri, Supported = support.Supported };

    private static string SchemeOf(string uri) => uri[..uri.IndexOf(':', StringComparison.Ordinal)];
}
