namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>What a call does to a domain, as far as it matters to work that is under way on it.</summary>
[Flags]
internal enum DomainCalls
{
    /// <summary>Nothing: it reads.</summary>
    None = 0,

    /// <summary>It changes the domain.</summary>
    Modify = 1,

    /// <summary>It stops the processors.</summary>
    Suspend = 2,

    /// <summary>It ends the guest by force.</summary>
    Destroy = 4,

    /// <summary>It begins long work.</summary>
    Work = 8,
}
