using SelfEval.Cli.Reports;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Analysis;

/// <summary>What an instrument's standing means for a figure of it; said with every report.</summary>
internal static class StandingWords
{
    public static void Add(Report report, Measured measure)
    {
        if (measure.Instrument is not { } instrument) return;
        report.Add("instrument", "Instrument", $"{instrument.Id} {instrument.Version}");
        report.Add("standing", "Standing", instrument.Standing.ToString().ToLowerInvariant());
        report.Add("rule", "Rule for missing answers", measure.Scale!.Rule.Id);
        if (instrument.Standing == Standing.Adapted)
            report.Say("The instrument was used in part or altered: norms, levels and reliability found for the whole do not hold for it.");
        if (measure.Scale.Calibration is { Illustrative: true } || measure.Scale.Table is { Illustrative: true })
            report.Say("The numbers behind this score are invented to show the method: read it as an example, not as a finding.");
    }
}
