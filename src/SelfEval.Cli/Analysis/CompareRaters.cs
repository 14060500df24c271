using System.CommandLine;
using SelfEval.Cli.Reports;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Cli.Analysis;

/// <summary><c>analyse icc</c>: do raters, or the same people in two rounds, give the same thing the same value.</summary>
internal static class CompareRaters
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("icc", "Intraclass correlations: --scores with a column for each rater, or --id and --rater where each rating has a row of its own.");
        var data = DataOptions.AddTo(command);
        var id = DataOptions.Column("--id", "The column that says who or what was rated, where each rating has a row of its own.");
        var rater = DataOptions.Column("--rater", "The column that says by whom, or in which round.");
        command.Options.Add(id);
        command.Options.Add(rater);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(id) is null != parsed.GetValue(rater) is null)
                throw new UsageException("--id and --rater go together: what was rated, and by whom");
            var request = data.Request(parsed, (Role.Id, parsed.GetValue(id)), (Role.Group, parsed.GetValue(rater)));
            var wide = parsed.GetValue(id) is null;
            if (wide && request.Scores.Count < 2)
                throw new UsageException("give --scores with a column for each rater, such as --scores ann,ben, or say with --id and --rater who was rated by whom");
            var read = ReadAnalysisData.Run(terminal, request);
            IEnumerable<Ratings> ratings = wide ? [Ratings.OfColumns(read.Measures)] : read.Measures.Select(measure => Ratings.OfRows(read, measure));
            PrintReports.Run(terminal, data.Format(parsed), [.. ratings.Select(of => Of(of, data.Confidence(parsed)))]);
            return CommandLine.Done;
        });
        return command;
    }

    private static Report Of(Ratings ratings, double confidence)
    {
        var k = ratings.Raters.Count;
        var found = IntraclassCorrelation.Of(ratings.Values, k, confidence);
        var interval = $"{Say.Percent(confidence)} interval";
        var report = new Report("icc", $"{ratings.Title}: agreement of {string.Join(", ", ratings.Raters)}");
        report.Say($"Rated by all {k}: {ratings.Subjects}. Left out, as a rating is missing: {ratings.LeftOut}.");
        report.Add("subjects", "n, rated by all", ratings.Subjects);
        report.Add("leftOut", "Not rated by all", ratings.LeftOut);
        report.Add("raters", "Raters", k);
        if (!found.Try(out var icc))
        {
            report.Say($"No intraclass correlation: {found.Why!.Words}.");
            report.Add("icc", "Intraclass correlation", found.Why);
        }
        else
        {
            if (icc.Agreement.OneRating.Try(out var single))
                report.Say($"If it must be the same value: one rating has a reliability of {Say.Number(single)} ({interval} {Say.Value(Report.Plain(icc.Agreement.OneRatingInterval))}), "
                    + $"the mean of {k} of {Say.Value(Report.Plain(icc.Agreement.MeanRating))}.");
            report.Add("betweenSubjects", "Mean square between those rated", icc.BetweenSubjects);
            report.Add("betweenRaters", "Mean square between raters", icc.BetweenRaters);
            report.Add("residual", "Residual mean square", icc.Residual);
            var table = report.Table("coefficients", "Intraclass correlations", ("model", "Model"), ("meaning", "What counts as agreement"), ("oneRating", "One rating"), ("oneRatingInterval", interval),
                ("meanRating", $"Mean of {k}"), ("meanRatingInterval", interval));
            void Row(string model, string meaning, IntraclassEstimate of) => table.Row(model, meaning, of.OneRating, of.OneRatingInterval, of.MeanRating, of.MeanRatingInterval);
            Row("ICC(A)", "the same value from the same raters", icc.Agreement);
            Row("ICC(C)", "the same order; raters may differ by a constant", icc.Consistency);
            Row("ICC(1)", "the same value, each rated by other people", icc.OneWay);
        }
        if (ratings.Of is { } measure) StandingWords.Add(report, measure);
        return report;
    }
}
