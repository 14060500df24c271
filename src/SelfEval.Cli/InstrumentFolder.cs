using SelfEval.Instruments.Definition;

namespace SelfEval.Cli;

/// <summary>Where instruments are found: <c>SELFEVAL_INSTRUMENTS</c>, or the nearest folder <c>instruments</c> upwards from here or from the program.</summary>
internal static class InstrumentFolder
{
    private const string Variable = "SELFEVAL_INSTRUMENTS";

    public static string Find() => Nearest() ?? throw new InputException($"no folder 'instruments' was found here or above; set {Variable}");

    /// <summary>The instruments found; null where there is no folder of them.</summary>
    public static InstrumentShelf? Shelf() => Nearest() is { } folder ? InstrumentShelf.Load(folder) : null;

    /// <summary>An instrument by id, by id and version (<c>care-style@1.0</c>), or by the path of a file.</summary>
    public static Instrument Instrument(string name)
    {
        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal))
        {
            if (Directory.Exists(name))
                throw new InputException($"{name}: is a folder; name a file in it{(Directory.EnumerateFiles(name, "*.json").Order(StringComparer.Ordinal).LastOrDefault() is { } file ? $", such as {file}" : "")}");
            if (!File.Exists(name))
                throw new InputException($"{name}: there is no such file");
            var (instrument, problems) = InstrumentReader.ReadFile(name);
            return instrument ?? throw new InputException(problems);
        }
        var shelf = InstrumentShelf.Load(Find());
        var parts = name.Split('@', 2);
        if (shelf.Find(parts[0], parts.Length == 2 ? parts[1] : null) is { } found)
            return found;
        var spoilt = shelf.Problems.Where(problem => problem.File.StartsWith(parts[0] + "/", StringComparison.Ordinal)).ToList();
        var versions = shelf.All.Where(instrument => instrument.Id == parts[0]).Select(instrument => instrument.Version).ToList();
        throw spoilt.Count > 0 ? new InputException(spoilt)
            : versions.Count > 0 ? new InputException($"there is no version '{parts[1]}' of {parts[0]}; there are {string.Join(", ", versions)}")
            : new InputException($"there is no instrument '{name}'; there are {string.Join(", ", shelf.All.Select(instrument => instrument.Id).Distinct())}");
    }

    private static string? Nearest()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : throw new InputException($"{Variable} names {named}, which is not a folder");
        }
        return Upwards(Directory.GetCurrentDirectory()) ?? Upwards(AppContext.BaseDirectory);
    }

    private static string? Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "instruments");
            if (Directory.Exists(candidate) && Directory.EnumerateFiles(candidate, "*.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).Any())
                return candidate;
        }
        return null;
    }
}
