using Virtwire.Sdk.Rpc;

namespace Virtwire.Sdk.Events;

/// <summary>Where a subscription stands at the server.</summary>
/// <param name="Connection">The connection that it came over.</param>
/// <param name="Id">Its id, which says nothing on any other connection.</param>
internal sealed record EventSeat(RpcConnection Connection, string Id);
