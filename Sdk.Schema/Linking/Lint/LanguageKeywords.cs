namespace Virtwire.Sdk.Schema.Linking.Lint;

/// <summary>The words that clients in other languages cannot use as names.</summary>
internal static class LanguageKeywords
{
    private const string CSharp =
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
        + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null "
        + "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static "
        + "string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while";

    private const string C =
        "auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return "
        + "short signed sizeof static struct switch typedef union unsigned void volatile while alignas alignof bool constexpr false nullptr "
        + "static_assert thread_local true typeof typeof_unqual _Alignas _Alignof _Atomic _BitInt _Bool _Complex _Decimal128 _Decimal32 "
        + "_Decimal64 _Generic _Imaginary _Noreturn _Static_assert _Thread_local";

    private const string Java =
        "abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for "
        + "goto if implements import instanceof int interface long native new package private protected public return short static strictfp "
        + "super switch synchronized this throw throws transient try void volatile while _ true false null";

    private const string Python =
        "False None True and as assert async await break class continue def del elif else except finally for from global if import in is "
        + "lambda nonlocal not or pass raise return try while with yield";

    private const string TypeScript =
        "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in "
        + "instanceof new null return super switch this throw true try typeof var void while with implements interface let package private "
        + "protected public static yield";

    /// <summary>Where names of members are written as they are: C, Java and Python (C# and TypeScript allow any word there).</summary>
    public static IReadOnlyDictionary<string, string> OfMembers { get; } = Table(("C", C), ("Java", Java), ("Python", Python));

    /// <summary>Where names of parameters are written as they are: everywhere.</summary>
    public static IReadOnlyDictionary<string, string> OfParameters { get; } =
        Table(("C#", CSharp), ("C", C), ("Java", Java), ("Python", Python), ("TypeScript", TypeScript));

    // The languages of each word: "C, Java".
    private static Dictionary<string, string> Table(params (string Language, string Words)[] languages)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, words) in languages)
        {
            foreach (var word in words.Split(' '))
                table[word] = table.TryGetValue(word, out var others) ? others + ", " + language : language;
        }

        return table;
    }
}
