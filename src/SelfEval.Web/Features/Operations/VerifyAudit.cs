using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Operations;

/// <summary>What the audit's chain says about itself.</summary>
/// <param name="Fault">What is wrong with the first entry that does not hold; null where all do.</param>
/// <param name="Entry">That entry.</param>
/// <param name="Checked">How many entries hold.</param>
/// <param name="Older">Entries from before there was a chain; nothing vouches for them.</param>
/// <param name="Removed">How many were removed behind a checkpoint because their time was over.</param>
/// <param name="LastId">Where the chain ends.</param>
/// <param name="LastHash">The hash there: written down elsewhere, it shows later whether the chain is still the same one.</param>
public sealed record AuditVerdict(string? Fault, long? Entry, long Checked, long Older, long Removed, long LastId, string LastHash)
{
    public bool Holds => Fault is null;
}

/// <summary>Goes along the chain from its beginning, or from the last checkpoint that something was removed behind, and names the first entry that does not hold.</summary>
public sealed class VerifyAudit(AppDb db)
{
    private const int Together = 2_000;

    public async Task<AuditVerdict> RunAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var first = await FirstAsync(cancellationToken);
            var verdict = await WalkAsync(cancellationToken);
            // A checkpoint's removal that went on meanwhile looks like a gap.
            if (verdict.Holds || first == await FirstAsync(cancellationToken)) return verdict;
        }
    }

    private Task<long?> FirstAsync(CancellationToken cancellationToken) =>
        db.AuditEntries.Where(e => e.Hash != null).MinAsync(e => (long?)e.Id, cancellationToken);

    private async Task<AuditVerdict> WalkAsync(CancellationToken cancellationToken)
    {
        var head = await db.AuditHeads.SingleOrDefaultAsync(cancellationToken) ?? new AuditHead { LastId = 0, Hash = AuditHead.NoHash };
        var first = await FirstAsync(cancellationToken);
        var older = await db.AuditEntries.CountAsync(e => first == null || e.Id < first, cancellationToken);
        var walk = new Walk(head, older);
        if (first is not { } start)
            return head.Hash.SequenceEqual(AuditHead.NoHash) ? walk.End(null, null) : walk.End("All entries of the chain are missing.", head.LastId);

        // Behind a removed beginning the chain goes on from what the checkpoint says.
        // A removal that was cut short leaves some entries that the checkpoint reaches over; they no longer count.
        var checkpoint = await db.AuditEntries.Where(e => e.Through >= start - 1).OrderByDescending(e => e.Through).FirstOrDefaultAsync(cancellationToken);
        walk.LastId = start - 1;
        if (checkpoint is not null && AuditCheckpoint.Read(checkpoint) is { } kept) (walk.Hash, walk.Removed, walk.LastId) = (kept.Hash, kept.Removed, checkpoint.Through!.Value);
        while (walk.LastId < head.LastId)
        {
            var some = await db.AuditEntries.Where(e => e.Id > walk.LastId && e.Id <= head.LastId).OrderBy(e => e.Id).Take(Together).ToListAsync(cancellationToken);
            if (some.Count == 0) return walk.End("It is missing, and so are all after it.", walk.LastId + 1);
            foreach (var entry in some)
                if (walk.Fault(entry) is { } fault) return fault;
        }

        return walk.Hash.SequenceEqual(head.Hash) ? walk.End(null, null) : walk.End("The chain ends with another hash than the one that was kept of its end.", head.LastId);
    }

    private sealed class Walk(AuditHead head, long older)
    {
        private long _checked;

        public long LastId { get; set; }

        public byte[] Hash { get; set; } = AuditHead.NoHash;

        public long Removed { get; set; }

        public AuditVerdict? Fault(AuditEntry entry)
        {
            if (entry.Id != LastId + 1) return End(string.Create(CultureInfo.InvariantCulture, $"It is missing: after entry {LastId} comes {entry.Id}."), LastId + 1);
            if (entry.Hash is null || !entry.HashAfter(Hash).SequenceEqual(entry.Hash))
                return End(_checked == 0 ? "It was changed, or entries before it were removed without a checkpoint." : "It was changed after it was written.", entry.Id);
            (LastId, Hash) = (entry.Id, entry.Hash);
            _checked++;
            return null;
        }

        public AuditVerdict End(string? fault, long? entry) => new(fault, entry, _checked, older, Removed, head.LastId, Convert.ToHexStringLower(head.Hash));
    }
}
