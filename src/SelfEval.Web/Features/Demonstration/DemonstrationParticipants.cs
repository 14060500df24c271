using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Answering;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>Somebody who will answer: by which link, on which day of the round, and whether to the end.</summary>
public sealed record DemonstrationParticipant(string Secret, DemonstrationTeam Team, int Round, string Person, int Day, bool LeavesHalfWay);

/// <summary>Answers as a participant's browser would: opens the link, saves page by page, checks and sends.</summary>
public sealed class DemonstrationParticipants(AppDb db, IServiceScopeFactory scopes, Sealing sealing)
{
    private const double LeavingHalfWay = 0.04;

    /// <summary>Who of those invited answers, and when. Which people these are depends on the seed alone.</summary>
    public async Task<IReadOnlyList<DemonstrationParticipant>> InvitedAsync(int seed, DemonstrationTeam team, int round, int roundId, int days)
    {
        var invitations = await db.Invitations.Where(i => i.RoundId == roundId).OrderBy(i => i.Id)
            .Select(i => new { i.SealedToken, i.Person!.Contact!.Email }).ToListAsync();
        var random = Seeded.Random(seed, $"{team.Mark}/round {round}");
        var answering = invitations.Select(i => (Invitation: i, Draw: random.NextDouble())).OrderBy(i => i.Draw)
            .Take((int)Math.Round(invitations.Count * team.Answering[round])).ToList();
        return [.. answering.Select(i => Participant(sealing.Links.Unprotect(i.Invitation.SealedToken!), team, round, i.Invitation.Email!, days, random))];
    }

    /// <summary>Everybody who comes by an open link.</summary>
    public async Task<IReadOnlyList<DemonstrationParticipant>> PassersByAsync(int seed, DemonstrationTeam team, int round, int roundId, int days, int count)
    {
        var secret = sealing.Links.Unprotect((await db.Rounds.Where(r => r.Id == roundId).Select(r => r.SealedOpenLink).SingleAsync())!);
        var random = Seeded.Random(seed, $"{team.Mark}/round {round}");
        return [.. Enumerable.Range(1, count)
            .Select(i => Participant(secret, team, round, i.ToString(CultureInfo.InvariantCulture) + "/" + round, days, random))];
    }

    public async Task AnswerAsync(int seed, DemonstrationParticipant participant)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (session, _) = await services.GetRequiredService<StartResponse>().RunAsync(participant.Secret, "en", oneAtATime: false);
        var opened = await services.GetRequiredService<OpenResponse>().RunAsync(session);
        var form = opened.Form;
        var answers = new AnswerMaker(seed, participant.Team, participant.Round, participant.Person).Make(form.Document);
        var save = services.GetRequiredService<SaveAnswers>();
        var version = opened.Response.Version;
        foreach (var page in form.SectionPages)
        {
            if (participant.LeavesHalfWay && page.Number > (form.SectionPages.Count + 1) / 2) return;
            var posted = page.Items.Select(i => i.Code).Where(code => answers.Codes(code).Count > 0)
                .ToDictionary(code => code, code => new StringValues([.. answers.Codes(code)]));
            // A number's field and the box beside it for "not sure" are two fields.
            foreach (var item in page.Items.Where(i => i.Responses is not null && !i.IsChoice))
                if (answers.Text(item.Code) is { } code && item.Responses!.Find(code) is not null && posted.Remove(item.Code, out var none))
                    posted[item.Code + QuestionField.NoneJoint] = none;
            var result = await save.RunAsync(session, page.Number, new FormCollection(posted), SaveAnswers.Fingerprint(page, AnswerSheet.Empty));
            if (result.Outcome != SaveOutcome.Saved)
                throw new InvalidOperationException($"A generated page was not saved: {result.Outcome} {string.Join(", ", result.Posted.Errors.Select(e => $"{e.Key}: {e.Value}"))}");
            version = result.Opened.Response.Version;
        }

        if (await services.GetRequiredService<SubmitResponse>().RunAsync(session, version) != SubmitOutcome.Sent)
            throw new InvalidOperationException("A generated response was not sent.");
    }

    private static DemonstrationParticipant Participant(string secret, DemonstrationTeam team, int round, string person, int days, Random random)
    {
        // Most answer soon after they are asked.
        var day = (int)(days * Math.Pow(random.NextDouble(), 2));
        return new(secret, team, round, person, day, random.NextDouble() < LeavingHalfWay);
    }
}
