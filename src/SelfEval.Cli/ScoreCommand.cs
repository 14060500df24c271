using System.CommandLine;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli;

/// <summary><c>selfeval score --instrument ID|FILE answers.csv</c>.</summary>
internal static class ScoreCommand
{
    public static Command Create(TextReader input, TextWriter output, TextWriter error)
    {
        var answers = new Argument<string>("answers.csv") { Description = "One column for each item code; other columns are carried through. '-' reads standard input." };
        var instrument = new Option<string>("--instrument") { Description = "An id, an id and version (care-style@1.0), or a file.", Required = true };
        var to = new Option<string?>("--out") { Description = "Where the scores go; standard output if not given." };
        var working = new Option<bool>("--working") { Description = "Adds the rule, items used and replaced, standard error and band." };
        var rules = new Option<string[]>("--rule") { Description = "Chooses a scale's missing rule: scale=rule. May be given several times.", Arity = ArgumentArity.OneOrMore };
        rules.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.Split('=') is not [{ Length: > 0 }, { Length: > 0 }]))
                result.AddError($"--rule takes scale=rule, not '{token.Value}'");
        });
        var score = new Command("score", "Scores answers.") { answers, instrument, to, working, rules };
        score.SetAction(parsed =>
        {
            var chosen = WithRules(InstrumentFolder.Instrument(parsed.GetValue(instrument)!), parsed.GetValue(rules) ?? []);
            var table = Table(parsed.GetValue(answers)!, input);
            var read = AnswerTable.From(table, chosen.Items);
            if (read.Problems.Count > 0)
                throw new InputException(read.Problems);
            var unasked = chosen.Scales.SelectMany(scale => scale.Items).Select(item => item.Code).Distinct().Where(code => !read.Asked.Contains(code)).ToList();
            if (unasked.Count > 0)
                error.WriteLine($"{table.File}: no column for {string.Join(", ", unasked)}; counted as not shown");
            Write(parsed.GetValue(to), output, writer => ScoreTable.Write(writer, chosen, table, read, parsed.GetValue(working)));
            return CommandLine.Done;
        });
        return score;
    }

    private static Instrument WithRules(Instrument instrument, string[] rules)
    {
        var byScale = new Dictionary<string, string>();
        foreach (var rule in rules)
        {
            var parts = rule.Split('=');
            byScale[parts[0]] = parts[1];
        }
        try
        {
            return instrument.Take(null, null, byScale);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(problem.Message);
        }
    }

    private static CsvTable Table(string path, TextReader input)
    {
        if (path == "-")
            return CsvTable.Read(input, "standard input");
        if (!File.Exists(path))
            throw new InputException($"{path}: there is no such file");
        using var reader = new StreamReader(path, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return CsvTable.Read(reader, path);
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw new InputException($"{path}: is not UTF-8 text; save it as 'CSV UTF-8'");
        }
    }

    private static void Write(string? path, TextWriter output, Action<TextWriter> write)
    {
        if (path is null)
        {
            write(output);
            return;
        }
        using var file = new StreamWriter(path, append: false);
        write(file);
    }
}
