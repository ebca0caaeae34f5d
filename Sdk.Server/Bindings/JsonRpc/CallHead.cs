using System.Buffers.Text;

namespace Virtwire.Sdk.Server.Bindings.JsonRpc;

/// <summary>
/// Recognizes a call as our own client writes it,
/// <c>{"jsonrpc":"2.0","id":7,"method":"Domain.getInfo","params":{…},"meta":{"deadline":5000}}</c>, without parsing it: then its
/// parameters are parsed once instead of twice. Whatever looks otherwise goes the general way, and so does what looks so and then
/// proves to be something else: what is taken for the parameters must be one JSON value from its first to its last byte, and then
/// nothing else can stand in the message.
/// </summary>
internal readonly ref struct CallHead
{
    // As many as any 64-bit number has; a longer id is as good, and goes the general way.
    private const int MostIdDigits = 19;
    private const int MostDeadlineDigits = 9;

    private CallHead(ReadOnlySpan<byte> id, ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters, int? deadline)
    {
        Id = id;
        Method = method;
        Params = parameters;
        DeadlineMilliseconds = deadline;
    }

    /// <summary>The id: a whole number.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>What stands between the quotes of the method's name: the name, if there is a method of these very bytes.</summary>
    public ReadOnlySpan<byte> Method { get; }

    /// <summary>What must prove to be the parameters.</summary>
    public ReadOnlySpan<byte> Params { get; }

    /// <summary>How long the caller waits; null for ever.</summary>
    public int? DeadlineMilliseconds { get; }

    /// <summary>Takes a message apart; false where it looks otherwise.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out CallHead head)
    {
        head = default;
        if (!TrySkip(ref message, "{\"jsonrpc\":\"2.0\",\"id\":"u8) || !TryTakeDigits(ref message, MostIdDigits, out var id)
            || !TrySkip(ref message, ",\"method\":\""u8))
            return false;

        var quote = message.IndexOf((byte)'"');
        if (quote < 0)
            return false;
        var method = message[..quote];
        message = message[quote..];
        if (!TrySkip(ref message, "\",\"params\":"u8) || message.IsEmpty || message[^1] != '}')
            return false;

        message = message[..^1];
        var deadline = TakeDeadline(ref message);
        head = new CallHead(id, method, message, deadline);
        return true;
    }

    private static bool TrySkip(scoped ref ReadOnlySpan<byte> message, ReadOnlySpan<byte> expected)
    {
        if (!message.StartsWith(expected))
            return false;
        message = message[expected.Length..];
        return true;
    }

    // A number as JSON has it: no leading zeros.
    private static bool TryTakeDigits(scoped ref ReadOnlySpan<byte> message, int most, out ReadOnlySpan<byte> digits)
    {
        var count = 0;
        while (count < message.Length && IsDigit(message[count]))
            count++;
        digits = message[..count];
        message = message[count..];
        return count == 1 || (count > 1 && count <= most && digits[0] != '0');
    }

    /// <summary>Takes <c>,"meta":{"deadline":5000}</c> off the end, if that is how it ends.</summary>
    private static int? TakeDeadline(scoped ref ReadOnlySpan<byte> message)
    {
        if (message.Length < 2 || message[^1] != '}' || !IsDigit(message[^2]))
            return null;
        var end = message.Length - 1;
        var start = end;
        while (start > 0 && IsDigit(message[start - 1]))
            start--;
        var before = message[..start];
        var member = ",\"meta\":{\"deadline\":"u8;
        if (end - start > MostDeadlineDigits || (end - start > 1 && message[start] == '0') || !before.EndsWith(member))
            return null;
        if (!Utf8Parser.TryParse(message[start..end], out int milliseconds, out _))
            return null;
        message = before[..^member.Length];
        return milliseconds;
    }

    private static bool IsDigit(byte value) => (uint)(value - '0') <= 9;
}
