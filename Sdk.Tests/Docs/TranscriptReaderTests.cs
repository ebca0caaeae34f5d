namespace Virtwire.Sdk.Tests.Docs;

public class TranscriptReaderTests
{
    [Fact]
    public void Blocks_of_a_page_become_steps()
    {
        var transcripts = TranscriptReader.Read("# A\n```transcript a b\n→ 1\n← 2\n2→ 3\n×\n```\ntext\n```sh\n→ no\n```\n```transcript c framing=headers\n→ L: 1\n→ \n→ x\n← L: 2\n← \n← yy\n```\n");
        Assert.Equal([2, 12], transcripts.Select(t => t.Line));
        Assert.Equal([["a", "b"], ["c"]], transcripts.Select(t => t.Forms));
        Assert.Equal([TranscriptFraming.Lines, TranscriptFraming.Headers], transcripts.Select(t => t.Framing));
        Assert.Equal(
            [new(StepKind.Send, 1, "1"), new(StepKind.Receive, 1, "2"), new(StepKind.Send, 2, "3"), new(StepKind.Closed, 1, "")],
            transcripts[0].Steps);
        Assert.Equal([new(StepKind.Send, 1, "L: 1\r\n\r\nx"), new(StepKind.Receive, 1, "L: 2\r\n\r\nyy")], transcripts[1].Steps);
    }

    [Fact]
    public void A_frame_is_one_step_until_its_zero()
    {
        var transcript = Assert.Single(TranscriptReader.Read("```transcript a framing=stomp\n→ CONNECT\n→ \n→ ␀\n→ SEND\n→ \n→ a\n→ b␀\n← RECEIPT\n← \n← ␀\n×\n```\n"));
        Assert.Equal(
            [new(StepKind.Send, 1, "CONNECT\n\n␀"), new(StepKind.Send, 1, "SEND\n\na\nb␀"), new(StepKind.Receive, 1, "RECEIPT\n\n␀"), new(StepKind.Closed, 1, "")],
            transcript.Steps);
    }

    [Fact]
    public void A_line_without_a_direction_is_a_mistake() =>
        Assert.Throws<InvalidDataException>(() => TranscriptReader.Read("```transcript a\n{}\n```"));
}
