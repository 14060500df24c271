using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>Before letters are printed: gives a code to whoever has none yet (they were written to in another way, or a plan made them), and writes down that links leave the house.</summary>
public sealed class PreparePostLetters(AppDb db, WriteGate gate, Scope scope, Sealing sealing, InstallationKey key, Audit audit, TimeProvider clock)
{
    private const int PeopleInOneTurn = 50;

    /// <returns>The last invitation of the batch, and how many letters it has.</returns>
    public async Task<(int UpTo, int Count)> RunAsync(int roundId, string what)
    {
        await ToPost.RoundAsync(scope, roundId, clock.GetUtcNow().UtcDateTime);
        var without = await ToPost.Of(db, roundId).Where(i => i.CodeHash == null || i.SealedCode == null).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync();
        foreach (var some in without.Chunk(PeopleInOneTurn))
        {
            var codes = some.ToDictionary(id => id, _ => PostCode.New());
            var packed = codes.ToDictionary(c => c.Key, c => sealing.Links.Protect(c.Value));
            await gate.RunAsync(db, async () =>
            {
                var codeKey = await key.GetAsync(clock.GetUtcNow().UtcDateTime);
                foreach (var invitation in await db.Invitations.Where(i => some.Contains(i.Id) && (i.CodeHash == null || i.SealedCode == null)).ToListAsync())
                    (invitation.CodeHash, invitation.SealedCode) = (PostCode.Hash(codeKey, codes[invitation.Id]), packed[invitation.Id]);
                await db.SaveChangesAsync();
            });
        }

        return await gate.RunAsync(db, async () =>
        {
            var round = await ToPost.RoundAsync(scope, roundId, clock.GetUtcNow().UtcDateTime);
            var ids = await ToPost.Of(db, roundId).Select(i => i.Id).ToListAsync();
            if (ids.Count == 0) throw InvitationsProblems.NothingToPost();
            audit.Add("letters.printed", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"{ids.Count} letters, {what}");
            await db.SaveChangesAsync();
            return (ids.Max(), ids.Count);
        });
    }
}
