using Virtwire.Sdk.Schema.Diagnostics;
using Virtwire.Sdk.Schema.Text;

namespace Virtwire.Sdk.Schema.Reading;

/// <summary>Checks the elements of a document against the keyword table: every keyword is known, there, and of its kind.</summary>
internal sealed class KeywordChecker(string document)
{
    private readonly PointerPath _path = new();
    private readonly List<SchemaDiagnostic> _findings = [];

    public IReadOnlyList<SchemaDiagnostic> Findings => _findings;

    public void Check(JsonValue value, ElementKind kind)
    {
        if (!Expect(value, JsonKind.Object, "an object"))
            return;
        if (kind == ElementKind.Type && KindOfType(value) is { } typeKind)
            kind = typeKind;
        var shape = KeywordTable.Of(kind);
        foreach (var member in value.Members)
        {
            _path.Push(member.Name);
            if (shape.Find(member.Name) is { } keyword)
                CheckValue(member.Value, keyword);
            else if (kind != ElementKind.Type)
                Report(KeywordDiagnostics.Unknown, ElementPart.Key, shape.Title, member.Name, AdviceFor(member.Name, shape));
            _path.Pop();
        }

        foreach (var keyword in shape.Keywords)
        {
            if (keyword.Required && value.Find(keyword.Name) is null)
                Report(KeywordDiagnostics.Missing, ElementPart.Key, shape.Title, keyword.Name, PlainText(keyword.Doc));
        }
    }

    // A type without a kind that is known has nothing to be checked against but 'kind' itself.
    private static ElementKind? KindOfType(JsonValue type) =>
        type.Find("kind") is { Kind: JsonKind.String } kind ? KeywordTable.TypeKindOf(kind.Text) : null;

    private static string AdviceFor(string word, ElementShape shape)
    {
        var names = shape.Keywords.Select(static k => k.Name);
        return Suggestion.Nearest(word, names) is { } nearest
            ? "did you mean '" + nearest + "'?"
            : "it has " + string.Join(", ", names);
    }

    private static string PlainText(string doc) => doc.Replace('`', '\'');

    private void CheckValue(JsonValue value, Keyword keyword)
    {
        switch (keyword.Value)
        {
            case ValueKind.Boolean:
                if (!value.IsBoolean)
                    Mistyped(value, "true or false");
                break;
            case ValueKind.Integer:
                CheckInteger(value, keyword);
                break;
            case ValueKind.Number:
                if (Expect(value, JsonKind.Number, "a number") && !JsonNumber.TryParse(value.Text, out _))
                    Report(KeywordDiagnostics.Range, ElementPart.Value, "a number with an exponent of at most nine digits", value.Text);
                break;
            case ValueKind.Json:
                break;
            case ValueKind.JsonObject:
                Expect(value, JsonKind.Object, "an object");
                break;
            case ValueKind.Element:
                Check(value, keyword.Element);
                break;
            case ValueKind.ElementMap:
                CheckMap(value, keyword);
                break;
            case ValueKind.ElementList:
                CheckItems(value, keyword, item => Check(item, keyword.Element));
                break;
            case ValueKind.Names or ValueKind.References:
                CheckList(value, keyword);
                break;
            case ValueKind.NameSets:
                CheckItems(value, keyword, item => CheckList(item, keyword));
                break;
            default:
                if (Expect(value, JsonKind.String, "a string"))
                    CheckText(value.Text, keyword);
                break;
        }
    }

    private void CheckText(string text, Keyword keyword)
    {
        switch (keyword.Value)
        {
            case ValueKind.Name when !keyword.Names.Accepts(text):
            case ValueKind.Names or ValueKind.NameSets when !keyword.Names.Accepts(text):
            case ValueKind.Reference or ValueKind.References when !TypeExpressionReader.IsReference(text, keyword.Names):
                ReportName(text, keyword.Names, ElementPart.Value);
                break;
            case ValueKind.Version when !Model.SchemaVersion.TryParse(text, out _):
                Report(KeywordDiagnostics.Version, ElementPart.Value, text);
                break;
            case ValueKind.Choice when !keyword.Choices.Contains(text):
                Report(KeywordDiagnostics.Choice, ElementPart.Value, text, string.Join(", ", keyword.Choices), Suggestion.Clause(text, keyword.Choices));
                break;
            case ValueKind.TypeExpression when TypeExpressionReader.Read(text, out var problem) is null:
                Report(KeywordDiagnostics.TypeExpression, ElementPart.Value, text, problem);
                break;
            case ValueKind.Text when text.Length == 0:
                Report(KeywordDiagnostics.Empty, ElementPart.Value, keyword.Name, "write a text, or leave the keyword out");
                break;
        }
    }

    private void CheckInteger(JsonValue value, Keyword keyword)
    {
        if (!Expect(value, JsonKind.Number, "a whole number"))
            return;
        if (value.AsInteger() is { } number && number >= keyword.Minimum && number <= keyword.Maximum)
            return;
        var expected = keyword.Maximum == int.MaxValue
            ? FormattableString.Invariant($"a whole number of 32 bits from {keyword.Minimum} on")
            : FormattableString.Invariant($"a whole number from {keyword.Minimum} to {keyword.Maximum}");
        Report(KeywordDiagnostics.Range, ElementPart.Value, expected, value.Text);
    }

    private void CheckMap(JsonValue value, Keyword keyword)
    {
        if (!Expect(value, JsonKind.Object, "an object"))
            return;
        CheckNotEmpty(value.Members.Count, keyword);
        foreach (var member in value.Members)
        {
            _path.Push(member.Name);
            if (!keyword.Names.Accepts(member.Name))
                ReportName(member.Name, keyword.Names, ElementPart.Key);
            Check(member.Value, keyword.Element);
            _path.Pop();
        }
    }

    private void CheckList(JsonValue value, Keyword keyword)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        CheckItems(value, keyword, item =>
        {
            if (!Expect(item, JsonKind.String, "a string"))
                return;
            CheckText(item.Text, keyword);
            if (!seen.Add(item.Text))
                Report(KeywordDiagnostics.Repeated, ElementPart.Value, item.Text, keyword.Name);
        });
    }

    private void CheckItems(JsonValue value, Keyword keyword, Action<JsonValue> check)
    {
        if (!Expect(value, JsonKind.Array, "an array"))
            return;
        CheckNotEmpty(value.Items.Count, keyword);
        for (var i = 0; i < value.Items.Count; i++)
        {
            _path.Push(i);
            check(value.Items[i]);
            _path.Pop();
        }
    }

    private void CheckNotEmpty(int count, Keyword keyword)
    {
        if (count == 0 && keyword.NotEmpty)
            Report(KeywordDiagnostics.Empty, ElementPart.Value, keyword.Name, "write at least one, or leave the keyword out");
    }

    private bool Expect(JsonValue value, JsonKind kind, string expected)
    {
        if (value.Kind != kind)
            Mistyped(value, expected);
        return value.Kind == kind;
    }

    private void Mistyped(JsonValue value, string expected) =>
        Report(KeywordDiagnostics.Mistyped, ElementPart.Value, expected, value.Kind switch
        {
            JsonKind.Object => "an object",
            JsonKind.Array => "an array",
            JsonKind.String => "a string",
            JsonKind.Number => "a number",
            JsonKind.True => "true",
            JsonKind.False => "false",
            _ => "null",
        });

    private void ReportName(string name, NameRule rule, ElementPart part) =>
        Report(KeywordDiagnostics.Name, part, name, rule.Title, name.Length > NameRule.MaxLength ? "it is longer than 128 characters" : rule.Words);

    private void Report(DiagnosticDefinition definition, ElementPart part, params string[] arguments) =>
        _findings.Add(definition.At(document, _path.ToString(), part, arguments));
}
