using System.Text.Json;

namespace Virtwire.Sdk.Server.Dispatch;

/// <summary>Stands before the methods of a driver.</summary>
internal interface ICallGate
{
    /// <summary>Whether calls of a method must pass it. Asked once, when the driver is made.</summary>
    bool Guards(MethodDescriptor method);

    /// <summary>Lets a call pass: at once, later, never, or refuses it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">The parameters, the receiver among them.</param>
    /// <param name="cancellationToken">Asks the call to stop.</param>
    /// <exception cref="HostException">The call is refused.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled meanwhile.</exception>
    ValueTask PassAsync(MethodDescriptor method, JsonElement parameters, CancellationToken cancellationToken);
}
