using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Features.Results;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results;

public sealed class EditionsTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Editions_come_at_k_after_k_more_and_at_the_close()
    {
        var (round, version) = await RoundAsync();
        await host.AnswersAsync(round, version, 4);
        await host.AnswersAsync(round, version, 3, from: 50, isTest: true);
        await TickAsync();
        Assert.Empty(await OfAsync(round));

        await host.AnswersAsync(round, version, 1, from: 4);
        await TickAsync();
        await TickAsync();
        Assert.Equal([(1, 5, false)], await OfAsync(round));

        await host.AnswersAsync(round, version, 4, from: 5);
        await TickAsync();
        Assert.Equal([(1, 5, false)], await OfAsync(round));

        await host.AnswersAsync(round, version, 1, from: 9);
        await TickAsync();
        Assert.Equal([(1, 5, false), (2, 10, false)], await OfAsync(round));

        await host.AnswersAsync(round, version, 1, from: 10);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace - TimeSpan.FromMinutes(1)));
        await TickAsync();
        Assert.Equal(2, (await OfAsync(round)).Count);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await TickAsync();
        Assert.Equal([(1, 5, false), (2, 10, false), (3, 11, true)], await OfAsync(round));
        Assert.NotNull(await host.ReadAsync(db => db.Rounds.Where(r => r.Id == round.Id).Select(r => r.ClosingDoneAt).SingleAsync()));

        // Late papers, an hour later: nothing for four people, another edition for five.
        await host.AnswersAsync(round, version, 4, from: 11);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        Assert.Equal(3, (await OfAsync(round)).Count);
        await host.AnswersAsync(round, version, 1, from: 15);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        Assert.Equal((4, 16, true), (await OfAsync(round))[^1]);
        Assert.Equal(4, await host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "edition.published" && a.Subject == $"round:{round.Id}")));
    }

    [Fact]
    public async Task A_round_that_closes_below_k_has_none()
    {
        var (round, version) = await RoundAsync();
        await host.AnswersAsync(round, version, 4);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();
        Assert.Empty(await OfAsync(round));
    }

    [Fact]
    public async Task The_figures_are_those_of_a_direct_count()
    {
        var (round, version) = await RoundAsync(people: 20);
        var responses = await host.AnswersAsync(round, version, 12);
        await TickAsync();

        var document = QuestionnaireDocument.Read(version.Document);
        var tally = new RoundTally(document);
        foreach (var response in responses.OrderBy(r => r.Id))
        {
            var sheet = AnswerSheet.Read(response.Answers);
            tally.Add(sheet, Scorer.Score(document, sheet));
        }

        var stored = await host.ReadAsync(db => db.Editions.SingleAsync(e => e.RoundId == round.Id));
        var expected = DisclosureGate.Publish(tally.ToFigures(20), round.K);
        var published = DisclosureGate.ReopenEdition(stored.Figures);
        Assert.Equal(expected.Responses, published.Responses);
        Assert.Equal(20, published.Invited);
        foreach (var (want, got) in expected.Scales.Zip(published.Scales, (want, got) => (want, got)))
        {
            Assert.Equal(want.Key, got.Key);
            Assert.Equal(want.N, got.N);
            Assert.Equal(want.Mean ?? double.NaN, got.Mean ?? double.NaN, 1e-9);
            Assert.Equal(want.StandardDeviation ?? double.NaN, got.StandardDeviation ?? double.NaN, 1e-9);
        }

        Assert.Contains(expected.Scales, scale => scale.Mean is not null);
        Assert.Equal(DisclosureGate.ToJson(published), stored.Figures);
    }

    [Fact]
    public async Task Sixteen_at_once_make_one_edition()
    {
        var (round, version) = await RoundAsync();
        await host.AnswersAsync(round, version, 6);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.WithAsync(async services =>
        {
            await services.GetRequiredService<PublishEdition>().RunAsync(round.Id);
            return true;
        })));
        Assert.Equal([(1, 6, false)], await OfAsync(round));
    }

    [Fact]
    public async Task A_cancelled_round_gets_no_more()
    {
        var (round, version) = await RoundAsync();
        await host.AnswersAsync(round, version, 9);
        await host.ArrangeAsync(async db =>
        {
            (await db.Rounds.SingleAsync(r => r.Id == round.Id)).Cancel(host.Now);
            return true;
        });
        await TickAsync();
        Assert.Empty(await OfAsync(round));
    }

    private async Task<(Round Round, QuestionnaireVersion Version)> RoundAsync(int people = 0)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        return ((await host.OpenRoundAsync(team, version, people: people)).Round, version);
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();

    private Task<List<(int, int, bool)>> OfAsync(Round round) => host.ReadAsync(async db =>
        (await db.Editions.Where(e => e.RoundId == round.Id).OrderBy(e => e.Number).ToListAsync())
            .Select(e => (e.Number, e.Responses, e.IsFinal)).ToList());
}
