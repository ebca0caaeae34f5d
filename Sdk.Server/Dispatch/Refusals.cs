using System.Diagnostics;
using System.Globalization;
using System.Text;
using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>The errors that the way of a call itself can answer, each with what, why, and what to do next.</summary>
internal static class Refusals
{
    private const int LongestNameShown = 200;

    /// <summary>The driver does not have the method.</summary>
    internal static HostException NotSupportedByDriver(MethodDescriptor method, string? driver = null) => new NotSupportedByDriverException(
        $"{method.Name} is not supported by {(driver is null ? "this driver" : $"the driver {driver}")}.",
        new NotSupportedByDriverDetails { Method = method.Name, Driver = driver });

    /// <summary>The method came later than the version that the session speaks.</summary>
    internal static HostException NewerThanSession(MethodDescriptor method, ApiVersion version) => new NotSupportedByPeerException(
        $"{method.Name} came with {method.Namespace} {method.Since}, and this session speaks {method.Namespace} {version}.",
        new NotSupportedByPeerDetails { Element = method.Name, Since = method.Since.ToString(), PeerVersion = version.ToString() });

    /// <summary>The method belongs to a feature that hello has not agreed on.</summary>
    internal static HostException FeatureNotAgreed(MethodDescriptor method, string feature) => new NotSupportedByPeerException(
        $"{method.Name} needs the feature {feature}, which this session has not agreed on: name it in the features of Rpc.hello.",
        new NotSupportedByPeerDetails { Element = method.Name, Since = method.Since.ToString() });

    /// <summary>The role does not allow the method.</summary>
    internal static HostException AccessDenied(string method, SessionRole role, SessionRole required) => new AccessDeniedException(
        role == SessionRole.None
            ? $"{method} needs the role {required.ToWire()}, and this connection's identity has none."
            : $"{method} needs the role {required.ToWire()}, and this session has the role {role.ToWire()}.",
        new AccessDeniedDetails
        {
            Method = method,
            Role = role == SessionRole.None ? null : role.ToWire(),
            Required = required.ToWire(),
        });

    /// <summary>No schema has the method.</summary>
    internal static ErrorPayload MethodNotFound(ReadOnlySpan<byte> method)
    {
        var name = Encoding.UTF8.GetString(method.Length > LongestNameShown ? method[..LongestNameShown] : method);
        return new MethodNotFoundException($"There is no method '{name}'. Rpc.discover lists what there is.").ToPayload();
    }

    /// <summary>The parameters are not what the schema says.</summary>
    internal static ErrorPayload InvalidParams(WireException fault, ReadOnlySpan<byte> parameters) =>
        new InvalidParamsException(fault, parameters).ToPayload();

    /// <summary>A limit would be passed.</summary>
    /// <param name="limit">Its name: <c>inFlight</c>.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <param name="message">What was too much, and what to do.</param>
    internal static ErrorPayload LimitExceeded(string limit, long maximum, string message) =>
        new LimitExceededException(message, new LimitExceededDetails { Limit = limit, Maximum = maximum }).ToPayload();

    /// <summary>The connection has as many calls under way as it may.</summary>
    internal static ErrorPayload TooManyCalls(int maximum) => LimitExceeded(
        "inFlight", maximum, string.Create(CultureInfo.InvariantCulture, $"This connection has {maximum} calls under way, which is the most. Wait for an answer."));

    /// <summary>The identity calls more often than it may.</summary>
    internal static ErrorPayload TooFast(int maximum) => LimitExceeded(
        "callsPerSecond", maximum, string.Create(CultureInfo.InvariantCulture, $"This identity may make {maximum} calls in a second, and has made them. Call again in a moment."));

    /// <summary>Too many calls wait for a worker.</summary>
    internal static ErrorPayload WorkersBusy(int maximum) => LimitExceeded(
        "waitingCalls", maximum, string.Create(CultureInfo.InvariantCulture, $"The server has {maximum} calls waiting to be run, which is the most. Call again in a moment."));

    /// <summary>The server is about to stop.</summary>
    internal static ErrorPayload ShuttingDown() => new ShuttingDownException("The server is about to stop and takes no new calls.").ToPayload();

    /// <summary>The call was told to stop, and did.</summary>
    internal static ErrorPayload Stopped(Invocation call, StopReason reason)
    {
        var name = call.Method?.Name ?? "The call";
        HostException exception = reason == StopReason.DeadlineExceeded
            ? new DeadlineExceededException($"{name} was not done before its deadline. Whether it had an effect is not known.")
            : new CancelledException($"{name} was cancelled. Whether it had an effect is not known.");
        return exception.ToPayload();
    }

    /// <summary>Something went wrong that is none of the caller's business; the log has it under the trace id.</summary>
    internal static ErrorPayload Internal(string traceId) =>
        new InternalErrorException("The server failed to carry out the call. Its log has the reason under the trace id.").ToPayload(traceId);

    /// <summary>A trace id for what came without one.</summary>
    internal static string NewTraceId() => ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>The trace id within the trace context that the caller sent; null for none.</summary>
    internal static string? TraceIdOf(Invocation call) =>
        call.TraceParent is { Length: > 35 } parent && parent[2] == '-' && parent[35] == '-' ? parent[3..35] : null;
}
