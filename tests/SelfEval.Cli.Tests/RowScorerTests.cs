using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>The quick way through a long file gives what the scorer gives, for every shipped instrument that it takes.</summary>
public sealed class RowScorerTests
{
    [Fact]
    public void Rows_are_scored_as_sheets_are()
    {
        var random = new Random(7);
        var taken = 0;
        foreach (var instrument in InstrumentShelf.Load(InstrumentFolder.Find()).All)
        {
            if (RowScorer.For(instrument) is not { } rows) continue;
            taken++;
            for (var sheet = 0; sheet < 200; sheet++)
            {
                rows.Clear();
                var answers = new Dictionary<string, string>();
                for (var i = 0; i < instrument.Items.Count; i++)
                {
                    var options = instrument.Items[i].Responses!.Options;
                    var pick = random.Next(options.Count + 1);
                    if (pick == options.Count) continue;
                    answers[instrument.Items[i].Code] = options[pick].Code;
                    Assert.True(rows.Answer(i, options[pick].Code));
                }
                var scores = Scorer.Score(instrument, AnswerSheet.Of(answers));
                Assert.Equivalent(scores, rows.Score(), strict: true);
                Assert.Equal(scores.Select(score => new ScaleValue(score.Value, score.Answered, score.Unscored)), rows.Values().ToArray());
                if (sheet % 2 == 0) continue;
                rows.Clear();
                for (var i = 0; i < instrument.Items.Count; i++)
                    if (answers.TryGetValue(instrument.Items[i].Code, out var code)) rows.Answer(i, instrument.Items[i].Responses!.Options.Select(option => option.Code).ToList().IndexOf(code));
                Assert.Equivalent(scores, rows.Score(), strict: true);
            }
        }
        Assert.True(taken >= 6, $"only {taken} instruments were tried");
    }
}
