using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Results.Making;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Making;

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

        await host.AnswersAsync(round, version, 5, from: 10);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace - TimeSpan.FromMinutes(1)));
        await TickAsync();
        await host.AnswersAsync(round, version, 5, from: 15);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await TickAsync();
        Assert.Equal([(1, 5, false), (2, 10, false), (3, 15, false), (4, 20, true)], await OfAsync(round));
        Assert.NotNull(await host.ReadAsync(db => db.Rounds.Where(r => r.Id == round.Id).Select(r => r.ClosingDoneAt).SingleAsync()));

        // Late papers, an hour later: nothing for four people, another edition for five.
        await host.AnswersAsync(round, version, 4, from: 20);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        Assert.Equal(4, (await OfAsync(round)).Count);
        await host.AnswersAsync(round, version, 1, from: 24);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();
        Assert.Equal((5, 25, true), (await OfAsync(round))[^1]);
        Assert.Equal(5, await host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "edition.published" && a.Subject == $"round:{round.Id}")));
    }

    [Fact]
    public async Task The_edition_at_the_close_does_not_tell_who_came_last()
    {
        var (round, version) = await RoundAsync();
        await host.AnswersAsync(round, version, 10);
        await TickAsync();
        await host.AnswersAsync(round, version, 4, from: 10);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();

        Assert.Equal([(1, 10, false), (2, 10, true)], await OfAsync(round));
        var (first, last) = (await StoredAsync(round, 1), await StoredAsync(round, 2));
        Assert.Equal((false, true), (first.HeldBack, last.HeldBack));
        // How the answers came in and were given comes with the last one; all else is as it was.
        var (shown, final) = (DisclosureGate.ReopenEdition(first.Figures), DisclosureGate.ReopenEdition(last.Figures));
        Assert.NotNull(final.Arrivals);
        var same = System.Text.Json.Nodes.JsonNode.Parse(last.Figures)!.AsObject();
        same.Remove("arrivals");
        foreach (var scale in same["scales"]!.AsArray()) scale!.AsObject().Remove("quality");
        Assert.Equal(System.Text.Json.Nodes.JsonNode.Parse(first.Figures)!.ToJsonString(), same.ToJsonString());
        Assert.Null(shown.Arrivals);
    }

    [Fact]
    public async Task Withdrawals_leave_the_figures_when_k_differ_and_take_no_other_answer_with_them()
    {
        var (round, version) = await RoundAsync();
        var answers = await host.AnswersAsync(round, version, 20);
        host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
        await TickAsync();
        await WithdrawAsync(answers.Take(4));
        await LaterAsync();
        Assert.Equal([(1, 20, true)], await OfAsync(round));

        await WithdrawAsync(answers.Skip(4).Take(1));
        await LaterAsync();
        Assert.Equal([(1, 20, true), (2, 15, true)], await OfAsync(round));
        Assert.Equal(Recount(version, answers.Skip(5)), await NowAsync(round, version));

        // Fewer than k left: the figures stay as they were.
        await WithdrawAsync(answers.Skip(5).Take(12));
        await LaterAsync();
        Assert.Equal(2, (await OfAsync(round)).Count);
    }

    [Fact]
    public async Task An_answer_that_comes_and_goes_between_two_editions_is_never_counted()
    {
        var (round, version) = await RoundAsync();
        var first = await host.AnswersAsync(round, version, 6);
        await TickAsync();
        var more = await host.AnswersAsync(round, version, 7, from: 6);
        await WithdrawAsync(more.Take(1));
        await TickAsync();
        Assert.Equal([(1, 6, false), (2, 12, false)], await OfAsync(round));
        Assert.Equal(Recount(version, [.. first, .. more.Skip(1)]), await NowAsync(round, version));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Folded_in_any_order_of_joins_corrections_and_withdrawals_it_equals_a_recount(int seed)
    {
        var random = new Random(seed);
        var (round, version) = await RoundAsync();
        var counted = new List<Response>();
        for (var (step, made) = (0, 0); step < 12; step++)
        {
            var joins = random.Next(0, 12);
            counted.AddRange(await host.AnswersAsync(round, version, joins, from: made));
            made += joins;
            // A correction is the old answers withdrawn and the right ones sent.
            var corrected = counted.Where(_ => random.Next(12) == 0).ToList();
            await WithdrawAsync(corrected);
            counted = [.. counted.Except(corrected), .. await host.AnswersAsync(round, version, corrected.Count, from: 1000 + made)];
            var gone = counted.Where(_ => random.Next(15) == 0).Take(3).ToList();
            await WithdrawAsync(gone);
            counted = [.. counted.Except(gone)];
            if (step == 8) host.Clock.SetUtcNow(new DateTimeOffset(round.ClosesAt + Round.Grace));
            await LaterAsync();
        }

        await WithdrawAsync(counted.Take(5));
        counted = counted[5..];
        await LaterAsync();
        Assert.True((await OfAsync(round)).Count > 3);
        Assert.Equal(counted.Count, (await OfAsync(round))[^1].Item2);
        Assert.Equal(Recount(version, counted), await NowAsync(round, version));
    }

    [Fact]
    public async Task What_an_attempt_left_behind_counts_for_nothing()
    {
        var (round, version) = await RoundAsync();
        var answers = await host.AnswersAsync(round, version, 6);
        await host.WithAsync(async services =>
        {
            await services.GetRequiredService<CountAnswers>().MarkAsync(Guid.NewGuid(), [.. answers.Select(a => a.Id)], isOut: false, TestContext.Current.CancellationToken);
            return true;
        });
        await TickAsync();
        Assert.Equal([(1, 6, false)], await OfAsync(round));
        Assert.Equal(Recount(version, answers), await NowAsync(round, version));
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
    public async Task A_tick_does_not_begin_what_another_is_still_at()
    {
        var (round, version) = await RoundAsync();
        await host.AnswersAsync(round, version, 6);
        await using (await host.Services.GetRequiredService<WriteGate>().TryClaimAsync("the making of the edition of round", round.Id))
        {
            await TickAsync();
            Assert.Empty(await OfAsync(round));
        }

        await TickAsync();
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

    private Task<bool> WithdrawAsync(IEnumerable<Response> some)
    {
        var ids = some.Select(r => r.Id).ToList();
        return host.ArrangeAsync(async db =>
        {
            foreach (var response in await db.Responses.Where(r => ids.Contains(r.Id)).ToListAsync()) response.Withdraw(host.Now);
            return true;
        });
    }

    private Task LaterAsync()
    {
        host.Clock.Advance(TimeSpan.FromHours(1));
        return TickAsync();
    }

    private Task<Edition> StoredAsync(Round round, int number) => host.ReadAsync(db => db.Editions.SingleAsync(e => e.RoundId == round.Id && e.Number == number));

    /// <summary>What the last edition counted, so that figures and not the order of adding are compared.</summary>
    private async Task<string> NowAsync(Round round, QuestionnaireVersion version)
    {
        var kept = await host.ReadAsync(db => db.EditionCounts.Where(c => c.Edition!.RoundId == round.Id).OrderByDescending(c => c.Edition!.Number).Select(c => c.Kept).FirstAsync());
        return Text(EditionFold.After(QuestionnaireDocument.Read(version.Document), [], kept).Now());
    }

    private static string Recount(QuestionnaireVersion version, IEnumerable<Response> responses)
    {
        var document = QuestionnaireDocument.Read(version.Document);
        var tally = new RoundTally(document);
        foreach (var response in responses)
        {
            var sheet = AnswerSheet.Read(response.Answers);
            tally.Add(sheet, Scorer.Score(document, sheet));
        }

        return Text(tally);
    }

    private static string Text(RoundTally tally)
    {
        var figures = tally.ToFigures(null);
        return JsonSerializer.Serialize(new
        {
            figures.Responses,
            Scales = figures.Scales.Select(s => new { s.Scores.Count, s.Scores.Mean, s.Scores.StandardDeviation, s.Ranges, s.Bands, Unscored = s.Unscored.OrderBy(u => u.Key), s.AtMaximum, s.AtMinimum }),
            Items = figures.Items.Select(i => new { i.Answered, i.Missing, People = i.Options.Select(o => o.People), i.Numbers.Mean }),
        });
    }

    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();

    private Task<List<(int, int, bool)>> OfAsync(Round round) => host.ReadAsync(async db =>
        (await db.Editions.Where(e => e.RoundId == round.Id).OrderBy(e => e.Number).ToListAsync())
            .Select(e => (e.Number, e.Responses, e.IsFinal)).ToList());
}
