namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>Keeps nothing: for a host without a directory, which ends with its server.</summary>
internal sealed class ForgetfulKeeper : IObjectKeeper
{
    /// <inheritdoc/>
    public bool IsFresh => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, KeptObject> Load(string kind) => new Dictionary<string, KeptObject>();

    /// <inheritdoc/>
    public ValueTask KeepAsync(string kind, string key, KeptObject? kept) => default;
}
