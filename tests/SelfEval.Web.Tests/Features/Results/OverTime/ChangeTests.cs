using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Change;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Features.Results.Making;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.OverTime;

public sealed class ChangeTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task The_same_people_and_whoever_answered_are_two_views()
    {
        var (team, version) = await TeamAsync();
        var first = await WaveAsync(team, version, "Baseline", 0, 16);
        var second = await WaveAsync(team, version, "Follow-up", 1, 16, leave: 6, join: 7);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var page = await lead.GetAsync($"/teams/{team.Id}/change");
        Assert.Equal("Has it changed?", page.Document.QuerySelector("h1")!.LastChild!.TextContent.Trim());
        var care = page.Document.QuerySelector(".app-change")!;
        Assert.Contains($"Clearly higher since {Month(first)}, which is better", care.TextContent);
        Assert.Contains($"10 people have a score both times, 6 only in {Month(first)} and 7 only in {Month(second)}.", care.TextContent);
        Assert.Contains("Same people (10 people)", care.TextContent);
        Assert.Contains("Whoever answered (16 and 17 people)", care.TextContent);
        Assert.Equal("true", care.QuerySelector("nav a")!.GetAttribute("aria-current"));
        var svg = care.QuerySelector("svg[role=img]")!;
        Assert.Contains($"Since {Month(first)}", svg.TextContent);
        var ids = page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());

        page = await lead.GetAsync($"/teams/{team.Id}/change?with=first&view=all");
        care = page.Document.QuerySelector(".app-change")!;
        Assert.Contains($"16 people in {Month(first)} and 17 people in {Month(second)}.", care.TextContent);
        Assert.DoesNotContain("have a score both times", care.TextContent);
        Assert.Contains("Baseline", care.QuerySelector("svg[role=img]")!.TextContent);

        // Every published figure is the one that the scores give by themselves.
        var (one, two) = (await ScoresAsync(first), await ScoresAsync(second));
        var people = one.Keys.Intersect(two.Keys).ToList();
        var direct = PairedComparison.Of([.. people.Select(p => one[p])], [.. people.Select(p => two[p])]);
        var same = (await StoredAsync(first, second)).FindScale("care-style.empathy")!.SamePeople!;
        Assert.Equal(direct.Differences.Mean.Value, same.Difference, 1e-9);
        Assert.Equal(direct.Test.Value.Interval.Low, same.Low, 1e-9);
        Assert.Equal(direct.Test.Value.Interval.High, same.High, 1e-9);
        var rounds = (await StoredAsync(first, second)).FindScale("care-style.empathy")!.WhoeverAnswered!;
        var groups = TwoGroupComparison.Of([.. one.Values], [.. two.Values]);
        Assert.Equal(groups.MeanDifference.Value, rounds.Difference, 1e-9);
        Assert.Equal(groups.Welch.Value.Interval.High, rounds.High, 1e-8);
        Assert.Equal(groups.Effects.Value.HedgesG, rounds.HedgesG!.Value, 1e-8);
    }

    [Fact]
    public async Task Each_round_is_compared_with_the_one_before_and_with_the_first()
    {
        var (team, version) = await TeamAsync();
        var rounds = new List<Round>();
        for (var i = 0; i < 3; i++) rounds.Add(await WaveAsync(team, version, $"Round {i}", i, 14));
        Assert.Equal([(0, 1), (0, 2), (1, 2)], await PairsAsync(rounds));
        await TickAsync();
        Assert.Equal(3, (await PairsAsync(rounds)).Count);

        var lead = await host.AsAsync(Role.TeamMember, team: team);
        var page = await lead.GetAsync($"/teams/{team.Id}/change");
        Assert.Contains("compared with Round 0", page.Text);
        var previous = page.Document.QuerySelectorAll("nav[aria-label='Compared with'] a").Single(a => a.TextContent == "the round before").GetAttribute("href")!;
        page = await lead.GetAsync(previous);
        Assert.Contains("compared with Round 1", page.Text);
        Assert.Contains("Since", page.Document.QuerySelector("svg[role=img]")!.TextContent);
    }

    [Fact]
    public async Task Anonymous_rounds_have_only_whoever_answered()
    {
        var (team, version) = await TeamAsync();
        var first = await WaveAsync(team, version, "Baseline", 0, 14, IdentityMode.Anonymous);
        var second = await WaveAsync(team, version, "Follow-up", 1, 14, IdentityMode.Anonymous);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var page = await lead.GetAsync($"/teams/{team.Id}/change");
        Assert.Contains($"14 people in {Month(first)}", page.Text);
        page = await lead.GetAsync($"/teams/{team.Id}/change?view=same");
        var care = page.Document.QuerySelector(".app-change")!;
        Assert.Contains("Anonymous rounds do not tell which answers come from the same person", care.QuerySelector(".nhsuk-inset-text")!.TextContent);
        Assert.Null(care.QuerySelector("svg"));
        Assert.Contains("comparison.anonymous", care.TextContent);
        Assert.All((await StoredAsync(first, second)).Scales, scale => Assert.Null(scale.SamePeople));
    }

    [Fact]
    public async Task A_transition_measure_is_never_subtracted()
    {
        var (team, version) = await TeamAsync("pei-style");
        var first = await WaveAsync(team, version, "Baseline", 0, 14);
        await WaveAsync(team, version, "Follow-up", 1, 14);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var page = await lead.GetAsync($"/teams/{team.Id}/change?view=same");
        Assert.Contains("already asks people how much has changed", page.Document.QuerySelector(".nhsuk-inset-text")!.TextContent);
        page = await lead.GetAsync($"/teams/{team.Id}/change?view=all");
        Assert.Contains("nobody’s score is subtracted", page.Text);
        Assert.Contains($"since {Month(first)}", page.Document.QuerySelector(".app-change .nhsuk-lede-text")!.TextContent);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 4)]
    public async Task A_few_who_joined_or_left_are_protected(int leave, int join)
    {
        var (team, version) = await TeamAsync();
        await WaveAsync(team, version, "Baseline", 0, 16);
        await WaveAsync(team, version, "Follow-up", 1, 16, leave: leave, join: join);
        var page = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/teams/{team.Id}/change?view=same");
        Assert.Contains("fewer than 5 joined or left", page.Document.QuerySelector(".nhsuk-inset-text")!.TextContent);
        Assert.DoesNotContain("have a score both times", page.Text);
    }

    [Fact]
    public async Task Answers_withdrawn_after_an_edition_are_never_told_by_the_difference()
    {
        var (team, version) = await TeamAsync();
        var first = await WaveAsync(team, version, "Baseline", 0, 16);
        await host.ArrangeAsync(async db => (await db.Responses.FirstAsync(r => r.RoundId == first.Id && r.Pseudonym == $"t{team.Id}p0")).Withdraw(host.Now));
        var second = await WaveAsync(team, version, "Follow-up", 1, 16);

        // Beside the edition, which still counts that answer, figures without it would tell it. They leave together, when k answers differ.
        var care = (await StoredAsync(first, second)).FindScale("care-style.empathy")!;
        Assert.Empty(care.SamePeopleRefusals);
        Assert.Equal(16, care.SamePeople!.N);
        var edition = SelfEval.Instruments.Disclosure.DisclosureGate.ReopenEdition(await host.ReadAsync(db => db.Editions.Where(e => e.RoundId == first.Id).Select(e => e.Figures).SingleAsync()));
        Assert.Equal(edition.FindScale("care-style.empathy")!.Mean!.Value, care.SamePeople.FirstMean!.Value, 1e-9);
    }

    [Fact]
    public async Task Sixteen_at_once_make_one_comparison()
    {
        var (team, version) = await TeamAsync();
        var first = await WaveAsync(team, version, "Baseline", 0, 8);
        var second = await WaveAsync(team, version, "Follow-up", 1, 8, tick: false);
        await TickAsync<MakeEditions>();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.WithAsync(async services =>
        {
            await services.GetRequiredService<PublishComparison>().RunAsync(new ComparedEdition(first.Id, 1, second.Id, 1));
            return true;
        })));
        Assert.Equal([(0, 1)], await PairsAsync([first, second]));
        Assert.Equal(1, await host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "comparison.published" && a.Subject == $"round:{second.Id}")));
    }

    [Fact]
    public async Task The_page_shows_what_was_published_and_says_what_is_to_come()
    {
        var (team, version) = await TeamAsync();
        // A session does not outlive the weeks of a round.
        Task<Browser> LeadAsync() => host.AsAsync(Role.TeamLead, team: team);
        Assert.Contains("No round has results yet", (await (await LeadAsync()).GetAsync($"/teams/{team.Id}/change")).Text);
        var first = await WaveAsync(team, version, "Baseline", 0, 12);
        Assert.Contains("One round has closed with results so far", (await (await LeadAsync()).GetAsync($"/teams/{team.Id}/change")).Text);
        await WaveAsync(team, version, "Follow-up", 1, 12);
        var lead = await LeadAsync();
        var before = await lead.GetAsync($"/teams/{team.Id}/change");
        await host.ArrangeAsync(async db => await db.Responses.Where(r => r.RoundId == first.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.IsTest, true)));
        Assert.Equal(before.Document.QuerySelector("main")!.TextContent, (await lead.GetAsync($"/teams/{team.Id}/change")).Document.QuerySelector("main")!.TextContent);
        Assert.Contains("Has it changed?", (await lead.GetAsync($"/teams/{team.Id}/results")).Document.QuerySelector($"main a[href='/teams/{team.Id}/change']")!.TextContent);
        Assert.NotNull((await lead.GetAsync($"/rounds/{first.Id}/results")).Document.QuerySelector($"main a[href='/teams/{team.Id}/change']"));
    }

    [Fact]
    public async Task Only_those_who_may_see_the_team_see_it()
    {
        var (team, version) = await TeamAsync();
        await WaveAsync(team, version, "Baseline", 0, 8);
        var url = $"/teams/{team.Id}/change";
        Assert.Equal(HttpStatusCode.OK, (await (await host.AsAsync(Role.Evaluator, programme: new Programme { Id = team.ProgrammeId, Name = "", CreatedAt = host.Now })).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()))).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Administrator)).GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync(url + "?with=second")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync(url + "?view=everybody")).Status);
    }

    [Fact]
    public async Task The_api_gives_the_same_values_and_refusals()
    {
        var (team, version) = await TeamAsync();
        var first = await WaveAsync(team, version, "Baseline", 0, 14);
        var second = await WaveAsync(team, version, "Follow-up", 1, 14, leave: 1);
        var caller = await host.CallerAsync(Role.TeamLead, team: team);
        var answer = await caller.GetAsync($"/api/v1/teams/{team.Id}/results");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([first.Id, second.Id], answer.Json.GetProperty("rounds").EnumerateArray().Select(r => r.GetProperty("round").GetInt32()));
        var change = Assert.Single(answer.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal((first.Id, second.Id, 1, 1), (change.GetProperty("fromRound").GetInt32(), change.GetProperty("toRound").GetInt32(),
            change.GetProperty("fromEdition").GetInt32(), change.GetProperty("toEdition").GetInt32()));
        var stored = await StoredAsync(first, second);
        Assert.Equal(ChangeGate.ToJson(stored), ChangeGate.ToJson(ChangeGate.Reopen(change.GetProperty("change").GetRawText())));
        var care = change.GetProperty("change").GetProperty("scales")[0];
        Assert.Equal("comparison.overlapping_groups", care.GetProperty("samePeopleRefusals")[0].GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.CallerAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()))).GetAsync($"/api/v1/teams/{team.Id}/results")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Stranger().GetAsync($"/api/v1/teams/{team.Id}/results")).Status);

        // The programme's, for its evaluators alone, holds the same.
        var programme = $"/api/v1/programmes/{team.ProgrammeId}/results";
        var evaluator = await host.CallerAsync(Role.Evaluator, programme: await host.ReadAsync(db => db.Programmes.SingleAsync(p => p.Id == team.ProgrammeId)));
        var whole = Assert.Single((await evaluator.GetAsync(programme)).Json.GetProperty("teams").EnumerateArray());
        Assert.Equal(answer.Json.GetRawText(), whole.GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync(programme)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.GetAsync("/api/v1/programmes/999999/results")).Status);
    }

    private async Task<(Team Team, QuestionnaireVersion Version)> TeamAsync(string instrument = "care-style")
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        return (team, await host.PublishedQuestionnaireAsync(team, "Listening", (composition, shelf) => PickInstrument.Add(composition, shelf, new Pick { Instrument = instrument })));
    }

    /// <summary>A round that people answer and that then closes; the clock is two months on.</summary>
    private async Task<Round> WaveAsync(
        Team team, QuestionnaireVersion version, string name, int wave, int count, IdentityMode mode = IdentityMode.Confidential, int leave = 0, int join = 0, bool tick = true)
    {
        var round = (await host.OpenRoundAsync(team, version, mode, name: name)).Round;
        Func<int, string>? pseudonym = mode == IdentityMode.Anonymous ? null : i => $"t{team.Id}p{i}";
        await host.AnswersAsync(round, version, count - leave, from: leave, sheet: (d, i) => Sheet(d, i, wave), pseudonym: pseudonym);
        if (join > 0) await host.AnswersAsync(round, version, join, from: 100, sheet: (d, i) => Sheet(d, i, wave), pseudonym: pseudonym);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        if (tick) await TickAsync();
        host.Clock.Advance(TimeSpan.FromDays(45));
        return round;
    }

    /// <summary>Every question answered; later waves a little higher, people by different steps.</summary>
    private static AnswerSheet Sheet(QuestionnaireDocument document, int person, int wave)
    {
        var sheet = AnswerSheet.Empty;
        foreach (var (i, item) in document.Items.Index())
        {
            var options = item.Responses!.Options.Where(option => option.Value is not null).OrderBy(option => option.Value).ToList();
            var at = (person * 5 + i * (person % 3)) % Math.Max(1, options.Count - 1) + (wave > 0 && (person + i + wave) % 4 != 0 ? 1 : 0);
            sheet = sheet.With(item.Code, options[Math.Min(at, options.Count - 1)].Code);
        }

        return sheet;
    }

    private static string Month(Round round) => round.OpensLocal.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    private Task<Dictionary<string, double>> ScoresAsync(Round round) => host.ReadAsync(db => db.Scores
        .Join(db.Responses.Where(r => r.RoundId == round.Id), s => s.ResponseId, r => r.Id, (s, r) => new { r.Pseudonym, s.Value })
        .ToDictionaryAsync(s => s.Pseudonym, s => s.Value!.Value));

    private async Task<PublishedChange> StoredAsync(Round first, Round second) =>
        ChangeGate.Reopen(await host.ReadAsync(db => db.Comparisons.Where(c => c.FromRoundId == first.Id && c.ToRoundId == second.Id).Select(c => c.Change).SingleAsync()));

    private async Task<List<(int, int)>> PairsAsync(List<Round> rounds)
    {
        var ids = rounds.Select(r => r.Id).ToList();
        var made = await host.ReadAsync(db => db.Comparisons.Where(c => ids.Contains(c.ToRoundId)).Select(c => new { c.FromRoundId, c.ToRoundId }).ToListAsync());
        return [.. made.Select(c => (ids.IndexOf(c.FromRoundId), ids.IndexOf(c.ToRoundId))).Order()];
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();

    private Task<bool> TickAsync<T>() where T : TickStep => host.WithAsync(async services =>
    {
        await services.GetServices<TickStep>().OfType<T>().Single().RunAsync(CancellationToken.None);
        return true;
    });
}
