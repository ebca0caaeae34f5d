using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>The grammar of one kind of name.</summary>
/// <param name="Title">What such a name is called in a message, with its article.</param>
/// <param name="Pattern">The grammar as an anchored regular expression, for the meta-schema and the documentation.</param>
/// <param name="Words">The grammar in words.</param>
/// <param name="IsValid">The grammar as code.</param>
public sealed record NameRule(string Title, string Pattern, string Words, Func<string, bool> IsValid)
{
    /// <summary>The longest name of any kind.</summary>
    public const int MaxLength = 128;

    /// <summary>Types, errors and resources.</summary>
    public static NameRule Definition { get; } = new(
        "the name of a type, error or resource",
        "^[A-Z][A-Za-z0-9]*$",
        "a capital letter, then letters and digits",
        static name => name[0] is >= 'A' and <= 'Z' && AllOf(name, ""));

    /// <summary>Fields, parameters, methods, events, tags.</summary>
    public static NameRule Member { get; } = new(
        "the name of a member",
        "^[A-Za-z_][A-Za-z0-9_-]*$",
        "a letter or '_', then letters, digits, '_' and '-'",
        static name => (IsLetter(name[0]) || name[0] == '_') && AllOf(name, "_-"));

    /// <summary>The values of enums and the tag values of unions.</summary>
    public static NameRule Value { get; } = new(
        "the name of a value",
        "^[A-Za-z0-9_][A-Za-z0-9_.+:/-]*$",
        "a letter, digit or '_', then letters, digits and any of '_.+:/-'",
        static name => (IsLetter(name[0]) || IsDigit(name[0]) || name[0] == '_') && AllOf(name, "_.+:/-"));

    /// <summary>Features of a session.</summary>
    public static NameRule Feature { get; } = new(
        "the name of a feature",
        "^[a-z][A-Za-z0-9.-]*$",
        "a small letter, then letters, digits, '.' and '-'",
        static name => IsSmall(name[0]) && AllOf(name, ".-"));

    /// <summary>The names of collections in REST routes.</summary>
    public static NameRule Route { get; } = new(
        "a segment of a route",
        "^[a-z][a-z0-9-]*$",
        "a small letter, then small letters, digits and '-'",
        static name => IsSmall(name[0]) && name.All(static c => IsSmall(c) || IsDigit(c) || c == '-'));

    /// <summary>Namespaces: the registered ones, and those of vendors.</summary>
    public static NameRule Namespace { get; } = new(
        "a namespace",
        "^(" + string.Join("|", RegisteredNamespaces.All) + "|[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+)$",
        "reverse-DNS such as com.acme.gpu (small letters, digits and '-', at least one dot), or registered: "
            + string.Join(", ", RegisteredNamespaces.All),
        static name => RegisteredNamespaces.Contains(name) || (name.IndexOf('.') > 0 && name.Split('.').All(IsNamespacePart)));

    /// <summary>Namespaces of C#.</summary>
    public static NameRule CSharpNamespace { get; } = new(
        "a C# namespace",
        "^[A-Z][A-Za-z0-9_]*([.][A-Z][A-Za-z0-9_]*)*$",
        "dotted names that begin with a capital letter, such as Acme.Gpu",
        static name => name.Split('.').All(static p => p.Length > 0 && p[0] is >= 'A' and <= 'Z' && AllOf(p, "_")));

    /// <summary>Whether <paramref name="name"/> follows the grammar.</summary>
    public bool Accepts(string name) => name.Length is > 0 and <= MaxLength && IsValid(name);

    private static bool IsNamespacePart(string part) =>
        part.Length > 0 && IsSmall(part[0]) && part.All(static c => IsSmall(c) || IsDigit(c) || c == '-');

    private static bool AllOf(string name, string others)
    {
        foreach (var c in name)
        {
            if (!IsLetter(c) && !IsDigit(c) && others.IndexOf(c) < 0)
                return false;
        }

        return true;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsSmall(char c) => c is >= 'a' and <= 'z';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
