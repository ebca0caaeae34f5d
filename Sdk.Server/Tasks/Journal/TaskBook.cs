namespace Virtwire.Sdk.Server.Tasks.Journal;

/// <summary>The tasks of one driver in the journal.</summary>
/// <param name="journal">The journal.</param>
/// <param name="driver">The URI of the driver.</param>
internal sealed class TaskBook(TaskJournal journal, string driver)
{
    /// <summary>The tasks of earlier servers, in the order in which they began.</summary>
    internal IReadOnlyList<TaskRecord> Before => journal.TasksOf(driver);

    /// <summary>Ends when a task cannot be forgotten any more: before that its id may not be answered.</summary>
    /// <exception cref="StateNotKeptException">It cannot be written down.</exception>
    internal async Task BeganAsync(ServerTask task)
    {
        try
        {
            await journal.WriteAsync(task.Record(driver)).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw new StateNotKeptException(
                $"The task of {task.Origin.Method} was not started, as it could not be written to the state directory: {failure.Message}",
                new StateNotKeptDetails { Applied = false });
        }
    }

    /// <summary>Ends when it is kept how a task has ended, or cannot be. The end is told all the same: the work is done.</summary>
    internal async Task EndedAsync(ServerTask task)
    {
        try
        {
            await journal.WriteAsync(task.Record(driver)).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The journal has told the log, and goes on trying.
        }
    }

    /// <summary>Ends when a task that somebody has dismissed cannot come back.</summary>
    /// <exception cref="StateNotKeptException">It may.</exception>
    internal async Task DismissedAsync(ServerTask task)
    {
        if (await journal.ForgetAsync(task.Number).ConfigureAwait(false) is { } failure)
        {
            throw new StateNotKeptException(
                $"The task is dismissed, but that could not be written to the state directory ({failure.Message}): it comes back if the server ends before that succeeds.",
                new StateNotKeptDetails { Applied = true }).About(HostTaskRef.ById(task.Id));
        }
    }

    /// <summary>Forgets a task for which there is no room or no use. Nobody waits for it: a later server forgets it as well.</summary>
    internal void Forget(ServerTask task) => _ = journal.ForgetAsync(task.Number);
}
