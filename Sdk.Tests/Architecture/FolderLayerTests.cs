namespace Virtwire.Sdk.Tests.Architecture;

/// <summary>Inside a project, folders layer downward: a lower one never uses an upper one.</summary>
public sealed class FolderLayerTests
{
    /// <summary>The folders of each project, upper ones first; folders on one line may use each other.</summary>
    private static readonly Dictionary<string, string[][]> Layers = new()
    {
        ["Sdk.Schema"] = [["Compatibility"], ["Canonical"], ["Linking"], ["Reading"], ["Diagnostics"], ["Model"], ["Text"]],
        ["Sdk"] = [["DependencyInjection"], ["Hosts", "Tasks"], ["Events"], ["Rpc"], ["Transports"], ["Framing"], ["Wire", "Errors", "Descriptors"], ["Values"]],
        ["Sdk.Server"] =
        [
            ["Hosting"], ["Listening"], ["Bindings"], ["Sessions"], ["Identities"], ["Bridge"], ["Drivers/Test"], ["Drivers"], ["Discovery"], ["Tasks"],
            ["Events"], ["Dispatch"], ["Files"],
        ],
    };

    public static TheoryData<string> Projects => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_lower_folder_never_uses_an_upper_one(string project)
    {
        var sources = new ProjectSources(project);
        var level = new Dictionary<string, int>();
        for (var i = 0; i < Layers[project].Length; i++)
        {
            foreach (var folder in Layers[project][i])
                level[folder] = i;
        }

        Assert.Equal(level.Keys.Order(), sources.Folders().Where(folder => folder.Length > 0).Order());
        var uses = sources.Uses();
        Assert.NotEmpty(uses);
        var upward = uses.Where(use => use.Key.From.Length > 0 && use.Key.To.Length > 0 && level[use.Key.From] > level[use.Key.To])
            .Select(use => $"{use.Key.From} uses {use.Key.To} at {use.Value}");
        Assert.True(!upward.Any(), string.Join('\n', upward));
    }

    [Fact]
    public void A_binding_never_sees_a_driver()
    {
        Assert.Empty(new ProjectSources("Sdk.Server").Uses()
            .Where(use => use.Key.From.StartsWith("Bindings", StringComparison.Ordinal) && use.Key.To.StartsWith("Drivers", StringComparison.Ordinal))
            .Select(use => use.Value));
    }
}
