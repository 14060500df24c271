using System.Globalization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Operations;

/// <summary>What a checkpoint in the audit says, so that the chain still verifies once the entries before it are gone.</summary>
/// <param name="Removed">How many entries there were up to it, with those removed earlier.</param>
/// <param name="Hash">The hash of the last of them.</param>
public sealed record AuditCheckpoint(long Removed, byte[] Hash)
{
    public const string Action = "audit.checkpoint";

    public static AuditEntry Write(AuditCheckpoint checkpoint, long through, DateTime now) => new()
    {
        At = now,
        Action = Action,
        Subject = string.Create(CultureInfo.InvariantCulture, $"audit:{through}"),
        Through = through,
        Detail = string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Removed} entries, last hash {Convert.ToHexStringLower(checkpoint.Hash)}"),
        Source = "job",
    };

    public static AuditCheckpoint? Read(AuditEntry entry)
    {
        if (entry.Detail?.Split(" entries, last hash ") is not [var removed, var hash] || hash.Length != 64) return null;
        return long.TryParse(removed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && hash.All(char.IsAsciiHexDigitLower) ? new(count, Convert.FromHexString(hash)) : null;
    }
}
