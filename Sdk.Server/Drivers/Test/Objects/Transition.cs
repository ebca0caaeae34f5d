using System.Collections.Immutable;

namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>Tells something that has happened to an object.</summary>
internal delegate void Happening(IEventSink events);

/// <summary>What a call makes of an object.</summary>
/// <param name="Object">The object afterwards; null when there is none any more.</param>
/// <param name="Happenings">What is told about it, in order.</param>
internal readonly record struct Transition<T>(T? Object, ImmutableArray<Happening> Happenings)
    where T : class
{
    /// <summary>A transition with these happenings.</summary>
    public static Transition<T> To(T? now, params ImmutableArray<Happening> happenings) => new(now, happenings);
}
