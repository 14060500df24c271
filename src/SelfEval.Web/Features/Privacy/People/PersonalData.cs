using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>All that is held about one person and can be found as theirs, in words.</summary>
public sealed record HeldData(string Team, string Programme, IReadOnlyDictionary<string, string?> Contact, IReadOnlyDictionary<string, string?> AboutYou, IReadOnlyList<HeldRound> Rounds);

public sealed record HeldRound(string Name, IReadOnlyDictionary<string, string?> Facts, string? Notice, IReadOnlyList<HeldAnswer> Answers, IReadOnlyList<HeldScore> Scores);

public sealed record HeldAnswer(string Question, string Answer);

public sealed record HeldScore(string Scale, double? Value, string Rule);

/// <summary>Gathers it. For the person's own file only: no page of staff reads this.</summary>
public sealed class PersonalData(AppDb db, Documents documents)
{
    public async Task<HeldData> ReadAsync(int personId)
    {
        var person = await db.People.AsNoTracking().Include(p => p.Contact).SingleAsync(p => p.Id == personId);
        var contact = person.Contact ?? throw PrivacyProblems.NotLinkable();
        var team = await db.Teams.AsNoTracking().Include(t => t.Programme).SingleAsync(t => t.Id == person.TeamId);
        var rounds = new List<HeldRound>();
        foreach (var invitation in await db.Invitations.AsNoTracking().Include(i => i.Round).Where(i => i.PersonId == personId).OrderBy(i => i.RoundId).ToListAsync()) rounds.Add(await OfAsync(invitation));
        return new HeldData(team.Name, team.Programme!.Name,
            new Dictionary<string, string?> { ["Name"] = contact.Name, ["Email address"] = contact.Email, ["Telephone number"] = contact.Phone, ["Postal address"] = contact.Postal },
            new Dictionary<string, string?>
            {
                ["Language"] = person.Language,
                ["Asked as"] = person.Audience.ToString(),
                ["Added"] = LocalTime.Date(person.AddedAt),
                ["Site"] = await db.Sites.Where(s => s.Id == person.SiteId).Select(s => s.Name).SingleOrDefaultAsync(),
                ["Not to be written to since"] = person.DoNotContactAt is { } stopped ? LocalTime.Date(stopped) : null,
                ["Random name in place of yours beside your answers"] = person.Pseudonym,
            }, rounds);
    }

    private async Task<HeldRound> OfAsync(Invitation invitation)
    {
        var round = invitation.Round!;
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"i{invitation.Id}");
        var response = await db.Responses.AsNoTracking().SingleOrDefaultAsync(r => r.RoundId == round.Id && r.RespondentKey == key);
        var facts = new Dictionary<string, string?>
        {
            ["Invited"] = LocalTime.Date(invitation.CreatedAt),
            ["Written to"] = Day(invitation.SentAt),
            ["Came back as undeliverable"] = Day(invitation.BouncedAt),
            ["Said that you do not want to take part"] = Day(invitation.DeclinedOn),
            ["Begun"] = Day(response?.StartedOn),
            ["Sent"] = Day(response?.CompletedOn),
            ["Taken back"] = Day(response?.WithdrawnOn),
        };
        if (response is null) return new HeldRound(round.Name, facts, null, [], []);
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId);
        var answers = AnswerSheet.Read(response.Answers);
        var scores = await db.Scores.AsNoTracking().Where(s => s.ResponseId == response.Id).OrderBy(s => s.ScaleKey).ToListAsync();
        return new HeldRound(round.Name, facts,
            await db.PrivacyNotices.Where(n => n.Id == response.NoticeId).Select(n => n.Text).SingleOrDefaultAsync(),
            [.. document.Items.Where(i => answers.Codes(i.Code).Count > 0).Select(i => new HeldAnswer(i.Text.In(response.Language), AnswerWords.Of(i, answers, response.Language) ?? ""))],
            scores.ConvertAll(s => new HeldScore(s.ScaleKey, s.Value, s.Rule)));
    }

    private static string? Day(DateTime? at) => at is { } day ? LocalTime.Date(day) : null;
}
