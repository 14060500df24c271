using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>
/// Carries out the erasures that two people agreed on, a day after they did, so that somebody can stop it: answers first, in turns; then all the rest at once. A crash in between is made good by the next tick, because the
/// programme is still there. The audit keeps what was done, by numbers.
/// </summary>
public sealed class EraseProgramme(AppDb db, WriteGate gate, TellOfRequest tell, Audit audit, TimeProvider clock) : TickStep
{
    private const int InOneTurn = 200;

    public override int Order => 920;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var agreed = clock.GetUtcNow().UtcDateTime - DecideForTwo.Usable;
        var due = await db.TwoPersonRequests.Where(r => r.Kind == TwoPersonKind.EraseProgramme && r.IsConfirmed && r.DecidedAt <= agreed && db.Programmes.Any(p => p.Id == r.ProgrammeId))
            .Select(r => r.ProgrammeId).Distinct().ToListAsync(cancellationToken);
        foreach (var programme in due) await EraseAsync(programme, cancellationToken);
    }

    private async Task EraseAsync(int programmeId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var some = await db.Responses.Where(r => r.Round!.Team!.ProgrammeId == programmeId).OrderBy(r => r.Id).Select(r => r.Id).Take(InOneTurn).ToListAsync(cancellationToken);
            if (some.Count == 0) break;
            await gate.RunAsync(db, () => db.Responses.Where(r => some.Contains(r.Id)).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        }

        await gate.RunAsync(db, () => RemoveAsync(programmeId), cancellationToken);
    }

    /// <summary>From what hangs on others to what others hang on.</summary>
    private async Task RemoveAsync(int programmeId)
    {
        var request = await db.TwoPersonRequests.Where(r => r.Kind == TwoPersonKind.EraseProgramme && r.ProgrammeId == programmeId && r.IsConfirmed).OrderByDescending(r => r.Id).FirstAsync();
        // While there are leads to tell, and the programme has its name.
        await tell.RunAsync(request, TellOfRequest.Done);
        await db.SaveChangesAsync();
        var teams = db.Teams.Where(t => t.ProgrammeId == programmeId).Select(t => t.Id);
        var rounds = db.Rounds.Where(r => teams.Contains(r.TeamId)).Select(r => r.Id);
        var plans = db.Plans.Where(p => teams.Contains(p.TeamId)).Select(p => p.Id);
        var people = db.People.Where(p => teams.Contains(p.TeamId)).Select(p => p.Id);
        // Those that came in between.
        await db.Responses.Where(r => rounds.Contains(r.RoundId)).ExecuteDeleteAsync();
        await db.Comments.Where(c => rounds.Contains(c.RoundId)).ExecuteDeleteAsync();
        await db.CommentCodings.Where(c => db.Codebooks.Any(b => b.Id == c.CodebookId && teams.Contains(b.TeamId))).ExecuteDeleteAsync();
        await db.Codebooks.Where(b => teams.Contains(b.TeamId)).ExecuteDeleteAsync();
        await db.Comparisons.Where(c => rounds.Contains(c.FromRoundId) || rounds.Contains(c.ToRoundId)).ExecuteDeleteAsync();
        var editions = await db.Editions.Where(e => rounds.Contains(e.RoundId)).ExecuteDeleteAsync();
        await db.Letters.Where(l => (l.RoundId != null && rounds.Contains(l.RoundId.Value)) || db.Invitations.Any(i => i.Id == l.InvitationId && rounds.Contains(i.RoundId))).ExecuteDeleteAsync();
        await db.Alarms.Where(a => rounds.Contains(a.RoundId)).ExecuteDeleteAsync();
        await db.MessageTexts.Where(t => (t.RoundId != null && rounds.Contains(t.RoundId.Value)) || (t.PlanId != null && plans.Contains(t.PlanId.Value))).ExecuteDeleteAsync();
        await db.PeopleImports.Where(i => (i.RoundId != null && rounds.Contains(i.RoundId.Value)) || (i.PlanId != null && plans.Contains(i.PlanId.Value))).ExecuteDeleteAsync();
        await db.Invitations.Where(i => rounds.Contains(i.RoundId)).ExecuteDeleteAsync();
        await db.PlanPeople.Where(p => plans.Contains(p.PlanId)).ExecuteDeleteAsync();
        await db.PlanChanges.Where(c => plans.Contains(c.PlanId)).ExecuteDeleteAsync();
        var asked = await db.People.Where(p => people.Contains(p.Id)).ExecuteDeleteAsync();
        var erased = await db.Rounds.Where(r => teams.Contains(r.TeamId)).ExecuteDeleteAsync();
        await db.Plans.Where(p => teams.Contains(p.TeamId)).ExecuteDeleteAsync();
        await db.QuestionnaireVersions.Where(v => teams.Contains(v.Questionnaire!.TeamId)).ExecuteDeleteAsync();
        await db.Questionnaires.Where(q => teams.Contains(q.TeamId)).ExecuteDeleteAsync();
        await db.TestsOfChange.Where(t => teams.Contains(t.TeamId)).ExecuteDeleteAsync();
        await db.Sites.Where(s => teams.Contains(s.TeamId)).ExecuteDeleteAsync();
        await db.DoNotContacts.Where(d => d.ProgrammeId == programmeId).ExecuteDeleteAsync();
        await db.PrivacyNotices.Where(n => n.ProgrammeId == programmeId).ExecuteDeleteAsync();
        await db.AccountInvites.Where(i => i.ProgrammeId == programmeId).ExecuteDeleteAsync();
        await db.ApiKeys.Where(k => k.ProgrammeId == programmeId || (k.TeamId != null && teams.Contains(k.TeamId.Value))).ExecuteDeleteAsync();
        await db.Memberships.Where(m => m.ProgrammeId == programmeId).ExecuteDeleteAsync();
        var count = await db.Teams.Where(t => t.ProgrammeId == programmeId).ExecuteDeleteAsync();
        await db.Programmes.Where(p => p.Id == programmeId).ExecuteDeleteAsync();
        audit.Add("programme.erased", $"programme:{programmeId}", programmeId, null, $"{count} teams, {erased} rounds, {editions} editions, {asked} people");
    }
}
