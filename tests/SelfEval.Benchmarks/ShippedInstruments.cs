using SelfEval.Instruments.Definition;

namespace SelfEval.Benchmarks;

/// <summary>The instruments folder above the program.</summary>
internal static class ShippedInstruments
{
    public static string Folder { get; } = Find();

    public static Instrument Get(string id) => InstrumentShelf.Load(Folder).Find(id)!;

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "SelfEval.sln")))
                return Path.Combine(at.FullName, "instruments");
        }
        throw new DirectoryNotFoundException("The solution folder is not above the program.");
    }
}
