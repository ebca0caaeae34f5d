using System.Text;
using Virtwire.Sdk.Tests.Support;

namespace Virtwire.Sdk.Tests.Drivers.Support;

/// <summary>The table of a resource's life: each call in each state, what it answers, what becomes of the object and what is told.</summary>
/// <param name="resource">The resource.</param>
/// <param name="calls">The calls: a method's name, perhaps with a variant behind it.</param>
/// <param name="make">Makes a host.</param>
/// <param name="events">What a host has told.</param>
/// <param name="describe">The object in a few words.</param>
internal sealed class StateTable<THost, TRef>(
    string resource,
    IReadOnlyList<(string Method, Func<THost, TRef, ValueTask<string>> Call)> calls,
    Func<THost> make,
    Func<THost, RecordingEvents> events,
    Func<THost, TRef, ValueTask<string>> describe)
{
    /// <summary>Holds what the calls do against the table's file.</summary>
    /// <param name="self">The object.</param>
    /// <param name="states">The states, and how a host of its own comes to each.</param>
    /// <param name="path">The file, from the root of the repository.</param>
    public async Task VerifyAsync(TRef self, IReadOnlyList<(string Name, Action<THost> Enter)> states, params string[] path)
    {
        var table = new StringBuilder();
        foreach (var (method, call) in calls)
        {
            foreach (var (state, enter) in states)
            {
                var host = make();
                enter(host);
                events(host).Take();
                table.Append($"{method,-24} | {state,-17} | ").AppendLine(await OutcomeAsync(host, self, call));
            }
        }

        Golden.Matches(Repository.PathOf(path), table.ToString());
    }

    /// <summary>Requires a call of every method of the schema.</summary>
    /// <param name="elsewhere">Methods that other tests look at in all states.</param>
    public void RequireAllMethods(params string[] elsewhere)
    {
        var methods = HostApi.Description.Methods.Where(m => m.Resource == resource).Select(m => m.Name);
        var called = calls.Select(c => $"{resource}.{c.Method.Split(' ')[0]}").Concat(elsewhere).Distinct();

        Assert.Equal(methods.Order(StringComparer.Ordinal), called.Order(StringComparer.Ordinal));
    }

    private async Task<string> OutcomeAsync(THost host, TRef self, Func<THost, TRef, ValueTask<string>> call)
    {
        var before = await describe(host, self);
        try
        {
            var answer = await call(host, self);
            var told = events(host).Take();
            var after = await describe(host, self);
            return answer + (after == before ? "" : " → " + after) + string.Concat(told.Select(e => "; " + e));
        }
        catch (HostException refusal)
        {
            // A call that is refused has done nothing and told nothing.
            Assert.Equal(before, await describe(host, self));
            Assert.Empty(events(host).Take());
            Assert.NotEmpty(refusal.Hint!);
            return refusal.ErrorName!;
        }
    }
}
