using System.CommandLine;
using System.Globalization;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli;

/// <summary><c>selfeval instruments list|check|show</c>.</summary>
internal static class InstrumentsCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var instruments = new Command("instruments", "The instruments at hand.");

        var list = new Command("list", "Lists id, version, standing, items, scales and title, separated by tabs.");
        list.SetAction(_ => List(output, error));
        instruments.Subcommands.Add(list);

        var paths = new Argument<string[]>("path") { Description = "Instrument files or folders; none means all instruments.", Arity = ArgumentArity.ZeroOrMore };
        var check = new Command("check", "Checks instrument files, and their golden cases where these stand beside them.") { paths };
        check.SetAction(parsed => Check(parsed.GetValue(paths) ?? [], output));
        instruments.Subcommands.Add(check);

        var name = new Argument<string>("instrument") { Description = "An id, an id and version (care-style@1.0), or a file." };
        var asJson = new Option<bool>("--json") { Description = "Prints the instrument's canonical JSON." };
        var show = new Command("show", "Shows an instrument's items and scales.") { name, asJson };
        show.SetAction(parsed => Show(parsed.GetValue(name)!, parsed.GetValue(asJson), output));
        instruments.Subcommands.Add(show);
        return instruments;
    }

    private static int List(TextWriter output, TextWriter error)
    {
        var shelf = InstrumentShelf.Load(InstrumentFolder.Find());
        foreach (var instrument in shelf.All)
        {
            output.WriteLine(string.Join('\t', instrument.Id, instrument.Version, instrument.Standing.ToString().ToLowerInvariant(),
                instrument.Items.Count.ToString(CultureInfo.InvariantCulture), instrument.Scales.Count.ToString(CultureInfo.InvariantCulture), instrument.Title));
        }
        foreach (var problem in shelf.Problems)
            error.WriteLine(problem);
        return shelf.Problems.Count == 0 ? CommandLine.Done : CommandLine.WrongInput;
    }

    private static int Check(string[] paths, TextWriter output)
    {
        var problems = new List<object>();
        if (paths.Length == 0)
            paths = [InstrumentFolder.Find()];
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                problems.AddRange(InstrumentShelf.Load(path).Problems.Where(problem => !File.Exists(Path.Combine(path, problem.File)) || Reads(Path.Combine(path, problem.File))));
                foreach (var file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
                    CheckFile(file, problems, output);
            }
            else
            {
                CheckFile(path, problems, output);
            }
        }
        if (problems.Count > 0)
            throw new InputException(problems);
        return CommandLine.Done;
    }

    // A file that cannot be read is complained of once, by its own check.
    private static bool Reads(string file) => InstrumentReader.Read(File.ReadAllText(file), file).Instrument is not null;

    private static void CheckFile(string file, List<object> problems, TextWriter output)
    {
        if (!File.Exists(file))
        {
            problems.Add($"{file}: there is no such file");
            return;
        }
        var (instrument, complaints) = InstrumentReader.Read(File.ReadAllText(file), file);
        problems.AddRange(complaints);
        if (instrument is null)
            return;
        var casesFile = Path.ChangeExtension(file, ".cases.csv");
        if (!File.Exists(casesFile))
        {
            output.WriteLine($"{instrument.Id} {instrument.Version}: sound; no cases beside it");
            return;
        }
        using var reader = new StreamReader(casesFile);
        var table = CsvTable.Read(reader, casesFile);
        var differences = InstrumentCases.Check(instrument, table);
        problems.AddRange(differences);
        if (differences.Count == 0)
            output.WriteLine($"{instrument.Id} {instrument.Version}: sound; {table.Rows.Count} cases agree");
    }

    private static int Show(string name, bool asJson, TextWriter output)
    {
        var instrument = InstrumentFolder.Instrument(name);
        if (asJson)
        {
            output.WriteLine(instrument.Json);
            return CommandLine.Done;
        }
        output.WriteLine($"{instrument.Title}");
        output.WriteLine($"{instrument.Id} {instrument.Version}, {instrument.Standing.ToString().ToLowerInvariant()}, content {instrument.ContentHash}");
        if (instrument.Description is { } description)
            output.WriteLine(description);
        output.WriteLine($"Licence: {instrument.Licence.Name}. {instrument.Licence.Terms}".TrimEnd());
        foreach (var source in instrument.Sources)
            output.WriteLine($"Source: {source.Citation}{(source.Doi is null ? "" : $", doi {source.Doi}")}");
        output.WriteLine();
        foreach (var item in instrument.Items)
            output.WriteLine($"{item.Code}\t{item.Text}");
        foreach (var scale in instrument.Scales)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{instrument.Id}.{scale.Id}: {scale.Title}, {scale.Method}, {scale.Minimum} to {scale.Maximum}"));
            output.WriteLine($"  items: {string.Join(", ", scale.Items.Select(item => item.Reverse ? item.Code + " (reversed)" : item.Code))}");
            foreach (var rule in scale.Rules)
                output.WriteLine($"  rule {rule.Id}: {rule.Title}");
            foreach (var band in scale.Bands)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  band {band.Id}: {band.Title}, from {band.From}"));
        }
        return CommandLine.Done;
    }
}
