namespace Virtwire.Sdk;

/// <summary>
/// A value that may be absent, for fields that may also be <c>null</c>: absent, <c>null</c> and a value are three things.
/// The default is absent.
/// </summary>
/// <typeparam name="T">The type of the value, <c>null</c> included.</typeparam>
public readonly struct Optional<T> : IEquatable<Optional<T>>
{
    private readonly T _value;

    /// <summary>A value that is there, be it <c>null</c>.</summary>
    public Optional(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Whether there is a value. <c>null</c> is one.</summary>
    public bool HasValue { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: ask <see cref="HasValue"/> first.</exception>
    public T Value => HasValue ? _value : throw new InvalidOperationException("The optional value is absent. Ask HasValue first.");

    /// <summary>The value, or <paramref name="absent"/> where there is none.</summary>
    public T? ValueOr(T? absent = default) => HasValue ? _value : absent;

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) =>
        HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue ? HashCode.Combine(true, _value) : 0;

    /// <summary>The value's text, <c>null</c>, or <c>absent</c>.</summary>
    public override string ToString() => HasValue ? _value?.ToString() ?? "null" : "absent";

    /// <summary>Makes a value one that is there.</summary>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Whether both are absent, or both hold equal values.</summary>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Whether one is absent and the other is not, or their values differ.</summary>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);
}
