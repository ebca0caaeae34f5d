using System.Globalization;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Compatibility.Rules;

/// <summary>VW2601–VW2649: errors.</summary>
internal static class ErrorRules
{
    public static Rule<ErrorModel>[] All { get; } =
    [
        Rule.Changed<ErrorModel>(
            "VW2601", "An error's code changed", "B", "code", "its code was {1} and is now {2}; a code stays with its error",
            static (before, now) => before.Code != now.Code,
            static (before, now) => [Text(before.Code), Text(now.Code)]),
        Rule.Changed<ErrorModel>(
            "VW2602", "An error's HTTP status changed", "R", "http", "its status was {1} and is now {2}, and peers may decide by it",
            static (before, now) => before.Http != now.Http,
            static (before, now) => [Text(before.Http), Text(now.Http)]),
        Rule.Changed<ErrorModel>(
            "VW2603", "An error's advice on trying again changed", "R", "retry", "its 'retry' was {1} and is now {2}, and peers may decide by it",
            static (before, now) => before.Retry != now.Retry,
            static (before, now) => [Word(before.Retry), Word(now.Retry)]),
    ];

    /// <summary>Of an error that is new, and the error of before that had its code.</summary>
    public static Rule<ErrorModel>[] OfCodes { get; } =
    [
        Rule.Changed<ErrorModel>(
            "VW2604", "An error's code is used again", "B", "code", "its code {1} was the one of '{2}'; take one that was never used",
            static (_, _) => true,
            static (before, now) => [Text(now.Code), before.Name]),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Word(RetryClass retry) => retry switch { RetryClass.Immediate => "immediate", RetryClass.Later => "later", _ => "never" };
}
