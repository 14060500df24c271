namespace SelfEval.Instruments.Definition;

/// <summary>All instruments of a folder <c>&lt;id&gt;/&lt;version&gt;.json</c>.</summary>
public sealed class InstrumentShelf
{
    private InstrumentShelf(IReadOnlyList<Instrument> all, IReadOnlyList<InstrumentProblem> problems)
    {
        All = all;
        Problems = problems;
    }

    /// <summary>Every version of every sound instrument, by id, newest version first.</summary>
    public IReadOnlyList<Instrument> All { get; }

    /// <summary>Everything wrong in the folder. An instrument with a problem is not on the shelf.</summary>
    public IReadOnlyList<InstrumentProblem> Problems { get; }

    /// <summary>A shelf of instruments already read.</summary>
    public static InstrumentShelf Of(IEnumerable<Instrument> instruments) => new(Sorted(instruments), []);

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder that holds one folder for each instrument.</param>
    public static InstrumentShelf Load(string folder)
    {
        if (!Directory.Exists(folder))
            return new InstrumentShelf([], [new InstrumentProblem(folder, "$", "there is no such folder")]);
        var found = new List<(Instrument Instrument, string File)>();
        var problems = new List<InstrumentProblem>();
        foreach (var file in Directory.EnumerateDirectories(folder).SelectMany(inner => Directory.EnumerateFiles(inner, "*.json")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var (instrument, complaints) = InstrumentReader.ReadFile(file, name);
            problems.AddRange(complaints);
            if (instrument is null)
                continue;
            if (name != $"{instrument.Id}/{instrument.Version}.json")
                problems.Add(new InstrumentProblem(name, "$.id", $"the file must be {instrument.Id}/{instrument.Version}.json"));
            else
                found.Add((instrument, name));
        }
        CheckCodesAcross(found, problems);
        return new InstrumentShelf(Sorted(found.Select(pair => pair.Instrument)), problems);
    }

    /// <summary>An instrument by id and version; without a version, its newest.</summary>
    public Instrument? Find(string id, string? version = null) =>
        All.FirstOrDefault(instrument => instrument.Id == id && (version is null || instrument.Version == version));

    private static List<Instrument> Sorted(IEnumerable<Instrument> instruments) =>
        instruments.OrderBy(instrument => instrument.Id, StringComparer.Ordinal)
            .ThenByDescending(instrument => System.Version.Parse(instrument.Version))
            .ToList();

    // A questionnaire may mix all of them, so a code must mean one thing everywhere.
    private static void CheckCodesAcross(List<(Instrument Instrument, string File)> found, List<InstrumentProblem> problems)
    {
        var owners = new Dictionary<string, string>();
        foreach (var (instrument, file) in found.ToList())
        {
            for (var i = 0; i < instrument.Items.Count; i++)
            {
                if (owners.TryAdd(instrument.Items[i].Code, instrument.Id) || owners[instrument.Items[i].Code] == instrument.Id)
                    continue;
                problems.Add(new InstrumentProblem(file, $"$.items[{i}].code", $"item code '{instrument.Items[i].Code}' belongs to {owners[instrument.Items[i].Code]}"));
                found.RemoveAll(pair => pair.File == file);
            }
        }
    }
}
