using System.Text;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>A row of a view's method table: what a call of that name runs. A refused method is one that answers with the reason.</summary>
/// <param name="Name">The name on the wire, UTF-8.</param>
/// <param name="Method">What is run.</param>
/// <param name="Driver">The driver that is called; null where the entry refuses.</param>
internal sealed record MethodEntry(ReadOnlyMemory<byte> Name, ServerMethod Method, ResourceDriver? Driver)
{
    private const string Hello = "Rpc.hello";
    private const string Subscribe = "Events.subscribe";

    /// <summary>Whether it is the call that decides what the session is, which no other call may have preceded.</summary>
    internal bool OpensSession { get; } = Method.Descriptor.Name == Hello;

    /// <summary>Whether it runs, and is answered, while nobody publishes an event.</summary>
    internal bool AnswersBetweenEvents { get; } = Method.Descriptor.Name == Subscribe;

    /// <summary>Whether its calls are told to the audit log: those that do more than read, whoever may make them.</summary>
    internal bool IsAudited { get; } = Method.Descriptor.Access != MethodAccess.Read;

    /// <summary>An entry that calls a driver.</summary>
    internal static MethodEntry Calls(string name, ServerMethod method, ResourceDriver driver) => new(Encoding.UTF8.GetBytes(name), method, driver);

    /// <summary>An entry that refuses.</summary>
    internal static MethodEntry Refuses(MethodDescriptor method, HostException reason) =>
        new(Encoding.UTF8.GetBytes(method.Name), new RefusedMethod(method, reason), null);
}
