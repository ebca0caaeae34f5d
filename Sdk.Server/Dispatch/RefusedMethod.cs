namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>A method that a session cannot call: it answers with the reason, whatever the parameters are.</summary>
internal sealed class RefusedMethod(MethodDescriptor descriptor, HostException reason) : ServerMethod(descriptor, "")
{
    internal override void Invoke(Invocation call, ResourceDriver? driver, ReadOnlySpan<byte> parameters) =>
        Answer.Refuse(call, reason.ToPayload());
}
