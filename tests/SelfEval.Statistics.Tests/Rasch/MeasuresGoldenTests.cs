using Xunit;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

/// <summary>Cases of topic rasch_measures_from_given_parameters: every raw score of every subset, and people with gaps.</summary>
public sealed class MeasuresGoldenTests
{
    public static TheoryData<string> Cases => GoldenRasch.Cases("rasch_measures_from_given_parameters");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Scale(string name)
    {
        var model = Model(name);
        var expected = GoldenRasch.Expected(name).GetProperty("scale_transform");
        GoldenRasch.Same(expected, "theta_at_0", model.Scale().AtZero, 1e-6);
        GoldenRasch.Same(expected, "theta_at_100", model.Scale().AtHundred, 1e-6);
        GoldenRasch.Same(expected, "points_per_logit", model.PointsPerLogit, 1e-6);
        GoldenRasch.Same(expected, "eap_at_0", model.Scale(PersonEstimator.PosteriorMean).AtZero, 1e-9);
        GoldenRasch.Same(expected, "eap_at_100", model.Scale(PersonEstimator.PosteriorMean).AtHundred, 1e-9);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Every_raw_score_of_every_subset(string name)
    {
        var model = Model(name);
        var items = GoldenRasch.Items(name);
        var subsets = GoldenRasch.Definition(name).GetProperty("subsets").EnumerateObject().ToDictionary(
            subset => subset.Name, subset => subset.Value.EnumerateArray().Select(item => Array.IndexOf(items, item.GetString())).ToArray());
        var rows = GoldenRasch.Rows(name, "expected_raw_to_score.csv");
        Assert.Equal(subsets.Keys.Order(), rows.Select(row => row["subset"]).Distinct().Order());
        foreach (var (subset, positions) in subsets)
        {
            PersonMeasure[][] tables = [.. Enum.GetValues<PersonEstimator>().Select(estimator => model.RawScoreTable(positions, estimator))];
            var expected = rows.Where(row => row["subset"] == subset).ToList();
            Assert.Equal(expected.Count, tables[0].Length);
            foreach (var row in expected)
            {
                GoldenRasch.Same(row, "n_items", positions.Length, 0);
                var raw = GoldenRasch.Whole(row["raw"]);
                Same(name, row, model, tables[0][raw], tables[1][raw], tables[2][raw]);
                GoldenRasch.Same(row, "score100_wle", model.Scale().Points(tables[1][raw].Theta), 1e-4);
                GoldenRasch.Same(row, "score100_eap", model.Scale(PersonEstimator.PosteriorMean).Points(tables[2][raw].Theta), 1e-4);
            }
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void People_with_gaps(string name)
    {
        var model = Model(name);
        var answers = GoldenRasch.Answers(name);
        MeasureTables[] tables = [.. Enum.GetValues<PersonEstimator>().Select(estimator => new MeasureTables(model, estimator))];
        var rows = GoldenRasch.Rows(name, "expected_persons.csv");
        Assert.Equal(rows.Count, answers.People);
        for (var person = 0; person < rows.Count; person++)
        {
            var row = rows[person];
            var sheet = GoldenRasch.Sheet(answers, person);
            int[] answered = [.. Enumerable.Range(0, sheet.Length).Where(item => sheet[item] != ScoreMatrix.Missing)];
            PersonMeasure?[] found = [.. tables.Select(table => table.MeasureSheet(sheet).Try(out var measure) ? measure : (PersonMeasure?)null)];
            GoldenRasch.Same(row, "n_answered", answered.Length, 0);
            GoldenRasch.Same(row, "raw", answered.Length == 0 ? null : answered.Sum(item => sheet[item]), 0);
            GoldenRasch.Same(row, "max_raw", answered.Length == 0 ? null : model.MaximumRaw(answered), 0);
            Same(name, row, model, found[0], found[1], found[2]);
        }
    }

    private static void Same(string name, Dictionary<string, string> row, ThresholdModel model, PersonMeasure? likelihood, PersonMeasure? warm, PersonMeasure? posterior)
    {
        GoldenRasch.SameMeasure(row, "mle", "mle_se", likelihood, plain: true, 1e-6);
        GoldenRasch.SameMeasure(row, "mle_ext", "mle_ext_se", likelihood, plain: false, 1e-6);
        GoldenRasch.SameMeasure(row, "wle", "wle_se", warm, plain: false, 1e-6);
        // README asks for 1e-5 where quadrature is coarse; this integral is good to 1e-10, as the expected one is.
        GoldenRasch.SameMeasure(row, "eap", "eap_sd", posterior, plain: false, 1e-9);
        var points = likelihood is { } measure ? model.Scale().Points(measure.Theta) : (double?)null;
        GoldenRasch.Same(row, "score100_mle", points, 1e-4);
        GoldenRasch.Same(row, "score100_mle_se", likelihood?.StandardError * model.PointsPerLogit, 1e-4);
        double[] cuts = [.. GoldenRasch.Definition(name).GetProperty("level_cuts_on_score100_mle").EnumerateArray().Select(cut => cut.GetDouble())];
        GoldenRasch.Same(row, "level", points is { } score ? LinearScale.Level(score, cuts) : null, 0);
        if (points is { } inside) Assert.Equal(inside, model.To100(likelihood!.Value.Theta), 1e-9);
    }

    private static ThresholdModel Model(string name)
    {
        var definition = GoldenRasch.Definition(name);
        var rows = GoldenRasch.Rows(name, definition.GetProperty("item_parameters").GetString()!);
        var thresholds = GoldenRasch.Items(name).Select(item => rows.Where(row => row["item"] == item)
            .OrderBy(row => GoldenRasch.Whole(row["category"])).Select(row => GoldenRasch.Number(row["threshold"])).ToArray()).ToArray();
        var adjustment = definition.GetProperty("extreme_score_adjustment").GetDouble();
        var prior = definition.GetProperty("eap_prior");
        return new ThresholdModel(thresholds, adjustment, new NormalPrior(prior.GetProperty("mean").GetDouble(), prior.GetProperty("sd").GetDouble()));
    }
}
