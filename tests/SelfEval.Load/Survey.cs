using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Load;

/// <summary>A 37-question questionnaire on 4 pages in an open-link round, laid into an empty database before the server starts.</summary>
internal static class Survey
{
    private const int Questions = 37;
    private const int Pages = 4;

    public static async Task<string> LayAsync(Options options, string dataFolder)
    {
        await using var provider = Services(options, dataFolder);
        await provider.GetRequiredService<DatabaseStart>().PrepareAsync();

        var secret = Secrets.NewLink();
        var document = Document();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var sealing = scope.ServiceProvider.GetRequiredService<Sealing>();
        var now = DateTime.UtcNow;
        await provider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            var programme = new Programme { Name = "Load", CreatedAt = now };
            db.Programmes.Add(programme);
            await db.SaveChangesAsync();
            var team = new Team { ProgrammeId = programme.Id, Name = "Load team", CreatedAt = now };
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
            db.Rounds.Add(new Round
            {
                TeamId = team.Id, QuestionnaireVersionId = version.Id, Name = "Load", Audience = Audience.Patients,
                IdentityMode = IdentityMode.Anonymous, K = 5, Zone = "Europe/London",
                OpensAt = now.AddHours(-1), ClosesAt = now.AddDays(1), OpensLocal = now.AddHours(-1), ClosesLocal = now.AddDays(1),
                OpenLinkHash = Secrets.Hash(secret), SealedOpenLink = sealing.Links.Protect(secret), CreatedAt = now,
            });
            await db.SaveChangesAsync();
        });
        return secret;
    }

    /// <summary>The site's own services on the database to be measured, without the site.</summary>
    public static ServiceProvider Services(Options options, string dataFolder)
    {
        var database = new DatabaseOptions { Provider = options.Postgres is null ? "sqlite" : "postgres", Connection = options.Postgres };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddData(database, dataFolder);
        services.AddPlatform(database, dataFolder);
        return services.BuildServiceProvider();
    }

    /// <summary>8 scales and everything that may be asked about oneself.</summary>
    public static QuestionnaireDocument Wide()
    {
        var shelf = InstrumentShelf.Load(Path.Combine(AppContext.BaseDirectory, "instruments"));
        Instrument[] instruments = [shelf.Find("care-style")!, shelf.Find("relationship-core")!.Take("patient", null, null), shelf.Find("about-you")!];
        var pages = instruments.Select((instrument, i) => new QuestionnairePage($"Page {i + 1}", null, [.. instrument.Items.Select(item => item.Code)])).ToList();
        return QuestionnaireDocument.Compose("How was your care, and who are you?", "A questionnaire for measuring.", pages, instruments);
    }

    private static QuestionnaireDocument Document()
    {
        var shelf = InstrumentShelf.Load(Path.Combine(AppContext.BaseDirectory, "instruments"));
        var care = shelf.Find("care-style")!;
        var relationship = shelf.Find("relationship-core")!.Take("patient", null, null);
        var about = shelf.Find("about-you")!;
        var left = Questions - care.Items.Count - relationship.Items.Count;
        var background = left == about.Items.Count ? about : about.Take(null, [.. about.Items.Take(left).Select(i => i.Code)], null);
        Instrument[] instruments = left > 0 ? [care, relationship, background] : [care, relationship];
        var codes = instruments.SelectMany(i => i.Items).Select(i => i.Code).ToList();
        if (codes.Count != Questions) throw new InvalidOperationException($"The load questionnaire has {codes.Count} questions instead of {Questions}.");
        var pages = codes.Chunk((codes.Count + Pages - 1) / Pages).Select((c, i) => new QuestionnairePage($"Page {i + 1}", null, c)).ToList();
        return QuestionnaireDocument.Compose("How was your care?", "A questionnaire for measuring.", pages, instruments);
    }
}
