using System.Reflection;
using System.Text;

namespace SelfEval.Cli.Library;

/// <summary>Writes a small valid instrument, its cases and a README that explains each part, and never over anything that is there.</summary>
internal static class StartInstrument
{
    private const string Pattern = "my-instrument";
    private static readonly string[] Names = ["1.0.json", "1.0.cases.csv", "README.md"];

    public static int Run(Terminal terminal, string id, string into)
    {
        if (id.Length is 0 or > 40 || !char.IsAsciiLetterLower(id[0]) || id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            throw new UsageException($"'{id}' is no id: write lower-case letters, digits and hyphens, beginning with a letter, at most 40, such as {Pattern}");
        var folder = Path.Combine(into, id);
        if (Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } there)
            throw new InputException($"{there}: is there already and is not overwritten; choose another id or folder");
        if (InstrumentFolder.Shelf()?.Find(id) is not null)
            throw new InputException($"there is an instrument '{id}' already; choose another id, or copy its newest file to the next version");
        Directory.CreateDirectory(folder);
        foreach (var name in Names)
        {
            using var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew);
            file.Write(Encoding.UTF8.GetBytes(Text(name, into).Replace(Pattern, id, StringComparison.Ordinal).Replace("myi_", Prefix(id), StringComparison.Ordinal)));
            terminal.Output.WriteLine(file.Name);
        }
        return CommandLine.Done;
    }

    // Item codes are unique among all instruments, so they begin with the letters of the id.
    private static string Prefix(string id) => string.Concat(id.Where(char.IsAsciiLetterOrDigit).Take(12)) + "_";

    // An editor would look in vain for a schema that is not there.
    private static string Text(string name, string into) =>
        File.Exists(Path.Combine(into, "instrument.schema.json")) ? Text(name) : Text(name).Replace("  \"$schema\": \"../instrument.schema.json\",\n", "", StringComparison.Ordinal);

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Start/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
