using System.Reflection;
using Virtwire.Sdk.Server.Drivers;

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
    internal static ServerIdentity Load(string? stateDirectory)
    {
        if (stateDirectory is null)
            return new ServerIdentity(Guid.NewGuid().ToString());
        Directory.CreateDirectory(stateDirectory);
        var path = Path.Combine(stateDirectory, IdFile);
        if (File.Exists(path) && Guid.TryParse(File.ReadAllText(path).Trim(), out var known))
            return new ServerIdentity(known.ToString());
        var made = Guid.NewGuid().ToString();
        var unready = path + ".new";
        File.WriteAllText(unready, made + "\n");
        File.Move(unready, path, overwrite: true);
        return new ServerIdentity(made);
    }
}
