using System.Text;
using System.Text.Json;
using Virtwire.Sdk.Cli.Daemons;
using Virtwire.Sdk.Cli.Discovery;
using Virtwire.Sdk.Cli.Output;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>
/// Waits for a task, and shows how far it is. The first Ctrl-C cancels the task, where it can be, and goes on waiting for how it ends; the
/// second leaves it alone.
/// </summary>
internal sealed class TaskFollower(DiscoveredMethod method, string id, IDaemon daemon, ToolConsole console)
{
    private readonly JsonElement _self = JsonElement.Parse($$$"""{"self":{"id":{{{Quoted(id)}}}}}""");

    /// <summary>The id of the task that a method has started; null where its answer names none.</summary>
    public static string? IdOf(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty("task", out var task) && task.ValueKind == JsonValueKind.Object
        && task.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    /// <summary>The result of the task.</summary>
    /// <exception cref="HostException">The task has failed, or was stopped.</exception>
    /// <exception cref="OperationCanceledException">The task was left alone.</exception>
    public async Task<JsonElement> WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = console.Interrupts.Take(Interrupt);
        console.Error.WriteLine(console.ErrorIsTerminal
            ? $"Task {id} of {method.Name}. {(method.TaskCancellable ? "Ctrl-C cancels it." : "It cannot be cancelled; Ctrl-C twice leaves it.")}"
            : $"Task {id} of {method.Name} is at work.");
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var progress = new ProgressLine(console);
        var shown = ShowAsync(progress, watching.Token);
        try
        {
            var info = await daemon.CallAsync("Task.wait", _self, cancellationToken);
            return Outcome(info);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Dispose();
            console.Error.WriteLine($"Task {id} goes on without you: virtwire task wait {id}");
            throw;
        }
        finally
        {
            await watching.CancelAsync();
            await shown;
        }
    }

    private static JsonElement Outcome(JsonElement info)
    {
        if (info.TryGetProperty("error", out var error))
            throw new HostException(WireValue.Read<ErrorPayload, ErrorPayload>(Encoding.UTF8.GetBytes(error.GetRawText()), WireMode.Lenient));
        return info.TryGetProperty("result", out var result) ? result : JsonElement.Parse("{}");
    }

    private void Interrupt()
    {
        if (!method.TaskCancellable)
        {
            console.Error.WriteLine($"{method.Name} cannot be cancelled. Ctrl-C once more leaves its task {id}, which goes on.");
            return;
        }

        console.Error.WriteLine($"Cancelling task {id}. Ctrl-C once more leaves it.");
        _ = CancelAsync();
    }

    private async Task CancelAsync()
    {
        try
        {
            await daemon.CallAsync("Task.cancel", _self, CancellationToken.None);
        }
        catch (HostException refused)
        {
            console.Error.WriteLine($"Task {id} is not cancelled: {TextTable.Printable(refused.Message)}");
        }
    }

    // What is shown on the way is nobody's reason to fail.
    private async Task ShowAsync(ProgressLine progress, CancellationToken cancellationToken)
    {
        if (!console.ErrorIsTerminal)
            return;
        try
        {
            var parameters = JsonElement.Parse($$$"""{"kinds":["Task.progressed"],"about":{"id":{{{Quoted(id)}}}}}""");
            await using var feed = await daemon.SubscribeAsync(parameters, cancellationToken);
            await foreach (var told in feed.ReadAllAsync(cancellationToken))
            {
                if (told.GetProperty("params").TryGetProperty("data", out var data) && data.TryGetProperty("progress", out var how))
                    progress.Show(how);
            }
        }
        catch (Exception failure) when (failure is HostException or OperationCanceledException)
        {
        }
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
