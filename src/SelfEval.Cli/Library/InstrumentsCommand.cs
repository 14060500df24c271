using System.CommandLine;
using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Library;

/// <summary><c>selfeval instruments list|check|show|new</c>.</summary>
internal static class InstrumentsCommand
{
    public static Command Create(Terminal terminal)
    {
        var instruments = new Command("instruments", "The instruments at hand, and how to write one.");

        var list = new Command("list", "Lists id, version, standing, items, scales and title, separated by tabs.");
        list.SetAction(_ => List(terminal));
        instruments.Subcommands.Add(list);

        var paths = new Argument<string[]>("path") { Description = "Instrument files or folders; none means all instruments.", Arity = ArgumentArity.ZeroOrMore };
        var check = new Command("check", "Checks instrument files and their golden cases, and says how hard each English item is to read.") { paths };
        check.SetAction(parsed => CheckInstruments.Run(terminal, parsed.GetValue(paths) ?? []));
        instruments.Subcommands.Add(check);

        var name = new Argument<string>("instrument") { Description = "An id, an id and version (care-style@1.0), or a file." };
        var asJson = new Option<bool>("--json") { Description = "Prints the instrument's canonical JSON." };
        var show = new Command("show", "Shows an instrument's items and scales.") { name, asJson };
        show.SetAction(parsed => ShowInstrument.Run(terminal, parsed.GetValue(name)!, parsed.GetValue(asJson)));
        instruments.Subcommands.Add(show);

        var id = new Argument<string>("id") { Description = "Lower-case letters, digits and hyphens, beginning with a letter." };
        var into = new Option<string>("--into") { Description = "The folder in which the instrument's own folder is made; here if not given.", DefaultValueFactory = _ => "." };
        var start = new Command("new", "Writes a small valid instrument to start from, its cases, and a README that explains each part.") { id, into };
        start.SetAction(parsed => StartInstrument.Run(terminal, parsed.GetValue(id)!, parsed.GetValue(into)!));
        instruments.Subcommands.Add(start);
        return instruments;
    }

    private static int List(Terminal terminal)
    {
        var shelf = InstrumentShelf.Load(InstrumentFolder.Find());
        foreach (var instrument in shelf.All)
        {
            terminal.Output.WriteLine(string.Join('\t', instrument.Id, instrument.Version, instrument.Standing.ToString().ToLowerInvariant(),
                instrument.Items.Count.ToString(CultureInfo.InvariantCulture), instrument.Scales.Count.ToString(CultureInfo.InvariantCulture), instrument.Title));
        }
        foreach (var problem in shelf.Problems)
            terminal.Error.WriteLine(problem);
        return shelf.Problems.Count == 0 ? CommandLine.Done : CommandLine.WrongInput;
    }
}
