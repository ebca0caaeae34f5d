using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>Tests during which nothing is read by guess. The switch is one for the whole process, so no other test runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WithoutGuessing : ICollectionFixture<WithoutGuessing.Switch>
{
    public const string Name = "Without guessing";

    public sealed class Switch : IDisposable
    {
        private readonly bool _before = WireFormat.Guesses;

        public Switch() => WireFormat.Guesses = false;

        public void Dispose() => WireFormat.Guesses = _before;
    }
}
