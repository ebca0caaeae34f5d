using System.Globalization;
using Virtwire.Sdk.Framing;
using Virtwire.Sdk.Rpc;
using Virtwire.Sdk.Tests.Rpc.Support;

namespace Virtwire.Sdk.Tests.Rpc;

public sealed class CoalescingWriterTests
{
    private readonly List<Exception> _failures = [];

    [Fact]
    public void A_message_leaves_at_once_when_nobody_sends()
    {
        var transport = new GatedTransport();
        var writer = Make(transport);

        Assert.True(writer.Append(new TextMessage("a")).IsAccepted);

        Assert.Equal("\"a\"\n", transport.Sent);
        Assert.Equal(0, writer.OutboxBytes);
        Assert.Equal(0, writer.HeldBytes);
    }

    [Fact]
    public async Task What_is_appended_during_a_send_leaves_together_after_it()
    {
        var transport = new GatedTransport(open: false);
        var writer = Make(transport);
        writer.Append(new TextMessage("a"));
        writer.Append(new TextMessage("b"));
        writer.AppendEncoded("\"c\""u8);
        Assert.Equal("\"a\"\n", transport.Sent);

        transport.Open();
        await writer.CompleteAsync();

        Assert.Equal("\"a\"\n\"b\"\n\"c\"\n", transport.Sent);
        Assert.Equal(2, transport.Sends);
    }

    [Fact]
    public async Task A_last_message_finds_room_in_a_full_outbox_and_nothing_does_after_it()
    {
        var transport = new GatedTransport(open: false);
        var writer = Make(transport, maxOutboxBytes: 8);
        writer.Append(new TextMessage("12345678"));
        Assert.Equal(AppendStatus.OutboxFull, writer.Append(new TextMessage("a")).Status);
        writer.AppendLast("\"b\""u8);
        writer.AppendLast("\"c\""u8);
        Assert.Equal(AppendStatus.Closed, writer.Append(new TextMessage("d")).Status);

        transport.Open();
        await writer.CompleteAsync();

        Assert.Equal("\"12345678\"\n\"b\"\n", transport.Sent);
    }

    [Fact]
    public async Task Threads_append_concurrently_and_each_keeps_its_order()
    {
        const int Threads = 4;
        const int Messages = 2000;
        var transport = new GatedTransport();
        var writer = Make(transport);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Messages; i++)
            {
                if (i % 50 == 0)
                    writer.Cork();
                Assert.True(writer.Append(new TextMessage($"{thread} {i}")).IsAccepted);
                if (i % 50 == 49)
                    writer.Uncork();
            }
        })));
        await writer.CompleteAsync();

        var next = new int[Threads];
        foreach (var line in transport.Sent.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Trim('"').Split(' ');
            var thread = int.Parse(parts[0], CultureInfo.InvariantCulture);
            Assert.Equal(next[thread]++, int.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        Assert.All(next, static count => Assert.Equal(Messages, count));
        Assert.True(transport.Sends < Threads * Messages, "Nothing was sent together.");
    }

    [Fact]
    public void A_cork_holds_back_until_the_last_one_is_drawn()
    {
        var transport = new GatedTransport();
        var writer = Make(transport);
        writer.Cork();
        writer.Cork();
        writer.Append(new TextMessage("a"));
        writer.Append(new TextMessage("b"));
        writer.Uncork();
        writer.Uncork();

        // The timer that keeps a cork from lasting for ever may have been quicker on a busy machine.
        Assert.Equal("\"a\"\n\"b\"\n", transport.Sent);
        Assert.InRange(transport.Sends, 1, 2);
    }

    [Fact]
    public async Task A_cork_that_is_never_drawn_does_not_hold_back_for_ever()
    {
        var transport = new GatedTransport();
        var writer = Make(transport);
        writer.Cork();

        writer.Append(new TextMessage("a"));
        await transport.NextSendAsync();
        writer.Append(new TextMessage("b"));
        await transport.NextSendAsync();

        Assert.Equal("\"a\"\n\"b\"\n", transport.Sent);
    }

    [Fact]
    public void A_cork_does_not_hold_back_many_bytes()
    {
        var transport = new GatedTransport();
        var writer = Make(transport);
        writer.Cork();

        writer.Append(new TextMessage(new string('x', 100_000)));

        Assert.Equal(1, transport.Sends);
    }

    [Fact]
    public void Who_holds_a_lock_sends_nothing_however_long_or_much_is_held_back()
    {
        var time = new ManualTime();
        var transport = new GatedTransport();
        var writer = Make(transport, time: time);
        writer.Cork();
        writer.Cork(strict: true);
        time.Advance(TimeSpan.FromMicroseconds(900));
        writer.Uncork();
        writer.Append(new TextMessage("a"));
        writer.Append(new TextMessage(new string('x', 100_000)));
        Assert.Equal(0, transport.Sends);

        writer.Uncork(strict: true);
        Assert.Equal(1, transport.Sends);
    }

    [Fact]
    public void The_pieces_of_a_batch_grow_as_it_goes_on()
    {
        var time = new ManualTime();
        var transport = new GatedTransport();
        var writer = Make(transport, time: time);
        writer.Cork();
        AppendMany();
        Assert.Equal(0, transport.Sends);

        // The first answers are sent soon, those after them not until four times as much time has passed.
        time.Advance(TimeSpan.FromMicroseconds(60));
        AppendMany();
        Assert.Equal(1, transport.Sends);
        time.Advance(TimeSpan.FromMicroseconds(60));
        AppendMany();
        Assert.Equal(1, transport.Sends);
        time.Advance(TimeSpan.FromMicroseconds(160));
        AppendMany();
        Assert.Equal(2, transport.Sends);

        void AppendMany()
        {
            // As many as it takes for the clock to be asked.
            for (var i = 0; i < 16; i++)
                writer.Append(new TextMessage("a"));
        }
    }

    [Fact]
    public async Task What_waits_for_a_slow_peer_is_sent_in_order_and_in_pieces()
    {
        var transport = new GatedTransport(open: false);
        var writer = Make(transport, maxOutboxBytes: 64 << 20);
        var expected = new System.Text.StringBuilder();
        for (var i = 0; i < 200; i++)
        {
            var text = new string((char)('a' + (i % 26)), 10_000);
            expected.Append('"').Append(text).Append("\"\n");
            Assert.True(writer.Append(new TextMessage(text)).IsAccepted);
        }

        Assert.Equal(expected.Length, writer.OutboxBytes);

        // What waits is never moved to a larger array: it takes as many of the usual ones as it needs.
        Assert.InRange(writer.HeldBytes, writer.OutboxBytes, 3 * writer.OutboxBytes);
        transport.Open();
        await writer.CompleteAsync();
        Assert.Equal(expected.ToString(), transport.Sent);
        Assert.InRange(transport.Sends, 3, 50);
        Assert.Equal(0, writer.HeldBytes);
    }

    [Fact]
    public async Task A_full_outbox_refuses_and_never_waits()
    {
        var transport = new GatedTransport(open: false);
        var writer = Make(transport, maxOutboxBytes: 1000);
        var accepted = 0;
        AppendResult last;
        while ((last = writer.Append(new TextMessage("0123456789"))).IsAccepted)
            accepted++;

        Assert.Equal(AppendStatus.OutboxFull, last.Status);
        Assert.Equal(1001, writer.OutboxBytes);

        transport.Open();
        await transport.NextSendAsync();
        await transport.NextSendAsync();
        await writer.CompleteAsync();
        Assert.Equal(accepted, transport.Sent.Count(static c => c == '\n'));
        Assert.Equal(0, writer.OutboxBytes);
    }

    [Fact]
    public void A_message_that_is_too_large_or_fails_leaves_nothing_behind()
    {
        var transport = new GatedTransport();
        var writer = Make(transport);
        writer.MaxMessageBytes = 10;
        writer.Cork();

        writer.Append(new TextMessage("a"));
        Assert.Equal(AppendStatus.TooLarge, writer.Append(new TextMessage("123456789")).Status);
        Assert.Throws<FormatException>(() => writer.Append(new TextMessage("b", fails: true)));
        Assert.True(writer.Append(new TextMessage("12345678")).IsAccepted);
        writer.Uncork();

        Assert.Equal("\"a\"\n\"12345678\"\n", transport.Sent);
    }

    [Fact]
    public void It_is_known_what_may_have_been_sent()
    {
        var transport = new GatedTransport(open: false);
        var writer = Make(transport);
        var first = writer.Append(new TextMessage("a"));
        var second = writer.Append(new TextMessage("b"));

        Assert.True(writer.MaybeSent(first.End));
        Assert.False(writer.MaybeSent(second.End));
    }

    [Fact]
    public async Task A_failed_send_is_told_once_and_closes()
    {
        var transport = new GatedTransport(open: false) { Failure = new IOException("gone") };
        var writer = Make(transport);
        writer.Append(new TextMessage("a"));
        writer.Append(new TextMessage("b"));

        transport.Open();
        await writer.CompleteAsync();

        Assert.Equal(AppendStatus.Closed, writer.Append(new TextMessage("c")).Status);
        Assert.Equal("\"a\"\n", transport.Sent);
        Assert.Same(transport.Failure, Assert.Single(_failures));
        Assert.Equal(0, writer.HeldBytes);
    }

    [Fact]
    public async Task Completing_sends_the_rest_and_refuses_more()
    {
        var transport = new GatedTransport(open: false);
        var writer = Make(transport);
        writer.Cork();
        writer.Append(new TextMessage("a"));

        var completed = writer.CompleteAsync();
        Assert.False(completed.IsCompleted);
        Assert.Equal(AppendStatus.Closed, writer.Append(new TextMessage("b")).Status);
        transport.Open();
        await completed;

        Assert.Equal("\"a\"\n", transport.Sent);
    }

    private CoalescingWriter Make(GatedTransport transport, long maxOutboxBytes = 1 << 20, TimeProvider? time = null) =>
        new(transport, new LineFraming(1 << 20), maxOutboxBytes, _failures.Add, time ?? TimeProvider.System);
}
