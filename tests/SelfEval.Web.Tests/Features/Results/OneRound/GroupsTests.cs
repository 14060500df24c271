using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.OneRound;

public sealed class GroupsTests(Host host) : IClassFixture<Host>
{
    private const string Empathy = "care-style.empathy";

    [Fact]
    public async Task Groups_come_with_the_final_results_and_are_those_declared()
    {
        var (team, round, version) = await RoundAsync();
        await host.AnswersAsync(round, version, 12, sheet: Sheet);
        await TickAsync();
        Assert.Empty((await LastAsync(round)).Breakdowns);

        await host.AnswersAsync(round, version, 28, from: 12, sheet: Sheet);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();

        var breakdown = Assert.Single((await LastAsync(round)).Breakdowns);
        Assert.Equal("about_carer", breakdown.Key);
        Assert.All(breakdown.Groups.Where(g => g.People is not null), g => Assert.True(g.People is 0 or >= 5));
        var shown = breakdown.Groups.First(g => g.FindScale(Empathy)?.Mean is not null);
        var expected = await MeanAsync(round, shown.Code);
        Assert.Equal(expected.Mean, shown.FindScale(Empathy)!.Mean!.Value, 1e-9);
        Assert.Equal(expected.N, shown.FindScale(Empathy)!.N);

        var page = await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/rounds/{round.Id}/results");
        var table = page.Document.QuerySelectorAll("table").First(t => t.QuerySelector("caption")?.TextContent.Contains("by “", StringComparison.Ordinal) == true);
        Assert.Equal(breakdown.Groups.Select(g => g.Label), table.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()));
    }

    [Fact]
    public async Task A_group_whose_rest_is_small_is_not_shown()
    {
        var (_, round, version) = await RoundAsync();
        // Twenty in one group, three in another: with the first shown, what is left of everybody would be the three.
        await host.AnswersAsync(round, version, 23, sheet: (document, i) => Carer(MakeAnswers.Sheet(document, i), document, i < 20 ? 0 : 1));
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();

        var published = await LastAsync(round);
        Assert.NotNull(published.FindScale(Empathy)!.Mean);
        Assert.All(Assert.Single(published.Breakdowns).Groups, group => Assert.Null(group.FindScale(Empathy)!.Mean));
    }

    [Fact]
    public async Task The_same_people_are_not_shown_where_a_group_shown_before_holds_all_of_them_but_one()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var first = await WaveAsync(team, version, "about_carer", [.. Enumerable.Range(0, 20)]);
        Assert.NotNull((await LastAsync(first)).Breakdowns[0].Groups[0].FindScale(Empathy)!.Mean);
        // Ten of the first group come again and one of the second: nine left and eight joined, which alone would be safe.
        var second = await WaveAsync(team, version, "", [.. Enumerable.Range(0, 11), .. Enumerable.Range(50, 8)]);

        var care = ChangeGate.Reopen(await host.ReadAsync(db => db.Comparisons.Where(c => c.FromRoundId == first.Id && c.ToRoundId == second.Id).Select(c => c.Change).SingleAsync()))
            .FindScale(Empathy)!;
        Assert.Null(care.SamePeople);
        Assert.Contains("Together with other results that are shown", Assert.Single(care.SamePeopleRefusals).Words, StringComparison.Ordinal);

        var third = await WaveAsync(team, version, "", [.. Enumerable.Range(0, 6), .. Enumerable.Range(10, 6), .. Enumerable.Range(80, 8)]);
        Assert.NotNull(ChangeGate.Reopen(await host.ReadAsync(db => db.Comparisons.Where(c => c.FromRoundId == first.Id && c.ToRoundId == third.Id).Select(c => c.Change).SingleAsync()))
            .FindScale(Empathy)!.WhoeverAnswered);
    }

    private async Task<Round> WaveAsync(Team team, QuestionnaireVersion version, string breakdowns, IReadOnlyList<int> people)
    {
        var round = (await host.OpenRoundAsync(team, version, breakdowns: breakdowns)).Round;
        foreach (var person in people)
            await host.AnswersAsync(round, version, 1, from: person, sheet: (document, i) => Carer(MakeAnswers.Sheet(document, i + round.Id % 2), document, i < 10 ? 0 : 1), pseudonym: i => $"g{team.Id}p{i}");
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();
        host.Clock.Advance(TimeSpan.FromDays(30));
        return round;
    }

    private static AnswerSheet Sheet(SelfEval.Instruments.Definition.QuestionnaireDocument document, int person) =>
        Carer(MakeAnswers.Sheet(document, person), document, person % 2);

    private static AnswerSheet Carer(AnswerSheet sheet, SelfEval.Instruments.Definition.QuestionnaireDocument document, int option)
    {
        foreach (var item in document.Items.Where(i => i.Code.StartsWith("care_", StringComparison.Ordinal) && !sheet.TryGet(i.Code, out _)))
            sheet = sheet.With(item.Code, item.Responses!.Options[1].Code);
        return sheet.With("about_carer", document.FindItem("about_carer")!.Responses!.Options[option].Code);
    }

    private Task<(int N, double Mean)> MeanAsync(Round round, string code) => host.ReadAsync(async db =>
    {
        var rows = await db.Responses.Where(r => r.RoundId == round.Id)
            .Join(db.Scores.Where(s => s.ScaleKey == Empathy && s.Value != null), r => r.Id, s => s.ResponseId, (r, s) => new { r.Answers, s.Value }).ToListAsync();
        var mine = rows.Where(r => AnswerSheet.Read(r.Answers).TryGet("about_carer", out var a) && a.Text == code).Select(r => r.Value!.Value).ToList();
        return (mine.Count, mine.Average());
    });

    private async Task<PublishedRound> LastAsync(Round round) => DisclosureGate.ReopenEdition(
        await host.ReadAsync(db => db.Editions.Where(e => e.RoundId == round.Id).OrderByDescending(e => e.Number).Select(e => e.Figures).FirstAsync()));

    private async Task<(Team Team, Round Round, QuestionnaireVersion Version)> RoundAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        return (team, (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, breakdowns: "about_carer")).Round, version);
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();
}
