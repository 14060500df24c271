using System.CommandLine;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Export.Packages;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Cli.Exporting;

/// <summary><c>selfeval export EXPORT.zip --format NAME --out FILE</c>: the rows of a zip from the site in another format.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, ExportLayout> Layouts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["wide"] = ExportLayout.Responses, ["long"] = ExportLayout.Answers, ["scores"] = ExportLayout.Scores,
    };

    public static Command Create(Terminal terminal)
    {
        var zip = new Argument<string>("export.zip") { Description = "A zip downloaded from the site (or made by this command)." };
        var format = new Option<string>("--format") { Description = $"One of {Names(ExportFormats.All.Select(one => one.Name))}.", Required = true };
        var layout = new Option<string>("--layout") { Description = "wide: a row a response; long: a row a response and variable; scores: a row a response and scale, with its working.", DefaultValueFactory = _ => "wide" };
        var to = new Option<string>("--out") { Description = "The file to write. It is seen whole or not at all.", Required = true };
        var command = new Command("export", "Writes the rows of a downloaded zip in another format: CSV, Excel, SPSS, Stata, R, Parquet, NDJSON, FHIR.") { zip, format, layout, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = ExportFormats.Find(parsed.GetValue(format)!) ?? throw new UsageException($"There is no format '{parsed.GetValue(format)}'. There are {Names(ExportFormats.All.Select(one => one.Name))}.");
            if (!Layouts.TryGetValue(parsed.GetValue(layout)!, out var how)) throw new UsageException($"There is no layout '{parsed.GetValue(layout)}'. There are {Names(Layouts.Keys)}.");
            if (how != ExportLayout.Responses && !chosen.HasLayouts) throw new UsageException($"The format '{chosen.Name}' has no layouts: it holds everything.");
            await RunAsync(terminal, parsed.GetValue(zip)!, chosen, how, parsed.GetValue(to)!, cancellation);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task RunAsync(Terminal terminal, string path, ExportFormat format, ExportLayout layout, string to, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new InputException($"{path}: there is no such file");
        var waiting = $"{to}.{Environment.ProcessId}.part";
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
            using var package = await PackageReader.OpenAsync(file, cancellation);
            await using (var output = new FileStream(waiting, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024, FileOptions.Asynchronous))
                await format.WriteAsync(output, new ExportFrame(package.About, package.Questionnaires, layout), package.RowsAsync(cancellation), cancellation);
            File.Move(waiting, to, overwrite: true);
            terminal.Error.WriteLine($"{to}: {format.Title}. {(package.About.IncludesTexts ? "It holds what people wrote." : "What people wrote is left out.")} These rows are about people: keep them as the README says.");
        }
        catch (InvalidDataException problem)
        {
            throw new InputException($"{path}: {problem.Message}");
        }
        finally
        {
            File.Delete(waiting);
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
