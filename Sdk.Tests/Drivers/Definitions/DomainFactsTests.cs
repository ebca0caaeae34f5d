using Virtwire.Sdk.Server.Drivers.Test.Definitions;
using Virtwire.Sdk.Tests.Drivers.Support;

namespace Virtwire.Sdk.Tests.Drivers.Definitions;

/// <summary>What is read from a document, in the units of the API.</summary>
public sealed class DomainFactsTests
{
    [Theory]
    [InlineData("q35-uefi", "build-agent-07", "hvm", 16777216, 8388608, 8, 8)]
    [InlineData("aarch64-virt", "arm-edge-1", "hvm", 2097152, 2097152, 4, 4)]
    [InlineData("lxc-container", "ci-sandbox", "exe", 524288, 524288, 1, 1)]
    [InlineData("huge-memory", "hana-01", "hvm", 12884901888, 9765625000, 448, 224)]
    [InlineData("numa-cells", "numa-lab", "hvm", 4194304, 4194304, 8, 8)]
    [InlineData("xen-paravirt", "legacy-pv", "xen", 262144, 131072, 1, 1)]
    [InlineData("s390x", "zlinux4", "hvm", 1048576, 1048576, 3, 3)]
    [InlineData("ppc64le", "power9-db", "hvm", 7812500, 7812500, 32, 4)]
    [InlineData("hotplug-vcpus", "elastic-api", "hvm", 4194304, 2097152, 4, 2)]
    [InlineData("unicode-names", "größe-テスト-🐧-сервер", "hvm", 131072, 131072, 1, 1)]
    [InlineData("comments-and-cdata", "notes", "hvm", 65536, 65536, 1, 1)]
    public void Documents_are_understood(string document, string name, string osType, long maxMemory, long memory, int maxVcpus, int vcpus)
    {
        var definition = Read(DomainDocuments.Read(document));

        Assert.Equal(
            (name, osType, maxMemory, memory, maxVcpus, vcpus),
            (definition.Name, definition.OsType, definition.MaxMemory, definition.Memory, definition.MaxVcpus, definition.Vcpus));
    }

    [Theory]
    [InlineData("metadata-blocks", "f1c1c4a0-58e8-4c6c-8a8f-15d3f2f6c1aa")]
    [InlineData("s390x", "a1e5c9d0-6f2b-4d38-8e77-0c4b9a8d7e6f")]
    [InlineData("ppc64le", "44f4a1cb-f8e0-4a3f-9e6f-9b1d2c3a4b5c")]
    [InlineData("cloud-hypervisor", "ffffffff-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("odd-but-well-formed", "ffffffff-ffff-ffff-ffff-ffffffffffff")]
    public void A_uuid_is_read_in_every_form_or_added(string document, string uuid) =>
        Assert.Equal(Guid.Parse(uuid), Read(DomainDocuments.Read(document)).Uuid);

    [Fact]
    public void Titles_agents_passwords_and_actions_are_found()
    {
        var agent = Read(DomainDocuments.Read("q35-uefi"));
        var other = Read(DomainDocuments.Read("qemu-commandline"));

        Assert.Equal(("Build agent 7 (Fedora)", true, false, true), (agent.Title, agent.HasAgent, agent.HasPasswords, agent.RestartsOnReboot));
        Assert.Equal((null, false, false, false), (other.Title, other.HasAgent, other.HasPasswords, other.RestartsOnReboot));
        Assert.True(Read(DomainDocuments.Read("xen-paravirt")).RestartsOnReboot);
        Assert.False(agent.RestartsOnPoweroff);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("<?xml version='1.0' encoding='UTF-8'?>\n")]
    [InlineData("<?xml version='1.0' encoding='ISO-8859-1' standalone='yes'?>")]
    [InlineData("<?xml version='1.0' encoding='UTF-16'?>\r\n")]
    public void The_encoding_that_a_text_was_once_in_does_not_matter(string start)
    {
        var definition = Read(start + "<domain type='test'><name>größe</name><memory>1</memory><os><type>hvm</type></os></domain>");

        Assert.Equal("größe", definition.Name);
        Assert.StartsWith("<domain", definition.Xml, StringComparison.Ordinal);
    }

    private static DomainDefinition Read(string xml) => DomainDefinitionReader.Read(xml, () => Guid.AllBitsSet);
}
