using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Virtwire.Sdk.Server.Identities;

/// <summary>
/// What is kept of a token: <c>pbkdf2-sha256$10000$salt$hash</c>, salt and hash in Base64. Tokens are 256 random bits, which no number of guesses
/// finds: the rounds are few, since every new connection pays for them.
/// </summary>
internal sealed class TokenHash
{
    private const string Scheme = "pbkdf2-sha256";
    private const int UsualRounds = 10_000;
    private const int MostRounds = 10_000_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private readonly int _rounds;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private TokenHash(int rounds, byte[] salt, byte[] hash) => (_rounds, _salt, _hash) = (rounds, salt, hash);

    /// <summary>The hash of a token that nobody has: what an unknown one is compared with, so that it takes as long as one that is wrong.</summary>
    internal static TokenHash OfNobody { get; } = new(UsualRounds, new byte[SaltBytes], RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Hashes a token with a new salt.</summary>
    internal static TokenHash Of(string token)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new TokenHash(UsualRounds, salt, Derive(token, salt, UsualRounds));
    }

    /// <summary>Reads the text of a hash; null where it is none.</summary>
    internal static TokenHash? Parse(string text)
    {
        if (text.Split('$') is not [Scheme, var rounds, var salt, var hash]
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < 1 or > MostRounds)
        {
            return null;
        }

        try
        {
            var (saltBytes, hashBytes) = (Convert.FromBase64String(salt), Convert.FromBase64String(hash));
            return saltBytes.Length >= 8 && hashBytes.Length == HashBytes ? new TokenHash(count, saltBytes, hashBytes) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is the hash of that token. Takes as long whether it is or not.</summary>
    internal bool Matches(string token) => CryptographicOperations.FixedTimeEquals(Derive(token, _salt, _rounds), _hash);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${_rounds}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_hash)}");

    private static byte[] Derive(string token, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(token), salt, rounds, HashAlgorithmName.SHA256, HashBytes);
}
