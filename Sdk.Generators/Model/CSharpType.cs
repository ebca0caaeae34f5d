namespace Virtwire.Sdk.Generators.Model;

/// <summary>How C# names a type of the schema.</summary>
/// <param name="Name">The type, with <c>global::</c>: <c>long</c>, <c>global::Virtwire.Sdk.DomainInfo</c>.</param>
/// <param name="Codec">The type that reads and writes it.</param>
/// <param name="IsValueType">Whether <c>T?</c> is another type than <c>T</c>.</param>
internal sealed record CSharpType(string Name, string Codec, bool IsValueType);
