namespace Virtwire.Sdk.Server.Tasks;

/// <summary>What a table of tasks holds at most.</summary>
/// <param name="Running">How many run at once.</param>
/// <param name="Kept">How many are remembered after their end.</param>
/// <param name="Memory">For how long.</param>
internal sealed record TaskLimits(int Running, int Kept, TimeSpan Memory);
