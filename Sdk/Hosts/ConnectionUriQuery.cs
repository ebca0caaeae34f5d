namespace Virtwire.Sdk.Hosts;

/// <summary>Reads what stands behind the question mark of a connection URI.</summary>
/// <param name="uri">The whole URI, for messages.</param>
internal sealed class ConnectionUriQuery(string uri)
{
    private readonly HashSet<string> _seen = [];

    public string? Socket { get; private set; }

    public UriFraming? Framing { get; private set; }

    public bool ReadOnly { get; private set; }

    public string? AuthorityFile { get; private set; }

    public string? CertificateFile { get; private set; }

    public string? KeyFile { get; private set; }

    /// <summary>A key that is for TLS only; null where none is given.</summary>
    public string? TlsKey { get; private set; }

    public void Read(string query)
    {
        if (query.Length == 0)
            return;
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Wrong($"'{pair}' in the query is not of the form key=value.");
            var key = pair[..equals];
            if (!_seen.Add(key))
                throw Wrong($"'{key}' stands twice in the query.");
            Take(key, Uri.UnescapeDataString(pair[(equals + 1)..]));
        }
    }

    private void Take(string key, string value)
    {
        switch (key)
        {
            case "socket":
                Socket = value.StartsWith('/') ? value : throw Wrong($"The socket '{value}' is no absolute path.");
                break;
            case "framing":
                Framing = value switch
                {
                    "lines" => UriFraming.Lines,
                    "headers" => UriFraming.Headers,
                    "stomp" => UriFraming.Stomp,
                    _ => throw Wrong($"The framing '{value}' is not known. There are lines, headers and stomp."),
                };
                break;
            case "readonly":
                ReadOnly = value switch
                {
                    "0" => false,
                    "1" => true,
                    _ => throw Wrong($"'readonly' is 0 or 1, not '{value}'."),
                };
                break;
            case "ca":
                AuthorityFile = TakeFile(key, value);
                break;
            case "cert":
                CertificateFile = TakeFile(key, value);
                break;
            case "key":
                KeyFile = TakeFile(key, value);
                break;
            default:
                throw Wrong($"'{key}' is not known in the query. There are socket, framing, readonly, ca, cert and key.");
        }
    }

    private string TakeFile(string key, string value)
    {
        TlsKey = key;
        return value.StartsWith('/') ? value : throw Wrong($"The file '{value}' of '{key}' is no absolute path.");
    }

    private ConnectionUriException Wrong(string reason) => new(uri, reason);
}
