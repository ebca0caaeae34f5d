using System.Text.Json;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Tasks;

/// <summary>The exceptions of a task that ended without a result, or with one of another type.</summary>
internal static class TaskFailures
{
    /// <summary>The task's own error, by the types of its method's schema.</summary>
    public static HostException Of(BegunTask task, TaskInfo ended)
    {
        if (ended.Error is not { } error)
            return new MalformedAnswerException($"The task '{task.Id}' of {task.Method.Name} is {ended.State}, and has neither a result nor an error.", null);
        return task.Method.Errors.ToException(new ErrorPayload
        {
            Code = error.Code,
            Message = error.Message,
            Name = error.Data?.Name,
            Subject = error.Data?.Object,
            Hint = error.Data?.Hint,
            TraceId = error.Data?.TraceId,
            Details = error.Data?.Details,
        });
    }

    /// <summary>Reads what a task ended with, or tells of.</summary>
    /// <exception cref="MalformedAnswerException">It is not of that type.</exception>
    public static T Read<T>(
        BegunTask task, JsonElement value, string does, TaskResultReader<T> read, HostConnection connection, CallOptions options)
    {
        try
        {
            return read(connection, options, value);
        }
        catch (WireException broken)
        {
            var what = broken.MessageFor(broken.PathIn(JsonCodecBytes(value)));
            throw new MalformedAnswerException($"The task '{task.Id}' of {task.Method.Name} {does} with what is no {typeof(T).Name}: {what}", broken);
        }
    }

    private static byte[] JsonCodecBytes(JsonElement value) => WireValue.ToBytes<JsonElement, JsonCodec>(value);
}
