using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Tests;

/// <summary>What tests start from.</summary>
internal static class Make
{
    public static string InstrumentsFolder { get; } = FindFolder();

    public static InstrumentShelf Shelf { get; } = InstrumentShelf.Load(InstrumentsFolder);

    public static Instrument Shipped(string id) => Shelf.Find(id) ?? throw new InvalidOperationException($"{id} is not shipped");

    /// <summary>Answers in the items' order, as the reference writes them: NA does not apply, - is blank.</summary>
    public static AnswerSheet Sheet(Instrument instrument, string answers)
    {
        var given = answers.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert(given.Length == instrument.Items.Count);
        return AnswerSheet.Of(instrument.Items.Zip(given).Where(pair => pair.Second != "-")
            .Select(pair => KeyValuePair.Create(pair.First.Code, pair.Second == "NA" ? "na" : pair.Second)));

        static void Assert(bool fits)
        {
            if (!fits)
                throw new ArgumentException("as many answers as items are needed");
        }
    }

    public static Instrument Read(string json)
    {
        var (instrument, problems) = InstrumentReader.Read(json, "test.json");
        return instrument ?? throw new InvalidOperationException(string.Join("\n", problems));
    }

    private static string FindFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "SelfEval.sln")))
                return Path.Combine(at.FullName, "instruments");
        }
        throw new DirectoryNotFoundException("The solution folder is not above the tests.");
    }
}
