using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Tests;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// Why alpha is not shown where fewer than k people left a question out. Everybody but one answers all questions, and what is shown of everybody says the sums of the scores and of each item. Somebody who
/// tries out what the one may have answered knows the variances of all others for each try, and so their alpha, and compares it with the alpha that was published.
/// </summary>
public sealed class AlphaAttackTests
{
    private const int Items = 4, People = 60;

    private static readonly Instrument Instrument = Bench.Of(Items, 1, 5,
        $$""" "method":"sum","minimum":4,"maximum":20,"decimals":1,"higherIsBetter":true,"items":{{Bench.Codes(Items)}},"rules":{{Bench.Half}} """);

    private static readonly QuestionnaireDocument Questionnaire =
        QuestionnaireDocument.Compose("Bench", null, [new QuestionnairePage(null, null, [.. Instrument.Items.Select(item => item.Code)])], [Instrument]);

    [Fact]
    [Asvs("E10")]
    public void Alpha_would_tell_the_score_of_one_who_left_a_question_out_and_is_not_shown()
    {
        var told = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            List<int[]> others = [.. Enumerable.Range(0, People).Select(_ => Enumerable.Range(0, Items).Select(_ => random.Next(10) < 3 ? 4 : random.Next(1, 6)).ToArray())];
            int[] one = [1, 1, 1];
            var published = Published([.. others, one]);
            // Nothing of the one's answers stands in a small cell of its own: the tables of the first three questions are open.
            if (published.Items.Take(3).Any(item => item.Options.Any(option => option.People is null))) continue;
            Assert.Null(published.Scales[0].Quality!.Reliability);
            Assert.NotNull(published.Scales[0].StandardDeviation);

            var alpha = DisplayNumber.Round(Alpha(others), 2);
            var possible = new HashSet<double>();
            foreach (var tried in Tries())
            {
                // The sums of everybody less what is tried; the one is in no table but the first three.
                var score = Items * tried.Average();
                var (totals, squares) = (others.Sum(row => (double)row.Sum()) + Items - score, others.Sum(row => Math.Pow(row.Sum(), 2)) + Items * Items - score * score);
                var items = Enumerable.Range(0, Items).Sum(at =>
                {
                    var (sum, square) = (others.Sum(row => (double)row[at]), others.Sum(row => (double)row[at] * row[at]));
                    if (at < 3) (sum, square) = (sum + 1 - tried[at], square + 1 - tried[at] * tried[at]);
                    return square - sum * sum / People;
                });
                var tries = (double)Items / (Items - 1) * (1 - items / (squares - totals * totals / People));
                if (DisplayNumber.Round(tries, 2) == alpha) possible.Add(score);
            }

            Assert.Contains(Items, possible);
            if (possible.Count == 1) told++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"alpha would have told the score in {told} of 40 rounds");
        Assert.True(told > 0);
    }

    private static IEnumerable<int[]> Tries() =>
        from a in Enumerable.Range(1, 5) from b in Enumerable.Range(1, 5) from c in Enumerable.Range(1, 5) select (int[])[a, b, c];

    private static double Alpha(List<int[]> rows)
    {
        static double Squares(IEnumerable<int> values) => values.Average() is var mean ? values.Sum(value => (value - mean) * (value - mean)) : 0;
        return (double)Items / (Items - 1) * (1 - Enumerable.Range(0, Items).Sum(at => Squares(rows.Select(row => row[at]))) / Squares(rows.Select(row => row.Sum())));
    }

    private static PublishedRound Published(IEnumerable<int[]> people)
    {
        var fold = EditionFold.Begin(Questionnaire, []);
        foreach (var answers in people)
        {
            var sheet = AnswerSheet.Of(answers.Select((value, at) => KeyValuePair.Create($"q{at + 1}", $"{value}")));
            fold.Join(sheet, Scorer.Score(Questionnaire, sheet));
        }

        return new EditionGate(fold, EditionGate.LedgerOf(fold, 5)).Publish(null, null, _ => throw new InvalidOperationException(), isFinal: true);
    }
}
