using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>What is read straight from the columns is what was written, on both databases.</summary>
public sealed class RowReaderTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Whole_rows_outcomes_and_values_are_those_of_the_answers_sent()
    {
        var (round, document, made) = await AnsweredAsync();

        var rows = await host.WithAsync(s => s.GetRequiredService<RowReader>().ReadAsync(round.Id).ToListAsync().AsTask());
        Assert.Equal(made.Keys.Order(), rows.Select(row => row.Id));
        Assert.All(rows, row =>
        {
            var response = made[row.Id];
            Assert.Equal(
                (response.RoundId, response.Pseudonym, response.Channel, response.Language, response.SiteId, response.IsLate),
                (row.RoundId, row.Pseudonym, row.Channel, row.Language, row.SiteId, row.IsLate));
            Assert.Equal((DateOnly.FromDateTime(response.StartedOn), DateOnly.FromDateTime(response.CompletedOn!.Value)), (row.StartedOn, row.CompletedOn));
            Assert.Equal(response.Answers, row.Answers.ToJson());
            Assert.Equal(Written(document, response).Select(score => score.ToRow(row.Id).Working), row.Scores.Select(score => score.ToRow(row.Id).Working));
        });

        List<string> flagged = [.. document.Instruments.SelectMany(i => i.Scales.Where(s => s.QualityChecks.Count > 0).Select(s => $"{i.Id}.{s.Id}"))];
        var outcomes = await host.WithAsync(s => s.GetRequiredService<RowReader>().ReadOutcomesAsync([.. made.Keys], flagged, default).ToListAsync().AsTask());
        Assert.All(outcomes.Zip(rows), both => Same(both.First, both.Second));
        Assert.All(outcomes, row => Assert.Equal(Written(document, made[row.Id]).Select(What), row.Scores.Select(What)));
        Assert.Contains(outcomes, row => row.Scores.Any(score => score.Flags.Count > 0));
        Assert.Contains(outcomes, row => row.Scores.Any(score => score.Unscored is not null));

        var values = await host.WithAsync(s => s.GetRequiredService<RowReader>().ReadValuesAsync([.. made.Keys], default).ToListAsync().AsTask());
        Assert.All(values.Zip(rows), both => Same(both.First, both.Second));
        Assert.All(values, row => Assert.Equal(Written(document, made[row.Id]).Select(score => (score.Key, score.Value)), row.Scores.Select(score => (score.Key, score.Value))));
    }

    [Fact]
    public async Task What_is_withdrawn_is_left_out_of_files_but_can_be_counted_out()
    {
        var (round, _, made) = await AnsweredAsync();
        var gone = made.Keys.First();
        Assert.True(await host.ArrangeAsync(async db => (await db.Responses.AsTracking().SingleAsync(r => r.Id == gone)).Withdraw(host.Now)));

        var rows = await host.WithAsync(s => s.GetRequiredService<RowReader>().ReadAsync(round.Id).ToListAsync().AsTask());
        Assert.Equal(made.Keys.Where(id => id != gone).Order(), rows.Select(row => row.Id));
        var outcome = Assert.Single(await host.WithAsync(s => s.GetRequiredService<RowReader>().ReadOutcomesAsync([gone], [], default).ToListAsync().AsTask()));
        Assert.NotEmpty(outcome.Scores);
    }

    private static IOrderedEnumerable<ScaleScore> Written(QuestionnaireDocument document, Response response) =>
        Scorer.Score(document, AnswerSheet.Read(response.Answers)).OrderBy(score => score.Key, StringComparer.Ordinal);

    private static (string, double?, string?, string) What(IScoreOutcome score) => (score.Key, score.Value, score.Unscored, string.Join(' ', score.Flags));

    private static void Same(OutcomeRow outcome, ResponseRow row)
    {
        Assert.Equal((row.Id, row.Pseudonym, row.Channel, row.Language, row.SiteId, row.IsLate), (outcome.Id, outcome.Pseudonym, outcome.Channel, outcome.Language, outcome.SiteId, outcome.IsLate));
        Assert.Equal(row.Answers, outcome.Answers);
    }

    /// <summary>More than one handful, with straight lines, blanks, sites and own words.</summary>
    private async Task<(Round Round, QuestionnaireDocument Document, Dictionary<Guid, Response> Made)> AnsweredAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team, "Activation", (composition, shelf) =>
        {
            composition = PickInstrument.Add(composition.Add(new PageStart { Title = "You" }), shelf, new Pick { Instrument = "activation-style" });
            return WriteQuestion.Add(composition, new TypedQuestion { Kind = ItemKind.LongText, Text = "Why?", Optional = true });
        });
        var round = (await host.OpenRoundAsync(team, version)).Round;
        var made = await host.AnswersAsync(round, version, 250, sheet: (document, person) => person % 5 == 0
            ? AnswerSheet.Of(document.Items.Where(item => item.IsChoice).Select(item => KeyValuePair.Create(item.Code, item.Responses!.Options[0].Code)))
            : person % 7 == 1 ? AnswerSheet.Empty.With(document.Items[0].Code, document.Items[0].Responses!.Options[0].Code)
            : MakeAnswers.Sheet(document, person));
        return (round, QuestionnaireDocument.Read(version.Document), made.ToDictionary(response => response.Id));
    }
}
