namespace Virtwire.Sdk.Server.Drivers.Test.Specs;

/// <summary>The refusals of specs.</summary>
internal static class SpecFaults
{
    /// <summary>Refuses a spec.</summary>
    public static InvalidArgumentException Of(string message) => new(message, new InvalidArgumentDetails { Parameter = "spec" });

    /// <summary>Refuses a call that says nothing of the domain.</summary>
    public static InvalidArgumentException Nothing() =>
        new("A domain needs a document in 'xml', a description in 'spec', or both.", new InvalidArgumentDetails { Parameter = "xml" });
}
