namespace Virtwire.Sdk;

/// <summary>Whether, and when, making a failed call again may help.</summary>
public enum RetryClass
{
    /// <summary>The same call will fail again until something else has changed.</summary>
    Never,

    /// <summary>The same call may succeed at once.</summary>
    Immediate,

    /// <summary>The same call may succeed after a while.</summary>
    Later,
}
