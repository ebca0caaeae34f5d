using Virtwire.Sdk.Schema.Linking.Checks;
using Virtwire.Sdk.Schema.Linking.Lint;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Puts documents together to a schema in which every reference has its target and every rule of the language holds.</summary>
public static class Linker
{
    /// <summary>
    /// Links documents of any number of namespaces. The order in which they are given makes no difference. Never throws for what a
    /// document says.
    /// </summary>
    public static LinkResult Link(IReadOnlyList<DocumentModel> documents)
    {
        var findings = new FindingList();
        var drafts = new DocumentMerger(findings).Merge(documents);
        ImportLinker.Link(drafts, findings);
        var linked = drafts.Select(draft => new LinkedNamespace(draft, findings)).ToArray();
        var context = new LinkContext(linked, findings);
        Check(context);
        if (findings.HasErrors || documents.Any(static d => d.HasErrors))
            return new LinkResult(null, findings.ByDocument());

        Lint(context);
        var namespaces = linked.Select(static n => n.Model).ToEquatableArray();
        return new LinkResult(new LinkedSchema(namespaces, TypeUses.Find(namespaces)), findings.ByDocument());
    }

    private static void Check(LinkContext context)
    {
        var canFollow = CycleChecks.Run(context);
        TypeChecks.Run(context);
        ErrorChecks.Run(context);
        new LifecycleChecks(context).Run();
        RenameChecks.Run(context);
        if (canFollow)
        {
            new ResourceChecks(context).Run();
            FiniteChecks.Run(context);
            new ConstraintChecks(context).Run();
            new MethodChecks(context).Run();
            FieldChecks.Run(context);
            new ExampleChecks(context).Run();
        }

        new EmittedTypeChecks(context).Run();
        new EmittedMemberChecks(context).Run();
    }

    // What could be better is told once nothing is wrong.
    private static void Lint(LinkContext context)
    {
        DocLint.Run(context);
        NameLint.Run(context);
        ImportLint.Run(context);
    }
}
