namespace Virtwire.Sdk.Tests.Wire;

internal sealed class SampleErrors : ErrorFactory
{
    internal static readonly SampleErrors Instance = new();

    public override HostException? Create(ErrorPayload payload) => payload.Code switch
    {
        1001 => new SampleErrorException(payload),
        _ => null,
    };
}

/// <summary>What the namespace <c>host</c> has.</summary>
public static class SampleApi
{
    /// <summary>The errors of the namespace.</summary>
    public static ErrorFactory Errors => SampleErrors.Instance;

    /// <summary>The namespace as a whole.</summary>
    public static ApiDescription Description => Whole.Description;

    private static class Whole
    {
        internal static readonly ApiDescription Description = new()
        {
            Namespace = "host",
            Version = new(1, 0),
            WireHash = "sha256:…",
            CanonicalSchema = """{"namespace":"host"}"""u8.ToArray(),
            Imports = [],
            Methods = [Domain.SetMemory],
            Events = [Domain.StateChanged],
            Errors = [SampleErrorException.Descriptor],
        };
    }

    /// <summary>What the resource <c>Domain</c> has.</summary>
    public static class Domain
    {
        /// <summary><c>Domain.setMemory</c></summary>
        public static MethodDescriptor SetMemory { get; } = new("Domain.setMemory")
        {
            Namespace = "host",
            Since = new(1, 0),
            Access = MethodAccess.Write,
            Errors = SampleErrors.Instance,
            Idempotent = true,
            Positional = ["self", "memory"],
        };

        /// <summary><c>Domain.stateChanged</c></summary>
        public static EventDescriptor<SampleRef, SampleErrorDetails> StateChanged { get; } = new("Domain.stateChanged")
        {
            Namespace = "host",
            Since = new(1, 0),
            Delivery = EventDelivery.Replay,
        };
    }
}
