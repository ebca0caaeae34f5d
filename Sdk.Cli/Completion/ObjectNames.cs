using System.Buffers;
using System.Text.Json;
using Virtwire.Sdk.Cli.Commands;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;

namespace Virtwire.Sdk.Cli.Completion;

/// <summary>Finds the names of objects by the lists of their resources.</summary>
/// <param name="api">The methods of the daemon.</param>
/// <param name="daemon">The daemon; null where none answers, and so nothing is found.</param>
internal sealed class ObjectNames(DiscoveredApi api, IDaemon? daemon)
{
    // More than anybody would look through.
    private const int Most = 500;

    /// <summary>The methods of the daemon.</summary>
    public DiscoveredApi Api => api;

    /// <summary>The keys that begin as a word does. Parents come first, with a slash, where the objects are listed by parent.</summary>
    public async Task<IReadOnlyList<Candidate>> FindAsync(ValueShape shape, string current, CancellationToken cancellationToken)
    {
        try
        {
            return daemon is null ? [] : await ListAsync(shape, current, cancellationToken);
        }
        catch (Exception failure) when (failure is HostException or UsageException or OperationCanceledException)
        {
            // Nobody asked for an error while typing.
            return [];
        }
    }

    private async Task<IReadOnlyList<Candidate>> ListAsync(ValueShape shape, string current, CancellationToken cancellationToken)
    {
        if (shape.Resource is null || api.Find(shape.Resource + ".list") is not { Paged: true } list)
            return [];
        var parent = shape.KeySets.Where(set => set.Count > 1).Select(set => set[0]).FirstOrDefault(f => f.Shape.Kind == ValueKind.Handle);
        if (parent is null || list.Parameters.All(p => p.Name != parent.Name))
            return list.Parameters.Any(p => p.Required) ? [] : await KeysAsync(list, null, null, current, cancellationToken);
        var slash = current.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
            return await KeysAsync(list, parent, current[..slash], current, cancellationToken);
        var parents = await FindAsync(parent.Shape, current, cancellationToken);
        return [.. parents.Select(p => p with { Text = p.Text + "/" })];
    }

    private async Task<IReadOnlyList<Candidate>> KeysAsync(
        DiscoveredMethod list, KeyField? parent, string? parentKey, string current, CancellationToken cancellationToken)
    {
        var page = await daemon!.CallAsync(list.Name, Request(list, parent, parentKey), cancellationToken);
        var keys = page.GetProperty("items").EnumerateArray().Select(HandleText.Of);
        if (parentKey is not null)
            keys = keys.Select(key => $"{parentKey}/{key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]}");
        return [.. keys.Where(key => key.StartsWith(current, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(key => new Candidate(key))];
    }

    private static JsonElement Request(DiscoveredMethod list, KeyField? parent, string? parentKey)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (list.Parameters.Any(p => p.Name == "limit"))
                writer.WriteNumber("limit", Most);
            if (parent is not null)
            {
                writer.WritePropertyName(parent.Name);
                KeyText.Write(writer, parent.Name, parent.Shape, parentKey!);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
