using System.Text.Unicode;

namespace Virtwire.Sdk.Framing.Stomp;

/// <summary>
/// The command and the headers of one frame, read line by line. It stays as it is until the next frame is begun, and then serves as its
/// template: lines that are the same again, as nearly all are between two programs, are compared and not read.
/// </summary>
/// <param name="ofServer">Whether the frames are those that servers send; otherwise they are those of clients.</param>
/// <param name="limits">How much a head may hold.</param>
internal sealed class StompHead(bool ofServer, StompLimits limits)
{
    // A connection keeps as much memory for heads while it waits.
    private const int KeptBytes = 8 * 1024;

    private readonly int[] _known = new int[StompHeaderNames.Count];
    private byte[] _bytes = [];
    private int _length;
    private int _commandEnd;
    private Line[] _lines = [];
    private StompVersion? _version;

    /// <summary>The command; <see cref="StompCommand.Unknown"/> until its line is there.</summary>
    public StompCommand Command { get; private set; }

    /// <summary>How many headers there are, repeated ones among them.</summary>
    public int Count { get; private set; }

    /// <summary>The length of the body; -1 where the head does not say it.</summary>
    public long ContentLength { get; private set; } = -1;

    /// <summary>The version that frames are read by; null while it is not agreed on, when nothing is unescaped.</summary>
    public StompVersion? Version
    {
        get => _version;
        set
        {
            _version = value;
            Clear();
        }
    }

    /// <summary>The command and the headers as they were sent, each line with its end.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    // What the value's escapes are; the oldest version stands for none.
    private StompVersion Escapes => Command.Escapes() ? _version ?? StompVersion.V10 : StompVersion.V10;

    /// <summary>Begins a frame: keeps those lines of the frame before that <paramref name="unread"/> begins with.</summary>
    /// <returns>How many bytes they are.</returns>
    public int Begin(ReadOnlySpan<byte> unread)
    {
        var common = Bytes.CommonPrefixLength(unread);
        if (common < _commandEnd || _commandEnd == 0)
        {
            Clear();
            return 0;
        }

        var kept = Count;
        while (kept > 0 && _lines[kept - 1].End > common)
            kept--;
        Keep(kept);
        return _length;
    }

    /// <summary>Takes in one line, without and with its end.</summary>
    public FramingFault Add(ReadOnlySpan<byte> line, ReadOnlySpan<byte> withEnd)
    {
        if (_length + withEnd.Length > limits.HeadBytes)
            return FramingFault.HeaderTooLong;
        if (Command == StompCommand.Unknown)
            return AddCommand(line, withEnd);
        if (Count == limits.Headers)
            return FramingFault.HeadersTooMany;

        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return FramingFault.FrameHeaderSyntax;
        if (!Utf8.IsValid(line))
            return FramingFault.FrameNotText;
        if (Escapes is not StompVersion.V10 && !(StompEscaping.IsValid(line[..colon], Escapes) && StompEscaping.IsValid(line[(colon + 1)..], Escapes)))
            return FramingFault.FrameEscape;

        var name = Trim(_length, line[..colon]);
        var value = Trim(_length + colon + 1, line[(colon + 1)..]);
        Append(withEnd);
        var known = StompHeaderNames.Parse(_bytes.AsSpan(name));
        if (known == StompHeaderName.ContentLength && _known[(int)known] == 0 && !TryReadLength(_bytes.AsSpan(value)))
            return FramingFault.LengthInvalid;
        if (Count == _lines.Length)
            Array.Resize(ref _lines, Math.Max(8, 2 * Count));
        _lines[Count++] = new Line(name, value, _length, known);

        // The first of several is the one that holds.
        if (_known[(int)known] == 0)
            _known[(int)known] = Count;
        return FramingFault.None;
    }

    /// <summary>Whether the frame has a header.</summary>
    public bool Has(StompHeaderName name) => _known[(int)name] > 0;

    /// <summary>The value of a header as it stands on the wire; empty where there is none.</summary>
    public ReadOnlySpan<byte> Raw(StompHeaderName name) => _known[(int)name] is > 0 and var at ? _bytes.AsSpan(_lines[at - 1].Value) : default;

    /// <summary>The value of a header as text; null where there is none.</summary>
    public string? Text(StompHeaderName name) => Has(name) ? StompEscaping.Read(Raw(name), Escapes) : null;

    /// <summary>A header by its place: which it is, its name and its value as text.</summary>
    public (StompHeaderName Known, string Name, string Value) At(int index)
    {
        var line = _lines[index];
        return (line.Known, StompEscaping.Read(_bytes.AsSpan(line.Name), Escapes), StompEscaping.Read(_bytes.AsSpan(line.Value), Escapes));
    }

    private FramingFault AddCommand(ReadOnlySpan<byte> line, ReadOnlySpan<byte> withEnd)
    {
        var command = StompCommands.Parse(line);
        if (command == StompCommand.Unknown || command.IsOfServer() != ofServer)
            return FramingFault.FrameCommand;
        Command = command;
        Append(withEnd);
        _commandEnd = _length;
        return FramingFault.None;
    }

    private void Append(ReadOnlySpan<byte> withEnd)
    {
        if (_bytes.Length - _length < withEnd.Length)
            Array.Resize(ref _bytes, Math.Max(256, 2 * (_length + withEnd.Length)));
        withEnd.CopyTo(_bytes.AsSpan(_length));
        _length += withEnd.Length;
    }

    private void Clear()
    {
        Keep(0);
        _length = 0;
        _commandEnd = 0;
        Command = StompCommand.Unknown;

        // One frame with a large head must not cost a connection its memory for ever.
        if (_bytes.Length > KeptBytes)
            _bytes = [];
    }

    private void Keep(int count)
    {
        for (var i = count; i < Count; i++)
        {
            ref var known = ref _known[(int)_lines[i].Known];
            if (known == i + 1)
                known = 0;
        }

        Count = count;
        _length = count == 0 ? _commandEnd : _lines[count - 1].End;
        if (!Has(StompHeaderName.ContentLength))
            ContentLength = -1;
    }

    private bool TryReadLength(ReadOnlySpan<byte> digits)
    {
        // As many digits as any 64-bit number has: what is beyond is not a length but nonsense.
        if (digits.Length is 0 or > 18 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var length = 0L;
        foreach (var digit in digits)
            length = (10 * length) + (digit - '0');
        ContentLength = length;
        return true;
    }

    // In 1.0 white space around names and values means nothing, and its own examples have it; later versions forbid to trim.
    private Range Trim(int start, ReadOnlySpan<byte> text)
    {
        if (_version != StompVersion.V10)
            return start..(start + text.Length);
        var from = text.IndexOfAnyExcept(" \t"u8);
        if (from < 0)
            return start..start;
        return (start + from)..(start + text.LastIndexOfAnyExcept(" \t"u8) + 1);
    }

    private readonly record struct Line(Range Name, Range Value, int End, StompHeaderName Known);
}
