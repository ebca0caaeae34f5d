using System.Globalization;
using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>
/// Finds aliases that lead too far. What follows aliases (checks, the generator, and the C# compiler that has a type of types for each array
/// and map) may then do so without thinking of its stack.
/// </summary>
internal sealed class AliasDepthChecks(LinkContext context)
{
    /// <summary>How many aliases, arrays and maps may stand between an alias and what it stands for.</summary>
    public const int Most = 64;

    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    /// <summary>False where an alias leads too far, so that nothing may follow it. There must be no cycles of aliases.</summary>
    public bool Run()
    {
        var isNear = true;
        foreach (var type in context.Types())
        {
            if (type.Model is not AliasModel alias || DepthOf(alias) <= Most)
                continue;
            isNear = false;
            // Those that lead to one that leads too far are not told of as well.
            if (DepthOf(alias.Target.Leaf) <= Most)
                context.Findings.Add(TypeDiagnostics.AliasTooFar, type.Place.Child("type"), Most.ToString(CultureInfo.InvariantCulture));
        }

        return isNear;
    }

    private int DepthOf(string name) => context.FindType(name) is AliasModel alias ? DepthOf(alias) : 0;

    private int DepthOf(AliasModel alias)
    {
        // A chain is measured from its end, so that its length is no matter of the stack.
        var open = new Stack<AliasModel>();
        for (AliasModel? next = alias; next is not null && !_depths.ContainsKey(next.Name); next = context.FindType(next.Target.Leaf) as AliasModel)
            open.Push(next);
        while (open.Count > 0)
        {
            var last = open.Pop();
            _depths[last.Name] = Nesting(last.Target) + (_depths.TryGetValue(last.Target.Leaf, out var depth) ? depth + 1 : 0);
        }

        return _depths[alias.Name];
    }

    private static int Nesting(TypeExpression type)
    {
        var depth = 0;
        for (var element = type.Element; element is not null; element = element.Element)
            depth++;
        return depth;
    }
}
