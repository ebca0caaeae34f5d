namespace Virtwire.Sdk;

/// <summary>Turns errors from the wire into the exceptions of a schema. Emitted for each namespace.</summary>
public abstract class ErrorFactory
{
    /// <summary>Knows the errors of JSON-RPC alone.</summary>
    public static ErrorFactory BuiltIn { get; } = new NoErrors();

    /// <summary>The exception for an error of this namespace or one that it imports; null for any other.</summary>
    public abstract HostException? Create(ErrorPayload payload);

    /// <summary>
    /// The exception for any error: JSON-RPC's own, this schema's, those of <c>core</c>, which every method may answer, else a plain
    /// <see cref="HostException"/>.
    /// </summary>
    public HostException ToException(ErrorPayload payload) =>
        BuiltInErrors.Create(payload) ?? Create(payload) ?? CoreErrors.Instance.Create(payload) ?? new HostException(payload);

    private sealed class NoErrors : ErrorFactory
    {
        public override HostException? Create(ErrorPayload payload) => null;
    }
}
