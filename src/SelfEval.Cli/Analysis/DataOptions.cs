using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Analysis;

/// <summary>The options by which an analysis finds its numbers in a CSV file, the same for every analysis.</summary>
internal sealed class DataOptions
{
    private readonly Argument<string> file = new("file.csv") { Description = "One row a person and round. '-' reads standard input." };
    private readonly Option<string> instrument = InstrumentOptions.Instrument();
    private readonly Option<string[]> scales = new("--scale") { Description = "A scale of the instrument; may be given several times. All if not given." };
    private readonly Option<string[]> rules = InstrumentOptions.Rules();
    private readonly Option<string[]> map = InstrumentOptions.Map();
    private readonly Option<string?> only = new("--only") { Description = "Items of the instrument that were used, with commas between: the instrument is then adapted." };
    private readonly Option<string?> scores = new("--scores") { Description = "Columns that already hold scores, with commas between." };
    private readonly Option<string?> items = new("--items") { Description = "Columns that hold the answers to the items of one scale as numbers, with commas between." };
    private readonly Option<string?> reverse = new("--reverse") { Description = "Those of --items to turn round; needs --range." };
    private readonly Option<string?> range = new("--range") { Description = "Lowest and highest answer to --items, such as 1..5." };
    private readonly Option<string?> missing = new("--missing") { Description = "Numbers that stand for no answer in --items and --scores, with commas between, such as -9,-8." };
    private readonly Option<double> confidence = ConfidenceOption();
    private readonly Option<string> format = FormatOption();

    private DataOptions()
    {
    }

    public static DataOptions AddTo(Command command)
    {
        var options = new DataOptions();
        command.Arguments.Add(options.file);
        foreach (var option in new Option[]
        {
            options.instrument, options.scales, options.rules, options.map, options.only, options.scores, options.items, options.reverse, options.range,
            options.missing, options.confidence, options.format,
        })
            command.Options.Add(option);
        return options;
    }

    public static Option<double> ConfidenceOption()
    {
        var confidence = new Option<double>("--confidence") { Description = "Of all intervals; 0.95 if not given.", DefaultValueFactory = _ => 0.95 };
        confidence.Validators.Add(result => { if (result.GetValueOrDefault<double>() is not (> 0 and < 1)) result.AddError("--confidence lies between 0 and 1, such as 0.95"); });
        return confidence;
    }

    public static Option<string> FormatOption()
    {
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = _ => PrintReports.Table };
        format.AcceptOnlyFromAmong(PrintReports.Table, PrintReports.Json);
        return format;
    }

    /// <summary>A column that has a role in an analysis.</summary>
    public static Option<string?> Column(string name, string description) => new(name) { Description = description };

    public double Confidence(ParseResult parsed) => parsed.GetValue(confidence);

    public string Format(ParseResult parsed) => parsed.GetValue(format)!;

    /// <summary>What to read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="roles">Column names by role; null where a role has none.</param>
    public DataRequest Request(ParseResult parsed, params (Role Role, string? Column)[] roles) => Request(parsed, [], roles);

    /// <inheritdoc cref="Request(ParseResult, ValueTuple{Role, string}[])"/>
    /// <param name="parsed">The command line.</param>
    /// <param name="otherItems">Items of another file, which --reverse may name too.</param>
    /// <param name="roles">Column names by role; null where a role has none.</param>
    public DataRequest Request(ParseResult parsed, IReadOnlyList<string> otherItems, params (Role Role, string? Column)[] roles)
    {
        var (named, columns, answers) = (parsed.GetValue(instrument), List(parsed.GetValue(scores)), List(parsed.GetValue(items)));
        if (new[] { named is not null, columns.Length > 0, answers.Length > 0 }.Count(given => given) != 1)
            throw new UsageException("say where the numbers are with one of --instrument (answers are scored first), --scores (columns of scores) or --items (columns of answers)");
        var turned = List(parsed.GetValue(reverse));
        if (turned.Except([.. answers, .. otherItems]).FirstOrDefault() is { } stray)
            throw new UsageException($"--reverse names {stray}, which --items does not");
        var bounds = Range(parsed.GetValue(range));
        if (turned.Length > 0 && bounds is null)
            throw new UsageException("--reverse needs --range, such as --range 1..5: an answer is turned round to lowest + highest - answer");
        Instrument? chosen = named is null ? null : InstrumentOptions.Find(named, parsed.GetValue(rules), List(parsed.GetValue(only)));
        return new DataRequest
        {
            Path = parsed.GetValue(file)!,
            InstrumentName = named,
            Instrument = chosen,
            Scales = chosen is null ? [] : Scales(chosen, parsed.GetValue(scales) ?? []),
            Names = InstrumentOptions.Pairs(parsed.GetValue(map)),
            Scores = columns,
            Items = answers,
            Reversed = turned,
            Range = bounds,
            Missing = [.. List(parsed.GetValue(missing)).Select(code => Number(code, "--missing"))],
            Roles = roles.Where(role => role.Column is not null).ToDictionary(role => role.Role, role => role.Column!),
        };
    }

    public static string[] List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static double Number(string text, string option) => ReadNumber.Of(text) ?? throw new UsageException($"{option} takes numbers with a decimal point, not '{text}'");

    private static List<Scale> Scales(Instrument instrument, string[] wanted)
    {
        if (wanted.FirstOrDefault(id => instrument.FindScale(id) is null) is { } unknown)
            throw new InputException($"{instrument.Id} has no scale '{unknown}'{NearName.Hint(unknown, [.. instrument.Scales.Select(scale => scale.Id)], "scales")}");
        var chosen = instrument.Scales.Where(scale => wanted.Length == 0 || wanted.Contains(scale.Id)).ToList();
        return chosen.Count > 0 ? chosen : throw new InputException($"{instrument.Id} has no scales: nothing of it is scored");
    }

    private static (double Low, double High)? Range(string? text)
    {
        if (text is null) return null;
        if (text.Split("..") is not [var low, var high] || ReadNumber.Of(low) is not { } from || ReadNumber.Of(high) is not { } to || from >= to)
            throw new UsageException($"--range takes the lowest and the highest answer, such as 1..5, not '{text}'");
        return (from, to);
    }
}
