using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Virtwire.Sdk.Tests.Architecture.PublicApi;

/// <summary>
/// Prints what a user of an assembly can name, as C#: one type or member a line, ordinal order, nullability and constants included.
/// The only file to change should a package take over this job.
/// </summary>
internal static class PublicApiPrinter
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat MemberFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeExplicitInterface | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis
            | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeType,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The public API of the assembly at <paramref name="path"/>, read as metadata: nothing of it runs.</summary>
    public static string Print(string path)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var target = MetadataReference.CreateFromFile(path);
        var compilation = CSharpCompilation.Create(
            "PublicApi",
            references: platform
                .Where(p => !string.Equals(Path.GetFileName(p), Path.GetFileName(path), StringComparison.Ordinal))
                .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p)).Append(target));
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(target)!;

        var text = new StringBuilder();
        foreach (var type in Types(assembly.GlobalNamespace).OrderBy(t => t.ToDisplayString(TypeFormat), StringComparer.Ordinal))
            Print(text, type);
        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol ns => Types(ns),
            INamedTypeSymbol type when IsVisible(type) => Types(type).Prepend(type),
            _ => [],
        });

    private static void Print(StringBuilder text, INamedTypeSymbol type)
    {
        text.Append(Head(type)).Append('\n');
        var members = type.TypeKind == TypeKind.Delegate
            ? [type.DelegateInvokeMethod!.ToDisplayString(MemberFormat)]
            : type.GetMembers().Where(IsPrinted).Select(m => Attributes(m) + m.ToDisplayString(MemberFormat));
        foreach (var member in members.Order(StringComparer.Ordinal))
            text.Append("    ").Append(member).Append('\n');
        text.Append('\n');
    }

    private static string Head(INamedTypeSymbol type)
    {
        var modifiers = type switch
        {
            { TypeKind: TypeKind.Class, IsStatic: true } => "static ",
            { TypeKind: TypeKind.Class, IsAbstract: true } => "abstract ",
            { TypeKind: TypeKind.Class, IsSealed: true } => "sealed ",
            { TypeKind: TypeKind.Struct, IsReadOnly: true } => type.IsRefLikeType ? "readonly ref " : "readonly ",
            { TypeKind: TypeKind.Struct, IsRefLikeType: true } => "ref ",
            _ => "",
        };
        var kind = type.TypeKind switch
        {
            TypeKind.Class => type.IsRecord ? "record " : "class ",
            TypeKind.Struct => type.IsRecord ? "record struct " : "struct ",
            TypeKind.Interface => "interface ",
            TypeKind.Enum => "enum ",
            _ => "delegate ",
        };
        var bases = type.TypeKind is TypeKind.Enum
            ? [type.EnumUnderlyingType!]
            : new[] { type.BaseType }
                .Where(b => b is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } && type.TypeKind == TypeKind.Class)
                .Concat(type.Interfaces.Where(IsVisible)).OfType<INamedTypeSymbol>();
        var list = string.Join(", ", bases.Select(b => b.ToDisplayString(TypeFormat)).Order(StringComparer.Ordinal));
        return Attributes(type) + type.DeclaredAccessibility.ToString().ToLowerInvariant() + " " + modifiers + kind + type.ToDisplayString(TypeFormat)
            + (list.Length > 0 ? " : " + list : "");
    }

    private static string Attributes(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "ObsoleteAttribute") ? "[Obsolete] " : "";

    private static bool IsVisible(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (type.ContainingType is null || IsVisible(type.ContainingType));

    private static bool IsPrinted(ISymbol member) => member switch
    {
        INamedTypeSymbol => false,
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove } => false,
        _ when member.ContainingType.TypeKind == TypeKind.Enum && member is IMethodSymbol => false,
        _ => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal,
    };
}
