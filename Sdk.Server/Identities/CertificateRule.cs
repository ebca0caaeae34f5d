using System.Security.Cryptography.X509Certificates;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>The role of those whose certificate is about a subject.</summary>
/// <param name="Subject">The whole subject, as <see cref="TextOf"/> has it; null where the common name decides.</param>
/// <param name="CommonName">The common name; null where the whole subject decides.</param>
/// <param name="Role">The role.</param>
internal sealed record CertificateRule(string? Subject, string? CommonName, SessionRole Role)
{
    private const string CommonNameOid = "2.5.4.3";

    /// <summary>The role of a subject: of the first rule that names it whole, else of the first with its common name; null for none.</summary>
    internal static SessionRole? RoleOf(IReadOnlyList<CertificateRule> rules, X500DistinguishedName subject)
    {
        var (whole, name) = (TextOf(subject), CommonNameOf(subject));
        return (rules.FirstOrDefault(rule => rule.Subject == whole)
            ?? rules.FirstOrDefault(rule => rule.CommonName is not null && rule.CommonName == name))?.Role;
    }

    /// <summary>A subject in one form, however it was written.</summary>
    internal static string TextOf(X500DistinguishedName subject) => subject.Decode(X500DistinguishedNameFlags.Reversed);

    // Of a subject with several nobody can say which of them is meant.
    private static string? CommonNameOf(X500DistinguishedName subject)
    {
        var names = subject.EnumerateRelativeDistinguishedNames()
            .Where(static part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonNameOid)
            .Take(2)
            .ToList();
        return names.Count == 1 ? names[0].GetSingleElementValue() : null;
    }
}
