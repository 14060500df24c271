using System.Globalization;

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
