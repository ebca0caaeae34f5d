using Virtwire.Sdk.Generators.Model;
using Virtwire.Sdk.Schema.Model;

namespace Virtwire.Sdk.Generators.Emit;

/// <summary>Prints the errors that a method declares.</summary>
internal static class ErrorDocs
{
    public static void Emit(SourceWriter writer, EquatableArray<ErrorMention> errors)
    {
        foreach (var error in errors)
            DocEmitter.Tag(writer, "exception", error.Text, $" cref=\"{error.Type}\"");
    }
}
