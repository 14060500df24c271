using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>
/// Takes answers back by their receipt code. From then on no file and no reading of rows holds them; the published figures follow by the rules for
/// editions, because figures that changed at once would tell what this one person answered. Again changes nothing.
/// </summary>
public sealed class WithdrawResponse(AppDb db, WriteGate gate, Audit audit, TimeProvider clock)
{
    /// <summary>What somebody sees before they decide.</summary>
    public sealed record Found(string Team, int SmallestGroup, DateTime SentOn, bool IsWithdrawn);

    public async Task<Found> FindAsync(string code)
    {
        var hash = Secrets.HashCode(code);
        return await Sent(hash).Select(r => new Found(r.Round!.Team!.Name, r.Round.K, r.CompletedOn!.Value, r.WithdrawnOn != null)).SingleOrDefaultAsync() ?? throw Unknown();
    }

    public Task RunAsync(string code) => gate.RunAsync(db, async () =>
    {
        var response = await Sent(Secrets.HashCode(code)).Include(r => r.Round).SingleOrDefaultAsync() ?? throw Unknown();
        if (!response.Withdraw(clock.GetUtcNow().UtcDateTime)) return;
        audit.CountByParticipant("response.withdrawn", $"round:{response.RoundId}", response.Round!.TeamId);
        await db.SaveChangesAsync();
        await db.Comments.Where(c => c.ResponseId == response.Id).ExecuteDeleteAsync();
        await db.LookAgainAsync(response.RoundId);
    });

    private IQueryable<Response> Sent(byte[] hash) => db.Responses.Where(r => r.ReceiptHash == hash && r.CompletedOn != null);

    private static InvalidInput Unknown() => new("Code", "Check the code. It has 24 letters and numbers, and stood on the last page when you sent your answers.");
}
