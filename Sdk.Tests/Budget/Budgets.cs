namespace Virtwire.Sdk.Tests.Budget;

/// <summary>Tests that count what calls use. Nothing else runs meanwhile: the array pool that they rent from is one for the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Budgets
{
    public const string Name = "Budgets";
}
