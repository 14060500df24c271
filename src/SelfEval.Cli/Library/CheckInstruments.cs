using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Cli.Library;

/// <summary>Checks instrument files, the cases beside them and how hard their English items are to read. Only the first two are complained of.</summary>
internal sealed class CheckInstruments
{
    private const double HardFrom = 11;

    private readonly TextWriter output;
    private readonly List<object> problems = [];
    private readonly Lazy<InstrumentShelf?> atHand = new(InstrumentFolder.Shelf);

    private CheckInstruments(TextWriter output) => this.output = output;

    public static int Run(Terminal terminal, string[] paths)
    {
        var check = new CheckInstruments(terminal.Output);
        foreach (var path in paths.Length == 0 ? [InstrumentFolder.Find()] : paths)
            check.Path(path);
        return check.problems.Count == 0 ? CommandLine.Done : throw new InputException(check.problems);
    }

    private void Path(string path)
    {
        if (!Directory.Exists(path))
        {
            File(path);
            return;
        }
        // A file that cannot be read is complained of once, by its own check.
        problems.AddRange(InstrumentShelf.Load(path).Problems.Where(problem => System.IO.Path.Combine(path, problem.File) is var file
            && (!System.IO.File.Exists(file) || InstrumentReader.ReadFile(file).Instrument is not null)));
        foreach (var file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            File(file);
    }

    private void File(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            problems.Add($"{file}: there is no such file");
            return;
        }
        var (instrument, complaints) = InstrumentReader.ReadFile(file);
        problems.AddRange(complaints);
        if (instrument is null)
            return;
        if (Cases(instrument, System.IO.Path.ChangeExtension(file, ".cases.csv")) is not { } cases)
            return;
        output.WriteLine($"{instrument.Id} {instrument.Version}: sound; {cases}");
        foreach (var note in InstrumentNotes.Of(instrument, file, atHand.Value))
            output.WriteLine($"  note: {note}");
        Reading(instrument);
    }

    private string? Cases(Instrument instrument, string file)
    {
        if (!System.IO.File.Exists(file))
            return instrument.Scales.Count == 0 ? "no scales, so no cases" : $"no cases beside it, so its scoring is unproved; write {System.IO.Path.GetFileName(file)}";
        using var bytes = System.IO.File.OpenRead(file);
        using var reader = new StrictUtf8Reader(bytes);
        var table = CsvTable.Read(reader, file);
        var differences = InstrumentCases.Check(instrument, table);
        problems.AddRange(differences);
        return differences.Count == 0 ? $"{table.Rows.Count} cases agree" : null;
    }

    private void Reading(Instrument instrument)
    {
        var hard = new List<string>();
        foreach (var item in instrument.Items.Where(_ => instrument.Languages.Contains("en")))
        {
            if (Readability.Of(item.Text.In("en")) is not { ReadingAge: var age })
                continue;
            output.WriteLine($"  {item.Code}: reading age {DisplayNumber.Format(age, 1)}{(age > HardFrom ? ", hard" : "")}");
            if (age > HardFrom)
                hard.Add(item.Code);
        }
        if (hard.Count > 0)
            output.WriteLine($"  above reading age {HardFrom:0}: {string.Join(", ", hard)}; shorter sentences and everyday words bring it down (a hint, not a fault)");
    }
}
