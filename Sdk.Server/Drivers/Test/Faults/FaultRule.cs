using System.IO.Enumeration;

namespace Virtwire.Sdk.Server.Drivers.Test.Faults;

/// <summary>One fault, and where it happens.</summary>
/// <param name="Point">The points, where <c>*</c> stands for anything: <c>Domain.migrate:*</c>.</param>
/// <param name="Subject">The names of the objects, likewise.</param>
/// <param name="Action">What happens.</param>
internal sealed record FaultRule(string Point, string Subject, FaultAction Action)
{
    // A call that is about no object has an empty name, which the framework's pattern does not match.
    private const string Anything = "*";

    /// <summary>How many times it happens, at the first points that match; null for every time.</summary>
    public int? Times { get; init; }

    /// <summary>Whether the rule is for a point of an object.</summary>
    public bool Matches(string point, string subject) =>
        FileSystemName.MatchesSimpleExpression(Point, point, ignoreCase: false)
        && (Subject == Anything || FileSystemName.MatchesSimpleExpression(Subject, subject, ignoreCase: false));
}

/// <summary>What a fault does to the work that reaches its point.</summary>
internal abstract record FaultAction
{
    private FaultAction()
    {
    }

    /// <summary>It fails.</summary>
    /// <param name="Error">Makes the error of a point and an object's name.</param>
    internal sealed record Fail(Func<string, string, HostException> Error) : FaultAction;

    /// <summary>It stands still until it is cancelled.</summary>
    internal sealed record Hang : FaultAction;

    /// <summary>It goes on later.</summary>
    /// <param name="Time">How much.</param>
    internal sealed record Delay(TimeSpan Time) : FaultAction;
}
