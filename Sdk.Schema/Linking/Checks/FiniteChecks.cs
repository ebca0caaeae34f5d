using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking.Checks;

/// <summary>Finds types of which no value ends.</summary>
internal sealed class FiniteChecks
{
    private readonly LinkContext _context;

    // How many parts of a type are still not known to end, and which types wait for a type.
    private readonly Dictionary<string, int> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _waiting = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Place> _places;

    private FiniteChecks(LinkContext context)
    {
        _context = context;
        _places = context.Types().ToDictionary(static t => t.Model.Name, static t => t.Place, StringComparer.Ordinal);
    }

    public static void Run(LinkContext context) => new FiniteChecks(context).Check();

    private void Check()
    {
        var ending = new Queue<string>();
        foreach (var type in _context.Types())
        {
            var parts = PartsOf(type.Model);
            // A union ends as soon as one of its variants does, a struct when all its parts do.
            _missing[type.Model.Name] = type.Model is UnionModel ? Math.Min(1, parts.Count) : parts.Count;
            if (parts.Count == 0)
                ending.Enqueue(type.Model.Name);
            foreach (var part in parts)
            {
                if (!_waiting.TryGetValue(part, out var users))
                    _waiting[part] = users = [];
                users.Add(type.Model.Name);
            }
        }

        while (ending.Count > 0)
        {
            if (!_waiting.TryGetValue(ending.Dequeue(), out var users))
                continue;
            foreach (var user in users)
            {
                if (--_missing[user] == 0)
                    ending.Enqueue(user);
            }
        }

        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in _context.Types())
        {
            if (_missing[type.Model.Name] > 0 && !reported.Contains(type.Model.Name))
                ReportEndless(type, reported);
        }
    }

    // The types that every value of a type holds at least one value of.
    private List<string> PartsOf(TypeModel type) => type switch
    {
        StructModel model => model.Fields.Where(static f => !f.Optional && !f.Nullable)
            .SelectMany(f => HeldBy(f.Type, f.Constraints)).ToList(),
        UnionModel model => model.Variants.Where(v => _context.FindType(v.Type) is not null).Select(static v => v.Type).ToList(),
        AliasModel model => HeldBy(model.Target, model.Constraints).ToList(),
        _ => [],
    };

    private IEnumerable<string> HeldBy(TypeExpression type, Constraints constraints)
    {
        var isHeld = type.Kind == TypeExpressionKind.Named || (constraints.MinItems > 0 && type.Element!.Kind == TypeExpressionKind.Named);
        return isHeld && _context.FindType(type.Leaf) is not null ? [type.Leaf] : [];
    }

    private void ReportEndless(Linked<TypeModel> type, HashSet<string> reported)
    {
        var way = new List<string>();
        var name = type.Model.Name;
        while (reported.Add(name))
        {
            way.Add(name);
            name = PartsOf(_context.FindType(name)!).First(p => _missing[p] > 0);
        }

        // A way that runs into one already told of is only another entrance to it.
        var start = way.IndexOf(name);
        if (start < 0)
            return;
        var cycle = way.Skip(start).Append(name);
        _context.Findings.AddAtKey(TypeDiagnostics.Endless, _places[name], string.Join(" → ", cycle));
    }
}
