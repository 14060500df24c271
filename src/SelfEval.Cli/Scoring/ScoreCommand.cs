using System.CommandLine;

namespace SelfEval.Cli.Scoring;

/// <summary><c>selfeval score --instrument ID|FILE answers.csv</c>.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var answers = new Argument<string>("answers.csv") { Description = "One column for each item code; other columns are carried through. '-' reads standard input." };
        var instrument = InstrumentOptions.Instrument(required: true);
        var to = new Option<string?>("--out") { Description = "Where the scores go; standard output if not given." };
        var working = new Option<bool>("--working") { Description = "Adds the rule, scoring version, items used and replaced, raw sum, standard error, band and flags." };
        var rules = InstrumentOptions.Rules();
        var map = InstrumentOptions.Map();
        var score = new Command("score", "Scores answers.") { answers, instrument, to, working, rules, map };
        score.SetAction(parsed =>
        {
            var chosen = InstrumentOptions.Find(parsed.GetValue(instrument)!, parsed.GetValue(rules), null);
            new ScoreAnswers(terminal, chosen, InstrumentOptions.Pairs(parsed.GetValue(map)), parsed.GetValue(working))
                .Run(parsed.GetValue(answers)!, parsed.GetValue(to));
            return CommandLine.Done;
        });
        return score;
    }
}
