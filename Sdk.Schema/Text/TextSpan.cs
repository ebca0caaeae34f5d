namespace Virtwire.Sdk.Schema.Text;

/// <summary>A stretch of a document: zero-based offset and length in characters, one-based line and column.</summary>
public readonly record struct TextSpan(int Start, int Length, int Line, int Column);
