namespace Virtwire.Sdk.Server.Drivers.Test.Objects;

/// <summary>Brings back what an earlier server has kept.</summary>
internal static class ObjectRevival
{
    extension(IObjectKeeper keeper)
    {
        /// <summary>Brings back all objects of a kind, in the order of their keys.</summary>
        /// <param name="kind">The kind.</param>
        /// <param name="revive">Makes an object of what was kept of it.</param>
        /// <param name="keyOf">The key of an object.</param>
        /// <param name="add">Adds an object to the others; fails where it has a name that another one has.</param>
        /// <exception cref="IOException">One cannot be brought back; the message says which, and where it is kept.</exception>
        public void Revive<T>(string kind, Func<KeptObject, T> revive, Func<T, string> keyOf, Action<T> add)
        {
            foreach (var (key, kept) in keeper.Load(kind).OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                try
                {
                    var item = revive(kept);
                    if (keyOf(item) != key)
                        throw new FormatException($"it is of the object '{keyOf(item)}'");
                    add(item);
                }
                catch (Exception wrong) when (wrong is not IOException)
                {
                    // Of whatever kind: a document that is no XML, a mark that is no JSON, a name that is taken.
                    throw keeper.Unreadable(kind, key, $"cannot be brought back: {wrong.Message.TrimEnd('.')}");
                }
            }
        }
    }
}
