using Virtwire.Sdk.Server.Drivers.Test.Definitions;

namespace Virtwire.Sdk.Server.Drivers.Test.Jobs;

/// <summary>Which images of a disk are written into which.</summary>
/// <param name="Above">The image that rests on the merged ones and will rest on the base; null where the disk itself will write to the base.</param>
/// <param name="Merged">The images that are no longer needed afterwards, the uppermost first.</param>
/// <param name="Base">The image that takes them in.</param>
internal sealed record CommitPlan(string? Above, IReadOnlyList<string> Merged, string Base)
{
    /// <summary>The plan of a call.</summary>
    /// <exception cref="InvalidArgumentException">The disk does not have the images, or not in that order.</exception>
    public static CommitPlan Of(LayeredDisk disk, DomainBlockCommitRequest request)
    {
        var images = disk.Images.ToList();
        if (images.Count < 2)
            throw JobRefusals.InvalidArgument("disk", $"The image '{disk.Source}' of disk {disk.Target} rests on no other, into which it could be written.");
        var top = request.TopImage is { } wantedTop ? images.IndexOf(wantedTop) : 0;
        if (top < 0 || top == images.Count - 1)
            throw JobRefusals.InvalidArgument("topImage", $"'{request.TopImage}' is no image of disk {disk.Target} that rests on another.");
        if (top == 0 != (request.Active == true))
        {
            throw JobRefusals.InvalidArgument("active", top == 0
                ? $"'{disk.Source}' is the image that the guest writes to: say active."
                : $"'{request.TopImage}' is not the image that the guest writes to: leave active out.");
        }

        var bottom = request.BaseImage is { } wantedBase ? images.IndexOf(wantedBase) : images.Count - 1;
        if (bottom <= top)
            throw JobRefusals.InvalidArgument("baseImage", $"'{request.BaseImage}' is none of the images below '{images[top]}'.");
        if (top > 0 && request.Pivot == true)
            throw JobRefusals.InvalidArgument("pivot", "Only the image that the guest writes to can be left for another.");
        return new CommitPlan(top == 0 ? null : images[top - 1], images[top..bottom], images[bottom]);
    }
}
