extern alias generators;

using System.Collections;
using System.Reflection;
using generators::Virtwire.Sdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Virtwire.Sdk.Tests.Generators.Support;

namespace Virtwire.Sdk.Tests.Generators;

/// <summary>
/// Values that the pipeline keeps between runs must be small and comparable: a symbol or a compilation in one of them would keep a
/// whole compilation alive, a location would make every reformatting an edit.
/// </summary>
public sealed class PipelineValueTests
{
    private static readonly GeneratorRun Run = GeneratorRun.Of(SchemaText.All("everything.json", EverythingSchema.Text));

    public static TheoryData<string> StepsAfterTheInputs => [.. TrackingNames.All.Where(static n => n != TrackingNames.Inputs)];

    [Theory]
    [MemberData(nameof(StepsAfterTheInputs))]
    public void No_value_holds_on_to_the_compiler(string step)
    {
        var walk = new Walk();
        foreach (var output in Run.Result.TrackedSteps[step].SelectMany(static s => s.Outputs))
            walk.Visit(output.Value, step);
        Assert.Empty(walk.Found);
        Assert.True(walk.Visited > 0);
    }

    [Fact]
    public void The_walk_finds_what_it_looks_for()
    {
        var walk = new Walk();
        walk.Visit(new[] { KeyValuePair.Create("a", new List<object> { Run.Compilation }) }, "test");
        Assert.NotEmpty(walk.Found);
    }

    private sealed class Walk
    {
        private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

        public List<string> Found { get; } = [];

        public int Visited => _seen.Count;

        public void Visit(object? value, string path)
        {
            if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
                return;
            if (value is ISymbol or Compilation or SyntaxNode or SyntaxTree or SemanticModel or Location or AdditionalText or SourceText or Diagnostic)
            {
                Found.Add($"{path}: {value.GetType()}");
                return;
            }

            if (!value.GetType().IsValueType && !_seen.Add(value))
                return;
            if (value is IEnumerable items)
            {
                foreach (var item in items)
                    Visit(item, path + "[]");
            }

            for (var type = value.GetType(); type is not null && IsOpen(type); type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Visit(field.GetValue(value), path + "." + field.Name);
            }
        }

        // What the framework's classes hold inside is their business; its pairs, tuples and arrays are not.
        private static bool IsOpen(Type type) => type.IsValueType || type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;
    }
}
