using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export;

/// <summary>The cells of one score, from <c>instrument</c> on.</summary>
internal static class ScoreCells
{
    internal static void Write(CsvWriter csv, ScaleScore score)
    {
        csv.Text(score.Instrument);
        csv.Text(score.InstrumentVersion);
        csv.Text(Standing(score.Standing));
        csv.Text(score.Scale);
        csv.Text(score.Rule);
        csv.Text(score.ScoringVersion);
        csv.Number(score.Value);
        csv.Number(score.StandardError);
        csv.Text(score.Band);
        csv.Number(score.ItemCount);
        csv.Number(score.Answered);
        csv.Number(score.Replaced.Count);
        csv.Text(score.Replaced.Count == 0 ? null
            : string.Join(' ', score.Replaced.Select(item => item.Code + "=" + item.Value.ToString(CultureInfo.InvariantCulture))));
        csv.Codes(score.Used);
        csv.Text(score.Unscored);
        csv.Text(score.Flags.Count == 0 ? null : string.Join(' ', score.Flags));
    }

    internal static string Standing(Standing standing) => standing switch
    {
        Instruments.Definition.Standing.Style => "style",
        Instruments.Definition.Standing.Licensed => "licensed",
        Instruments.Definition.Standing.Bespoke => "bespoke",
        _ => "adapted",
    };
}
