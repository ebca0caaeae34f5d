using System.Globalization;
using System.Text;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Framing.Stomp;
using Virtwire.Sdk.Server.Hosting;

namespace Virtwire.Sdk.Tests.Conformance.Support;

/// <summary>How a peer puts messages into bytes: what a subclass of the suite brings.</summary>
public abstract class WireForm
{
    public static WireForm Lines { get; } = new LinesForm();

    public static WireForm SpinningLines { get; } = new LinesForm { Spin = TimeSpan.FromMicroseconds(50) };

    public static WireForm Headers { get; } = new HeadersForm();

    public static WireForm Stomp { get; } = new StompForm();

    /// <summary>What a peer sends before its first message.</summary>
    public virtual byte[] Preamble => [];

    /// <summary>How long the server's readers look for bytes before they wait.</summary>
    private TimeSpan Spin { get; init; }

    /// <summary>Starts a server that is to be spoken to in this form.</summary>
    internal Task<ConformanceHost> StartHostAsync(Action<VirtwireServerOptions>? configure = null) => ConformanceHost.StartAsync(options =>
    {
        options.Spin = Spin;
        configure?.Invoke(options);
    });

    /// <summary>A message as it goes on the wire. Written by hand here, so that the product's own writer is not its own judge.</summary>
    public byte[] Frame(string message) => Frame(Encoding.UTF8.GetBytes(message));

    public abstract byte[] Frame(byte[] message);

    /// <summary>The messages in what a peer was sent; throws where they can't be told apart.</summary>
    public abstract List<string> Unframe(ReadOnlySpan<byte> bytes);

    internal abstract MessageFraming CreateFraming();

    private sealed class LinesForm : WireForm
    {
        public override byte[] Frame(byte[] message) => [.. message, (byte)'\n'];

        public override List<string> Unframe(ReadOnlySpan<byte> bytes)
        {
            if (!bytes.IsEmpty && bytes[^1] != '\n')
                throw new InvalidDataException("The last line has no end.");
            return [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }

        internal override MessageFraming CreateFraming() => new LineFraming(int.MaxValue / 4);

        public override string ToString() => "lines";
    }

    private sealed class StompForm : WireForm
    {
        public override byte[] Preamble { get; } = Encoding.ASCII.GetBytes(
            "CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:s\ndestination:answers\n\n\0");

        public override byte[] Frame(byte[] message) => [.. "SEND\ndestination:virtwire.request\nreply-to:answers\n\n"u8, .. message, 0];

        public override List<string> Unframe(ReadOnlySpan<byte> bytes)
        {
            var messages = new List<string>();
            while (!bytes.IsEmpty)
            {
                var blank = bytes.IndexOf("\n\n"u8);
                var head = Encoding.UTF8.GetString(bytes[..blank]).Split('\n');
                var length = head.Where(l => l.StartsWith("content-length:", StringComparison.Ordinal)).Select(l => int.Parse(l[15..], CultureInfo.InvariantCulture)).FirstOrDefault();
                var body = bytes.Slice(blank + 2, length);
                if (bytes[blank + 2 + length] != 0)
                    throw new InvalidDataException("No zero at the end of a frame.");
                if (head[0] == "MESSAGE")
                    messages.Add(Encoding.UTF8.GetString(body));
                else if (head[0] != "CONNECTED")
                    throw new InvalidDataException($"Unasked: {string.Join('|', head)}");
                bytes = bytes[(blank + 3 + length)..];
            }

            return messages;
        }

        internal override MessageFraming CreateFraming() => new StompClientFraming(int.MaxValue / 4);

        public override string ToString() => "stomp";
    }

    private sealed class HeadersForm : WireForm
    {
        private const string Name = "Content-Length: ";

        public override byte[] Frame(byte[] message) =>
            [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Name}{message.Length}\r\n\r\n")), .. message];

        public override List<string> Unframe(ReadOnlySpan<byte> bytes)
        {
            var messages = new List<string>();
            while (!bytes.IsEmpty)
            {
                var end = bytes.IndexOf("\r\n\r\n"u8);
                var header = Encoding.ASCII.GetString(bytes[..end]);
                if (!header.StartsWith(Name, StringComparison.Ordinal))
                    throw new InvalidDataException($"No header: {header}");
                var length = int.Parse(header.AsSpan(Name.Length), NumberStyles.None, CultureInfo.InvariantCulture);
                messages.Add(Encoding.UTF8.GetString(bytes.Slice(end + 4, length)));
                bytes = bytes[(end + 4 + length)..];
            }

            return messages;
        }

        internal override MessageFraming CreateFraming() => new HeaderFraming(int.MaxValue / 4);

        public override string ToString() => "headers";
    }
}
