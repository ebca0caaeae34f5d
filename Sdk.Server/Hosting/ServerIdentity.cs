using System.Reflection;
using System.Text;
using Virtwire.Sdk.Server.Drivers;
using Virtwire.Sdk.Server.Files;

namespace Virtwire.Sdk.Server.Hosting;

/// <summary>Who the server is: its id, which outlives it where there is a state directory, and its epoch, which does not.</summary>
internal sealed class ServerIdentity : IServerInfo
{
    private const string IdFile = "server-id";

    private ServerIdentity(string id) => Id = id;

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Epoch { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <inheritdoc/>
    public string Name => "virtwire";

    /// <inheritdoc/>
    public string Version { get; } = typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        .Split('+')[0] ?? "";

    /// <inheritdoc/>
    public IReadOnlyList<ServedDriver> Drivers => Registry?.Served
        ?? throw new InvalidOperationException("The server has not started: its drivers are still being made.");

    /// <summary>The drivers, once they have been made.</summary>
    internal DriverRegistry? Registry { get; set; }

    /// <summary>Takes the id of before from the state directory, or makes one.</summary>
    /// <exception cref="IOException">The id of before cannot be read, or the new one not written.</exception>
    internal static ServerIdentity Load(StateDirectory? state)
    {
        var made = Guid.NewGuid().ToString();
        if (state is null)
            return new ServerIdentity(made);
        var path = Path.Combine(state.Path, IdFile);
        if (!File.Exists(path))
        {
            SystemFiles.Instance.ReplaceDurably(path, Encoding.ASCII.GetBytes(made + "\n"));
            return new ServerIdentity(made);
        }

        return Guid.TryParse(File.ReadAllText(path).Trim(), out var known)
            ? new ServerIdentity(known.ToString())
            : throw new IOException($"The state file '{path}' is no server's id. Put back a good copy, or remove it to let the server be another one.");
    }
}
