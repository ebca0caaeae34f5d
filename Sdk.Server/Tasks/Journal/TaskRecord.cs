using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Tasks.Journal;

/// <summary>A task as it is kept.</summary>
/// <param name="Number">Its place in the order in which tasks began.</param>
/// <param name="Driver">The URI of its driver.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Info">Where it stood.</param>
internal sealed record TaskRecord(long Number, string Driver, TaskOrigin Origin, TaskInfo Info)
{
    /// <summary>The task after the end of a server that had not ended it.</summary>
    internal TaskRecord Interrupted(DateTimeOffset now)
    {
        var outcome = TaskOutcome.Stopped(TaskState.Interrupted, Origin.Method, Origin.TraceId);
        return this with { Info = Info with { State = outcome.State, Ended = now, Error = outcome.Error } };
    }

    /// <summary>Writes it.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("task", Number);
        json.WriteString("driver", Driver);
        json.WriteString("access", Origin.Access.ToString());
        json.WriteBoolean("cancels", Origin.Cancels);
        if (Origin.TraceId is { } traceId)
            json.WriteString("traceId", traceId);
        json.WritePropertyName("info");
        json.WriteRawValue(WireValue.ToBytes<TaskInfo, TaskInfo>(Info), skipInputValidation: true);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    internal static TaskRecord Read(JsonElement json)
    {
        try
        {
            var info = WireValue.FromElement<TaskInfo, TaskInfo>(json.GetProperty("info"), WireMode.Lenient);
            var origin = new TaskOrigin(
                info.Method,
                Enum.Parse<MethodAccess>(json.GetProperty("access").GetString()!),
                json.GetProperty("cancels").GetBoolean(),
                info.Owner,
                json.TryGetProperty("traceId", out var traceId) ? traceId.GetString() : null);
            return new TaskRecord(json.GetProperty("task").GetInt64(), json.GetProperty("driver").GetString()!, origin, info);
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or ArgumentException or WireException)
        {
            throw new FormatException("is not a task's");
        }
    }
}
