using System.Globalization;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2201–VW2299: methods.</summary>
internal static class MethodRules
{
    public static Rule<MethodModel>[] All { get; } =
    [
        Rule.Removed<MethodModel>("VW2201", "A method was removed", "B", "the method '{0}' was removed; bring it back, or deprecate it first"),
        Rule.Changed<MethodModel>(
            "VW2202", "A receiver came or went", "B", "static", "it was {1} and is now {2}; add another method instead",
            static (before, now) => before.Static != now.Static,
            static (before, now) => [Receiver(before), Receiver(now)]),
        Rule.Changed<MethodModel>(
            "VW2203", "A call became a task, or a task a call", "B", "task", "it answered {1} and now answers {2}; add another method instead",
            static (before, now) => before.Task is null != now.Task is null,
            static (before, now) => [Answer(before), Answer(now)]),
        Rule.Changed<MethodModel>(
            "VW2204", "A stream goes another way", "B", "stream", "bytes went {1} and now go {2}; add another method instead",
            static (before, now) => before.Stream != now.Stream,
            static (before, now) => [Way(before), Way(now)]),
        Rule.Changed<MethodModel>(
            "VW2205", "A method needs more access", "R", "access", "it needed the access '{1}' and now needs '{2}'; some who called it may not any more",
            static (before, now) => before.Access < now.Access,
            static (before, now) => [Word(before.Access), Word(now.Access)]),
        Rule.Changed<MethodModel>(
            "VW2206", "A second run does harm", "B", "idempotent", "it was idempotent, so peers repeat it when an answer is lost; keep it so, or add another method",
            static (before, now) => before.Idempotent && !now.Idempotent),
        Rule.Changed<MethodModel>(
            "VW2207", "Pages came or went", "B", "paginate", "it answered {1} and now answers {2}; add another method instead",
            static (before, now) => before.MaxPage is null != now.MaxPage is null,
            static (before, now) => [Pages(before), Pages(now)]),
        Rule.Changed<MethodModel>(
            "VW2208", "Pages are shorter", "R", "paginate", "a page had at most {1} items and now has at most {2}; a peer that asks for more is refused",
            static (before, now) => now.MaxPage < before.MaxPage,
            static (before, now) => [Number(before.MaxPage!.Value), Number(now.MaxPage!.Value)]),
        Rule.Changed<MethodModel>(
            "VW2209", "A result was removed", "B", "result", "it answered {1} and now answers nothing; bring the result back",
            static (before, now) => before.Result is not null && now.Result is null,
            static (before, _) => [before.Result!.ToString()]),
        Rule.Changed<MethodModel>(
            "VW2210", "A task can no longer be cancelled", "B", "task", "the task that it starts could be cancelled; keep it so",
            static (before, now) => before.Task is { Cancel: true } && now.Task is { Cancel: false }),
        Rule.Changed<MethodModel>(
            "VW2211", "A task tells no progress any more", "R", "task", "the task that it starts told its progress as {1}, and tells none any more",
            static (before, now) => before.Task?.Progress is not null && now.Task is { Progress: null },
            static (before, _) => [before.Task!.Progress!]),
        Rule.Changed<MethodModel>(
            "VW2212", "Positions changed", "B", "positional", "parameters stood in the positions {1} and now in {2}; add others behind them only",
            static (before, now) => !IsContinued(before, now),
            static (before, now) => [List(before.Positional), List(now.Positional)]),
        Rule.Changed<MethodModel>(
            "VW2213", "A method answers another error", "R", "errors", "it may now answer {1} as well, which peers of before do not expect",
            static (before, now) => NewErrors(before, now).Any(),
            static (before, now) => [string.Join(", ", NewErrors(before, now))]),
    ];

    private static string Receiver(MethodModel method) => method.Static ? "static" : "called on an object";

    private static string Answer(MethodModel method) => method.Task is null ? "its result" : "a task";

    private static string Way(MethodModel method) => method.Stream switch
    {
        StreamDirection.Up => "up",
        StreamDirection.Down => "down",
        StreamDirection.Both => "both ways",
        _ => "no way",
    };

    private static string Word(MethodAccess access) => access switch { MethodAccess.Read => "read", MethodAccess.Write => "write", _ => "admin" };

    private static string Pages(MethodModel method) => method.MaxPage is null ? "all at once" : "pages";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string List(EquatableArray<string> names) => "[" + string.Join(", ", names) + "]";

    private static IEnumerable<string> NewErrors(MethodModel before, MethodModel now) => now.Errors.Except(before.Errors, StringComparer.Ordinal);

    // A renamed parameter keeps its position.
    private static bool IsContinued(MethodModel before, MethodModel now)
    {
        if (now.Positional.Count < before.Positional.Count)
            return false;
        for (var i = 0; i < before.Positional.Count; i++)
        {
            var (old, name) = (before.Positional[i], now.Positional[i]);
            if (old != name && now.Params.FirstOrDefault(p => p.Name == name)?.Lifecycle.Was.Any(r => r.Name == old) != true)
                return false;
        }

        return true;
    }
}
