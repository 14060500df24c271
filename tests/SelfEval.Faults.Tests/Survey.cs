using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Faults.Tests;

/// <summary>Two rounds that are open: one with an open link, one with personal links.</summary>
/// <param name="OpenLink">Its secret.</param>
/// <param name="Personal">Secrets of personal links, with the respondent key of each.</param>
/// <param name="Scales">How many scores a response has.</param>
internal sealed record Survey(string OpenLink, IReadOnlyList<(string Secret, string Key)> Personal, int Scales)
{
    private const string Zone = "Europe/London";

    public static Task<Survey> LayAsync(Place place, int people) => place.WithAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var sealing = services.GetRequiredService<Sealing>();
        var document = Document();
        var openLink = Secrets.NewLink();
        var secrets = Enumerable.Range(0, people).Select(_ => Secrets.NewLink()).ToList();
        var sealedLinks = secrets.Append(openLink).ToDictionary(s => s, s => sealing.Links.Protect(s));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return await services.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            var programme = new Programme { Name = "Faults", CreatedAt = now };
            db.Programmes.Add(programme);
            await db.SaveChangesAsync();
            var team = new Team { ProgrammeId = programme.Id, Name = "Fault team", CreatedAt = now };
            db.Teams.Add(team);
            await db.SaveChangesAsync();
            var questionnaire = new Questionnaire { TeamId = team.Id, Title = document.Title, Draft = "{}", CreatedAt = now, ChangedAt = now };
            db.Questionnaires.Add(questionnaire);
            await db.SaveChangesAsync();
            var version = new QuestionnaireVersion
            {
                QuestionnaireId = questionnaire.Id, Number = 1, Document = document.ToJson(), ContentHash = document.ContentHash,
                PublishedAt = now, PublishedById = 0,
            };
            db.QuestionnaireVersions.Add(version);
            await db.SaveChangesAsync();
            Round ARound(string name, IdentityMode mode, string? link) => new()
            {
                TeamId = team.Id, QuestionnaireVersionId = version.Id, Name = name, Audience = Audience.Patients, IdentityMode = mode, K = 5, Zone = Zone,
                OpensAt = now.AddHours(-1), ClosesAt = now.AddDays(1), OpensLocal = now.AddHours(-1), ClosesLocal = now.AddDays(1),
                OpenLinkHash = link is null ? null : Secrets.Hash(link), SealedOpenLink = link is null ? null : sealedLinks[link], CreatedAt = now,
            };
            var personal = ARound("Personal", IdentityMode.Confidential, null);
            db.Rounds.AddRange(personal, ARound("Open", IdentityMode.Anonymous, openLink));
            await db.SaveChangesAsync();
            var persons = secrets.Select(_ => new Person
            {
                TeamId = team.Id, Pseudonym = Secrets.NewPseudonym(), Audience = Audience.Patients, Language = "en", AddedAt = now,
            }).ToList();
            db.People.AddRange(persons);
            await db.SaveChangesAsync();
            var invitations = persons.Zip(secrets, (person, secret) => new Invitation
            {
                RoundId = personal.Id, PersonId = person.Id, TokenHash = Secrets.Hash(secret), SealedToken = sealedLinks[secret], CreatedAt = now, SentAt = now,
            }).ToList();
            db.Invitations.AddRange(invitations);
            await db.SaveChangesAsync();
            return new Survey(openLink, [.. invitations.Select((i, n) => (secrets[n], $"i{i.Id}"))], document.Instruments.Sum(i => i.Scales.Count));
        });
    });

    private static QuestionnaireDocument Document()
    {
        var shelf = InstrumentShelf.Load(Path.Combine(AppContext.BaseDirectory, "instruments"));
        Instrument[] instruments = [shelf.Find("care-style")!, shelf.Find("relationship-core")!.Take("patient", null, null)];
        var pages = instruments.SelectMany(i => i.Items).Select(i => i.Code).Chunk(8).Select((c, i) => new QuestionnairePage($"Page {i + 1}", null, c)).ToList();
        return QuestionnaireDocument.Compose("How was your care?", "A questionnaire for drills.", pages, instruments);
    }
}
