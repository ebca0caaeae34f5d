namespace Virtwire.Sdk.Tests.Wire;

public sealed class DescriptorTests
{
    [Fact]
    public void Names_are_taken_apart_and_encoded()
    {
        Assert.Equal(("Domain.setMemory", "Domain"), (SampleApi.Domain.SetMemory.Name, SampleApi.Domain.SetMemory.Resource));
        Assert.True(SampleApi.Domain.SetMemory.EncodedName.EncodedUtf8Bytes.SequenceEqual("Domain.setMemory"u8));
        Assert.Equal("Domain", SampleApi.Domain.StateChanged.Resource);
        Assert.True(SampleApi.Domain.StateChanged.HasHandle);
        Assert.False(new EventDescriptor<Sdk.Wire.NoHandle, SampleErrorDetails>("Events.gap") { Namespace = "core", Since = new(1, 0) }.HasHandle);
    }

    [Fact]
    public void A_description_can_be_had_before_or_after_its_parts()
    {
        Assert.Same(SampleApi.Domain.SetMemory, Assert.Single(SampleApi.Description.Methods));
        Assert.Same(SampleApi.Errors, SampleApi.Domain.SetMemory.Errors);
        Assert.Equal("host 1.0", SampleApi.Description.ToString());
    }

    [Theory]
    [InlineData("1.0", 1, 0)]
    [InlineData("10.20", 10, 20)]
    [InlineData("0.1", 0, 1)]
    public void A_version_is_two_numbers(string text, int major, int minor)
    {
        Assert.True(ApiVersion.TryParse(text, out var version));
        Assert.Equal(new ApiVersion(major, minor), version);
        Assert.Equal(text, version.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("01.0")]
    [InlineData("1.00")]
    [InlineData("1.0.0")]
    [InlineData("-1.0")]
    [InlineData(" 1.0")]
    [InlineData("1.99999999999")]
    public void What_is_no_version_is_refused(string? text) => Assert.False(ApiVersion.TryParse(text, out _));

    [Fact]
    public void Versions_are_ordered_by_major_then_minor()
    {
        ApiVersion older = new(1, 9), newer = new(1, 10), next = new(2, 0);

        Assert.True(older < newer && newer < next && next > older && older <= newer && next >= newer);
        Assert.Equal([older, newer, next], new[] { next, older, newer }.Order());
    }
}
