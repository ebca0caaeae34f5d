using System.Text;

namespace Virtwire.Sdk.Schema.Model;

/// <summary>The names that C# has for names of the schema: a pure function of the name alone.</summary>
public static class CSharpNames
{
    /// <summary>
    /// The name with a capital at the start of each part, and without what parts them: <c>getInfo</c> → <c>GetInfo</c>,
    /// <c>virtio-scsi</c> → <c>VirtioScsi</c>, <c>com.acme.gpu</c> → <c>ComAcmeGpu</c>. A digit in front gets a <c>_</c> before it, and so
    /// does a digit that would otherwise stand against another one: <c>1.0</c> → <c>_1_0</c>.
    /// </summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        var atStart = true;
        foreach (var c in name)
        {
            if (!IsLetterOrDigit(c))
            {
                atStart = true;
                continue;
            }

            if (atStart && IsDigit(c) && (result.Length == 0 || IsDigit(result[result.Length - 1])))
                result.Append('_');
            result.Append(atStart ? char.ToUpperInvariant(c) : c);
            atStart = false;
        }

        return result.Length == 0 ? "_" : result.ToString();
    }

    /// <summary>The C# namespace of a namespace that states none: <c>com.acme.gpu</c> → <c>Com.Acme.Gpu</c>.</summary>
    public static string Namespace(string name) => string.Join(".", name.Split('.').Select(Pascal));

    /// <summary>The class that describes a namespace: <c>com.acme.gpu</c> → <c>GpuApi</c>.</summary>
    public static string Api(string namespaceName) => LastPart(namespaceName) + "Api";

    /// <summary>The class that makes the exceptions of a namespace: <c>com.acme.gpu</c> → <c>GpuErrors</c>.</summary>
    public static string Errors(string namespaceName) => LastPart(namespaceName) + "Errors";

    private static string LastPart(string namespaceName) => Pascal(namespaceName.Substring(namespaceName.LastIndexOf('.') + 1));

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') || IsDigit(c);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
