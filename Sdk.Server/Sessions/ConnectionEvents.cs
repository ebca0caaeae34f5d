using Virtwire.Sdk.Wire;

namespace Virtwire.Sdk.Server.Sessions;

/// <summary>Tells of connections, to those who may know of them, whichever driver their session is open on.</summary>
internal static class ConnectionEvents
{
    /// <summary>A connection has shown which protocol it speaks.</summary>
    internal static void Opened(ServerCore core, ISessionConnection connection)
    {
        var peer = connection.Session.Peer;
        Publish(core, CoreApi.Admin.ConnectionOpened, new AdminConnectionOpenedData
        {
            Id = connection.Session.Number,
            Identity = peer.Name,
            Transport = peer.Transport,
            Address = peer.EndPoint,
            Protocol = connection.Protocol,
        });
    }

    /// <summary>A connection has ended.</summary>
    internal static void Closed(ServerCore core, ISessionConnection connection, string reason) => Publish(
        core,
        CoreApi.Admin.ConnectionClosed,
        new AdminConnectionClosedData { Id = connection.Session.Number, Identity = connection.Session.Peer.Name, Reason = reason });

    private static void Publish<TData>(ServerCore core, EventDescriptor<NoHandle, TData> descriptor, TData data)
        where TData : IWireStruct<TData>
    {
        foreach (var driver in core.Registry.Drivers)
            driver.Events.PublishForSome(descriptor, default, data);
    }
}
