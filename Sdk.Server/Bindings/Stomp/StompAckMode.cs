namespace Virtwire.Sdk.Server.Bindings.Stomp;

/// <summary>Whether a subscription's messages are to be acknowledged.</summary>
internal enum StompAckMode
{
    /// <summary>They are not.</summary>
    Auto,

    /// <summary>One acknowledgement is for all messages before it as well.</summary>
    Client,

    /// <summary>Each is acknowledged by itself.</summary>
    ClientIndividual,
}

/// <summary>The modes by name.</summary>
internal static class StompAckModes
{
    /// <summary>The mode of that name; an absent name is <c>auto</c>.</summary>
    internal static bool TryParse(string? name, out StompAckMode mode)
    {
        mode = name switch
        {
            "client" => StompAckMode.Client,
            "client-individual" => StompAckMode.ClientIndividual,
            _ => StompAckMode.Auto,
        };
        return mode != StompAckMode.Auto || name is null or "auto";
    }
}
