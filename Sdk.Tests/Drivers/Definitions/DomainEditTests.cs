using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Definitions;

/// <summary>A change of one value leaves the rest of a document as it was.</summary>
public sealed class DomainEditTests
{
    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public void Only_what_is_changed_changes(string document)
    {
        var before = Read(DomainDocuments.Read(document));
        var after = before.WithName("other").WithName(before.Name);

        Assert.Equal(before.Xml, after.Xml);
    }

    [Theory]
    [MemberData(nameof(DomainDocuments.Names), MemberType = typeof(DomainDocuments))]
    public void Every_value_can_be_changed_in_every_document(string document)
    {
        var before = Read(DomainDocuments.Read(document));
        var after = before.WithName("other").WithMemory(4096, 1024).WithVcpus(5, 3);

        Assert.Equal(("other", before.Uuid, 4096, 1024, 5, 3), (after.Name, after.Uuid, after.MaxMemory, after.Memory, after.MaxVcpus, after.Vcpus));
        Assert.NotEqual(before.Mark, after.Mark);
        Assert.Equal(after.Xml, Read(after.Xml).Xml);
    }

    [Fact]
    public void Amounts_are_written_in_KiB_and_new_elements_indented_like_their_neighbours()
    {
        var definition = Read(
            """
            <domain type='test'>
              <name>x</name>
              <memory unit='MiB' dumpCore='off'>64</memory><!-- enough -->
              <os><type>hvm</type></os>
            </domain>
            """);

        Assert.Equal(
            CanonicalXml.Of(
                """
                <domain type='test'><name>x</name><uuid>ffffffff-ffff-ffff-ffff-ffffffffffff</uuid>
                <memory unit='KiB' dumpCore='off'>2048</memory><vcpu current='1'>2</vcpu><currentMemory unit='KiB'>512</currentMemory>
                <!-- enough --><os><type>hvm</type></os></domain>
                """),
            CanonicalXml.Of(definition.WithMemory(2048, 512).WithVcpus(2, 1).Xml));
        Assert.Contains("\n  <currentMemory", definition.WithMemory(2048, 512).Xml, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_single_processors_follows_their_number()
    {
        var definition = Read(DomainDocuments.Read("hotplug-vcpus"));

        Assert.Equal(["yes", "yes", "yes", "no"], Enabled(definition.WithVcpus(4, 3)));
        Assert.Equal(["yes", "no"], Enabled(definition.WithVcpus(2, 1)));
        Assert.DoesNotContain("current=", definition.WithVcpus(3, 3).Xml, StringComparison.Ordinal);

        static IEnumerable<string> Enabled(DomainDefinition definition) =>
            PositionedXml.Read(definition.Xml).DocumentElement!.Child("vcpus")!.Children("vcpu").Select(v => v.GetAttribute("enabled"));
    }

    private static DomainDefinition Read(string xml) => DomainDefinitionReader.Read(xml, () => Guid.AllBitsSet);
}
