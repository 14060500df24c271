using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Limits;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>
/// The lock-out of the short codes, apart from every other limit: wrong codes by network, and of all networks together. Slips in typing are told by
/// the code itself and do not count, so what counts is guessing. Counted in the database, so for all nodes and over restarts; forgotten by time. Links go on working.
/// </summary>
public sealed class CodeTries(AppDb db, WriteGate gate, TimeProvider clock)
{
    /// <summary>Wrong codes from one network before it has to wait.</summary>
    public const int MostOfNetwork = 10;

    /// <summary>Wrong codes of everybody: forty bits, tried 300 times an hour among 10,000 live codes, are hit once in about 400 years.</summary>
    public const int MostOfAll = 300;

    public static readonly TimeSpan NetworkPause = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private const string Purpose = "code-wrong";

    private static readonly string Everybody = Counters.Mark(Purpose, "*");

    public async Task<bool> IsLockedAsync(string network)
    {
        var (mark, now) = (Counters.Mark(Purpose, network), clock.GetUtcNow().ToUnixTimeSeconds());
        var counts = await db.LimitCounts.Where(c => c.Purpose == Purpose && (c.Who == mark || c.Who == Everybody)).ToListAsync();
        return counts.Where(c => c.Who == mark && c.Slot > now - (long)NetworkPause.TotalSeconds).Sum(c => c.Count) >= MostOfNetwork
            || counts.Where(c => c.Who == Everybody && c.Slot > now - (long)Pause.TotalSeconds).Sum(c => c.Count) >= MostOfAll;
    }

    public Task FailedAsync(string network) => gate.RunAsync(db, async () =>
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        await db.LimitCounts.Where(c => c.Purpose == Purpose && c.Slot <= now - (long)Pause.TotalSeconds).ExecuteDeleteAsync();
        await AddAsync(Counters.Mark(Purpose, network), now, NetworkPause);
        await AddAsync(Everybody, now, Pause);
    });

    // A window begins with its first wrong code and ends by time, so that guessing on cannot lock others out for ever.
    private async Task AddAsync(string who, long now, TimeSpan window)
    {
        var begun = await db.LimitCounts.Where(c => c.Purpose == Purpose && c.Who == who && c.Slot > now - (long)window.TotalSeconds).Select(c => (long?)c.Slot).MaxAsync();
        await db.AddToCountsAsync([new LimitCount { Purpose = Purpose, Who = who, Slot = begun ?? now, Count = 1 }]);
    }
}
