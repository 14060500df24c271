using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Features.Rounds;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>
/// A programme of a few teams whose rounds hold the open data, made as people and programs make it: instrument files, questionnaires composed and
/// published, rounds planned, answers sent over the API, and the tick for the rest.
/// </summary>
public sealed class GoldenProgramme : IAsyncLifetime
{
    private const int LinesInCall = 250;
    private static readonly TimeSpan Open = TimeSpan.FromDays(14);
    private readonly DirectoryInfo _instruments = Directory.CreateTempSubdirectory("selfeval-golden-rounds-");
    private readonly Dictionary<(string Title, int Wave), int> _rounds = [];
    private readonly Dictionary<string, Team> _teams = [];

    internal Host Host { get; private set; } = null!;

    internal IReadOnlyList<GoldenSeries> Series { get; private set; } = [];

    internal Programme Programme { get; private set; } = null!;

    internal IReadOnlyList<Team> Teams { get; private set; } = [];

    internal int RoundOf(GoldenSeries series, int wave) => _rounds[(series.Title, wave)];

    internal Team TeamOf(GoldenSeries series) => _teams[series.Title];

    public async ValueTask InitializeAsync()
    {
        var plans = new GoldenPlans();
        Series = plans.All();
        if (Series.Count == 0) return;
        foreach (var series in Series) Write(series.Instrument, series.File());
        Write("about-you", plans.AboutYouJson);
        Host = new Host { InstrumentsFolder = _instruments.FullName };
        await Host.InitializeAsync();
        Programme = await Host.ProgrammeAsync("Open data");
        var teams = new List<Team>();
        foreach (var i in Enumerable.Range(0, Math.Max(2, Series.Max(series => series.Place + 1 ?? 0)))) teams.Add(await Host.TeamAsync(Programme, $"{(char)('A' + i)} ward"));
        Teams = teams;
        var versions = new Dictionary<string, QuestionnaireVersion>();
        foreach (var (i, series) in Series.Index())
        {
            _teams[series.Title] = teams[series.Place ?? i % 2];
            versions[series.Title] = await QuestionnaireAsync(series);
        }

        // First all first rounds and the many of a process, each of which opens a minute after the one before; then all second ones.
        await WavesAsync(versions, [.. Series.SelectMany(series => Enumerable.Range(0, series.IsProcess ? series.Waves.Count : 1).Select(wave => (series, wave)))]);
        await WavesAsync(versions, [.. Series.Where(series => !series.IsProcess && series.Waves.Count > 1).Select(series => (series, 1))]);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        _instruments.Delete(recursive: true);
    }

    private Task<QuestionnaireVersion> QuestionnaireAsync(GoldenSeries series) => Host.PublishedQuestionnaireAsync(TeamOf(series), series.Title, (composition, shelf) =>
    {
        composition = PickInstrument.Add(composition, shelf, new Pick { Instrument = series.Instrument, PerPage = 50 });
        return series.Breakdowns.Count == 0 ? composition : PickInstrument.Add(composition, shelf, new Pick { Instrument = "about-you", Items = series.Breakdowns });
    });

    private async Task WavesAsync(Dictionary<string, QuestionnaireVersion> versions, List<(GoldenSeries Series, int Wave)> waves)
    {
        foreach (var team in waves.GroupBy(w => TeamOf(w.Series).Id))
        {
            await Host.AsLeadAsync(TeamOf(team.First().Series), async services =>
            {
                var plan = services.GetRequiredService<PlanRound>();
                foreach (var (series, wave) in team) _rounds[(series.Title, wave)] = await plan.RunAsync(team.Key, PlanOf(series, wave, versions[series.Title].Id));
                return true;
            });
        }

        Host.Clock.Advance(TimeSpan.FromMinutes(waves.Max(w => w.Wave) + 1));
        foreach (var team in waves.GroupBy(w => TeamOf(w.Series).Id))
        {
            var lead = await Host.CallerAsync(Role.TeamLead, team: TeamOf(team.First().Series));
            foreach (var (series, wave) in team) await SendAsync(lead, RoundOf(series, wave), series, series.Waves[wave]);
        }

        Host.Clock.Advance(Open + Round.Grace);
        await Host.Services.GetRequiredService<Tick>().RunAsync();
        Host.Clock.Advance(TimeSpan.FromDays(30));
    }

    private RoundPlan PlanOf(GoldenSeries series, int wave, int version) => new()
    {
        Name = $"{series.Title}, {series.Waves[wave].Name}",
        QuestionnaireVersionId = version,
        Audience = Audience.Patients,
        IdentityMode = series.IsAnonymous ? IdentityMode.Anonymous : IdentityMode.Confidential,
        K = 5,
        Zone = "UTC",
        Breakdowns = series.Breakdowns,
        OpensLocal = series.IsProcess ? Host.Now.AddMinutes(wave) : null,
        ClosesLocal = Host.Now + Open,
    };

    private static async Task SendAsync(ApiCaller lead, int round, GoldenSeries series, GoldenWave wave)
    {
        foreach (var some in wave.Answers.Chunk(LinesInCall))
        {
            var body = string.Join('\n', some.Select(line => new JsonObject
            {
                // A key is a person of the team in all its rounds: each case has its own people.
                ["key"] = $"{string.Concat(series.Title.Where(char.IsLetterOrDigit))}-{line.Key}",
                ["answers"] = new JsonObject(line.Answers.Select(a => KeyValuePair.Create(series.Asked(a.Key), a.Value is double number ? JsonValue.Create(number) : (JsonNode?)JsonValue.Create((string)a.Value)))),
            }.ToJsonString()));
            var answer = await lead.PostAsync($"/api/v1/rounds/{round}/responses", body, "application/x-ndjson");
            Assert.True(answer.Status == HttpStatusCode.OK, $"{series.Title}: {answer.Text}");
            Assert.Equal(some.Length, answer.Json.GetProperty("added").GetInt32());
        }
    }

    private void Write(string id, string json)
    {
        Directory.CreateDirectory(Path.Combine(_instruments.FullName, id));
        File.WriteAllText(Path.Combine(_instruments.FullName, id, "1.0.json"), json);
    }
}
