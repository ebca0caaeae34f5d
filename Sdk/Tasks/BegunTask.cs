using System.Text.Json;

namespace Virtwire.Sdk.Tasks;

/// <summary>A task, and what is known of where it comes from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">The method that began it.</param>
/// <param name="Subject">The handle of the object that it is about; null for none.</param>
internal sealed record BegunTask(string Id, MethodDescriptor Method, JsonElement? Subject);
