namespace Virtwire.Sdk.Tests.Budget;

[Collection(Budgets.Name)]
public sealed class BudgetsTests
{
    [Fact]
    public void Every_budget_is_measured_while_nothing_else_runs()
    {
        var tests = typeof(BudgetsTests).Assembly.GetTypes()
            .Where(static t => t.Namespace == typeof(BudgetsTests).Namespace)
            .Where(static t => t.GetMethods().Any(static m => m.IsDefined(typeof(FactAttribute), inherit: true)))
            .ToList();

        Assert.InRange(tests.Count, 5, int.MaxValue);
        Assert.All(tests, static t => Assert.Equal(Budgets.Name, Assert.Single(t.GetCustomAttributes(false).OfType<CollectionAttribute>()).Name));
        Assert.True(typeof(Budgets).GetCustomAttributes(false).OfType<CollectionDefinitionAttribute>().Single().DisableParallelization);
    }
}
