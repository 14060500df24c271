using System.Globalization;
using System.Text.Json;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Library;

/// <summary>Prints an instrument for people, or as JSON.</summary>
internal static class ShowInstrument
{
    public static int Run(Terminal terminal, string name, bool asJson)
    {
        var (instrument, output) = (InstrumentFolder.Instrument(name), terminal.Output);
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
            output.WriteLine($"{item.Code}\t{item.Text}{(item.Responses is { } set ? $" [{set.Id}]" : "")}");
        foreach (var set in instrument.ResponseSets)
        {
            output.WriteLine();
            output.WriteLine($"answers [{set.Id}]");
            foreach (var option in set.Options)
                output.WriteLine($"  {option.Code}: {option.Label}{Counts(option)}");
        }
        foreach (var scale in instrument.Scales)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{instrument.Id}.{scale.Id}: {scale.Title}, {CamelCase(scale.Method)}, {scale.Minimum} to {scale.Maximum}"));
            output.WriteLine($"  items: {string.Join(", ", scale.Items.Select(item => item.Reverse ? item.Code + " (reversed)" : item.Code))}");
            if (scale.Table is { Rows.Count: > 0 } table)
                output.WriteLine($"  table: {Summary(table)}");
            foreach (var rule in scale.Rules)
                output.WriteLine($"  rule {rule.Id}: {rule.Title}");
            foreach (var band in scale.Bands)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  band {band.Id}: {band.Title}, from {band.From}"));
        }
        return CommandLine.Done;
    }

    // Words as they stand in the file.
    private static string CamelCase<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Counts(ResponseOption option) => option switch
    {
        { Missing: { } missing } => $" ({CamelCase(missing)})",
        { Value: { } value } => string.Create(CultureInfo.InvariantCulture, $" = {value}"),
        _ => "",
    };

    private static string Summary(LookupTable table)
    {
        var (lowest, highest) = (table.Rows.MinBy(row => row.Raw)!, table.Rows.MaxBy(row => row.Raw)!);
        return string.Create(CultureInfo.InvariantCulture, $"{table.Rows.Count} rows, from {lowest.Raw} (gives {lowest.Value}) to {highest.Raw} (gives {highest.Value}); {table.Source}");
    }
}
