using System.Security.Cryptography;
using System.Text;
using Virtwire.Sdk.Server.Drivers.Test.Lifecycle;

namespace Virtwire.Sdk.Server.Drivers.Test.Guests;

/// <summary>The passwords of a guest's users. Only hashes are kept, as in a guest. Pure functions.</summary>
internal static class GuestPasswords
{
    extension(SimulatedDomain domain)
    {
        /// <summary>Gives a user another password.</summary>
        /// <param name="user">The user's name.</param>
        /// <param name="password">The password, or its hash.</param>
        /// <param name="encrypted">Whether it is a hash.</param>
        public DomainTransition SetPassword(string user, string password, bool encrypted)
        {
            domain.RequireAgent();
            if (!domain.Guest.Frozen.IsEmpty)
                throw GuestRefusals.Frozen(domain);
            if (!domain.Accounts().Contains(user))
                throw GuestRefusals.NoUser(domain, user);
            return DomainTransition.To(domain with { Passwords = domain.Passwords.SetItem(user, encrypted ? password : Hash(user, password)) });
        }
    }

    /// <summary>How the simulated guests keep a password.</summary>
    public static string Hash(string user, string password) =>
        "$5$" + user + "$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user + "\0" + password)));
}
