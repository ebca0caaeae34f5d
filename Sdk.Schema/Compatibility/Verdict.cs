using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility;

/// <summary>What a change does to peers that were built before it.</summary>
public enum Verdict
{
    /// <summary>Nothing that they notice.</summary>
    Compatible,

    /// <summary>They work on, but what they rely on may have gone: somebody should look.</summary>
    Risky,

    /// <summary>They fail.</summary>
    Breaking,
}

/// <summary>The verdicts on a change, by where the values that it concerns travel.</summary>
/// <param name="Request">Where peers of before send them.</param>
/// <param name="Response">Where peers of before read them in an answer.</param>
/// <param name="Event">Where peers of before read them in an event.</param>
public readonly record struct Verdicts(Verdict Request, Verdict Response, Verdict Event)
{
    /// <summary>The worst verdict among the ways in which values travel; compatible where none does.</summary>
    public Verdict For(TypeUse use)
    {
        var worst = Verdict.Compatible;
        if ((use & TypeUse.Request) != 0)
            worst = Request;
        if ((use & TypeUse.Response) != 0 && Response > worst)
            worst = Response;
        return (use & TypeUse.Event) != 0 && Event > worst ? Event : worst;
    }

    /// <summary>The worst of the three.</summary>
    public Verdict Worst => For(TypeUse.Request | TypeUse.Response | TypeUse.Event);

    /// <summary>As the rules are written: <c>B</c> where all are breaking, <c>B/C/R</c> where they differ.</summary>
    public override string ToString() =>
        Request == Response && Response == Event ? Letter(Request) : Letter(Request) + "/" + Letter(Response) + "/" + Letter(Event);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    internal static Verdicts Of(string text)
    {
        var letters = text.Split('/');
        return letters.Length == 1
            ? new Verdicts(Of(letters[0][0]), Of(letters[0][0]), Of(letters[0][0]))
            : new Verdicts(Of(letters[0][0]), Of(letters[1][0]), Of(letters[2][0]));
    }

    private static Verdict Of(char letter) => letter switch { 'B' => Verdict.Breaking, 'R' => Verdict.Risky, _ => Verdict.Compatible };

    private static string Letter(Verdict verdict) => verdict switch { Verdict.Breaking => "B", Verdict.Risky => "R", _ => "C" };
}
