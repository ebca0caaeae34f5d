using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Virtwire.Sdk.Tests.Generators.Support;

/// <summary>What a run emitted, compiled.</summary>
internal static class EmittedAssembly
{
    /// <summary>Fails unless the compiler has nothing to say: no error, no warning.</summary>
    public static void CompilesCleanly(GeneratorRun run)
    {
        var findings = run.Compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings.Take(20)));
    }

    /// <summary>The bytes of the assembly.</summary>
    public static byte[] Image(GeneratorRun run)
    {
        using var image = new MemoryStream();
        var result = run.Compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Take(20)));
        return image.ToArray();
    }

    /// <summary>The assembly, loaded beside those of this process.</summary>
    public static Assembly Load(GeneratorRun run) => Load([run])[0];

    /// <summary>Assemblies that refer to each other, loaded beside those of this process.</summary>
    public static IReadOnlyList<Assembly> Load(IReadOnlyList<GeneratorRun> runs)
    {
        var context = new AssemblyLoadContext("emitted", isCollectible: false);
        var loaded = new List<Assembly>();
        context.Resolving += (_, name) => loaded.Find(a => a.GetName().Name == name.Name);
        foreach (var run in runs)
            loaded.Add(context.LoadFromStream(new MemoryStream(Image(run))));
        return loaded;
    }
}
