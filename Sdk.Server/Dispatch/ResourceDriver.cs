using System.Diagnostics.CodeAnalysis;
using Virtwire.Sdk.Server.Dispatch;

namespace Virtwire.Sdk.Server;

/// <summary>
/// What a driver does for one resource. Never derived from directly: the generator emits a base class a resource
/// (<c>DomainDriver</c>) whose methods all answer "not supported by this driver", and a driver overrides those that it has.
/// </summary>
/// <remarks>
/// The support matrix is read off the overrides, which is why the public methods of every driver are kept when trimming.
/// One instance serves all sessions at once: it must be safe for calls from many threads.
/// </remarks>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)]
public abstract class ResourceDriver
{
    /// <summary>The methods and events of the resource. Emitted.</summary>
    public abstract ResourceTable Table { get; }

    /// <summary>
    /// Whether no method ever blocks its thread, so that calls run at once on the thread that received them.
    /// All others run on the server's bounded worker pool. A method may await in both cases.
    /// </summary>
    public virtual bool NonBlocking => false;

    /// <summary>What its calls must pass before they begin; null, as for nearly every driver, where nothing stands in their way.</summary>
    internal ICallGate? Gate { get; set; }

    /// <summary>What the emitted base class throws for a method that the driver does not override.</summary>
    protected static HostException NotSupported(MethodDescriptor method) => Refusals.NotSupportedByDriver(method);
}
