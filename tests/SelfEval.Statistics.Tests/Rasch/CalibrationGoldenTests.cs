using System.Text.Json;
using Xunit;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

/// <summary>Cases of topic rasch_fit: everything that R found from the same answers.</summary>
public sealed class CalibrationGoldenTests
{
    private const double Measure = 2e-3;
    private const double FitStatistic = 5e-3;

    public static TheoryData<string> Cases => GoldenRasch.Cases("rasch_fit");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Thresholds_and_locations(string name)
    {
        var (fit, tolerance) = Fit(name);
        var rows = GoldenRasch.Rows(name, "expected_thresholds.csv");
        var items = GoldenRasch.Items(name);
        Assert.Equal(rows.Count, fit.Items.Sum(item => item.Thresholds.Count));
        foreach (var row in rows)
        {
            var threshold = fit.Items[Array.IndexOf(items, row["item"])].Thresholds[GoldenRasch.Whole(row["category"]) - 1];
            GoldenRasch.Same(row, "threshold", threshold.Value, tolerance);
            GoldenRasch.Same(row, "se", threshold.StandardError, tolerance);
        }

        var locations = GoldenRasch.Rows(name, "expected_item_locations.csv");
        Assert.Equal(locations.Count, fit.Items.Count);
        foreach (var row in locations)
        {
            var location = fit.Items[Array.IndexOf(items, row["item"])].Location;
            GoldenRasch.Same(row, "location", location.Value, tolerance);
            GoldenRasch.Same(row, "se", location.StandardError, tolerance);
        }

        Assert.Equal(0, fit.Items.Average(item => item.Location.Value), 1e-10);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Summary(string name)
    {
        var (fit, tolerance) = Fit(name);
        var expected = GoldenRasch.Expected(name);
        Assert.Equal(expected.GetProperty("n_persons").GetInt32(), fit.People);
        Assert.Equal(expected.GetProperty("n_parameters").GetInt32(), fit.ParameterCount);
        GoldenRasch.Same(expected, "conditional_loglik", fit.LogLikelihood, 1e-4);
        Assert.True(fit.LargestGradient < 1e-10, $"gradient {fit.LargestGradient}");
        var tau = expected.GetProperty("tau");
        if (tau.ValueKind == JsonValueKind.Null) Assert.Empty(fit.Steps);
        else
        {
            Assert.Equal(tau.GetArrayLength(), fit.Steps.Count);
            foreach (var (step, value) in fit.Steps.Zip(tau.EnumerateArray())) Assert.Equal(value.GetDouble(), step.Value, tolerance);
        }

        var separation = ModelFit.Of(fit.Model, GoldenRasch.Answers(name)).Separation;
        Assert.Equal(expected.GetProperty("n_non_extreme").GetInt32(), separation.Count);
        var reliability = expected.GetProperty("person_separation_reliability");
        GoldenRasch.Same(reliability, "value", separation.Reliability, FitStatistic);
        GoldenRasch.Same(reliability, "var_theta", separation.Variance, FitStatistic);
        GoldenRasch.Same(reliability, "mean_error_variance", separation.ErrorVariance, FitStatistic);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Raw_scores(string name)
    {
        var model = Fit(name).Calibration.Model;
        var (likelihood, warm, posterior) = (model.RawScoreTable(), model.RawScoreTable(PersonEstimator.WarmLikelihood), model.RawScoreTable(PersonEstimator.PosteriorMean));
        var rows = GoldenRasch.Rows(name, "expected_raw_to_theta.csv");
        Assert.Equal(rows.Count, likelihood.Length);
        foreach (var row in rows)
        {
            var raw = GoldenRasch.Whole(row["raw"]);
            GoldenRasch.SameMeasure(row, "mle", "mle_se", likelihood[raw], plain: true, Measure);
            GoldenRasch.SameMeasure(row, "mle_ext", "mle_ext_se", likelihood[raw], plain: false, Measure);
            GoldenRasch.SameMeasure(row, "wle", "wle_se", warm[raw], plain: false, Measure);
            GoldenRasch.SameMeasure(row, "eap", "eap_sd", posterior[raw], plain: false, Measure);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void People(string name)
    {
        var model = Fit(name).Calibration.Model;
        var answers = GoldenRasch.Answers(name);
        MeasureTables likelihood = new(model), warm = new(model, PersonEstimator.WarmLikelihood), posterior = new(model, PersonEstimator.PosteriorMean);
        var rows = GoldenRasch.Rows(name, "expected_persons.csv");
        Assert.Equal(rows.Count, answers.People);
        for (var person = 0; person < rows.Count; person++)
        {
            var row = rows[person];
            var sheet = GoldenRasch.Sheet(answers, person);
            int[] answered = [.. Enumerable.Range(0, sheet.Length).Where(item => sheet[item] != ScoreMatrix.Missing)];
            GoldenRasch.Same(row, "n_answered", answered.Length, 0);
            if (row["raw"].Length > 0) GoldenRasch.Same(row, "raw", answered.Sum(item => sheet[item]), 0);
            if (row["max_raw"].Length > 0) GoldenRasch.Same(row, "max_raw", model.MaximumRaw(answered), 0);
            GoldenRasch.SameMeasure(row, "mle", "mle_se", Found(likelihood, sheet), plain: true, Measure);
            GoldenRasch.SameMeasure(row, "wle", "wle_se", Found(warm, sheet), plain: false, Measure);
            GoldenRasch.SameMeasure(row, "eap", "eap_sd", Found(posterior, sheet), plain: false, Measure);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Item_fit(string name)
    {
        var found = ModelFit.Of(Fit(name).Calibration.Model, GoldenRasch.Answers(name)).Items;
        var items = GoldenRasch.Items(name);
        var rows = GoldenRasch.Rows(name, "expected_itemfit.csv");
        Assert.Equal(rows.Count, found.Count);
        foreach (var row in rows)
        {
            var item = found[Array.IndexOf(items, row["item"])];
            GoldenRasch.Same(row, "n", item.Count, 0);
            GoldenRasch.Same(row, "outfit_msq", item.Outfit.Try(out var outfit) ? outfit : null, FitStatistic);
            GoldenRasch.Same(row, "infit_msq", item.Infit.Try(out var infit) ? infit : null, FitStatistic);
        }
    }

    private static PersonMeasure? Found(MeasureTables tables, int[] sheet) => tables.MeasureSheet(sheet).Try(out var measure) ? measure : null;

    private static (Calibration Calibration, double Tolerance) Fit(string name)
    {
        var answers = GoldenRasch.Answers(name);
        var family = GoldenRasch.Definition(name).GetProperty("model").GetString() switch
        {
            "RM" => RaschFamily.Dichotomous,
            "RSM" => RaschFamily.RatingScale,
            "PCM" => RaschFamily.PartialCredit,
            var other => throw new NotSupportedException($"{other} is no model of the family."),
        };
        // README: 5e-3 at n = 20.
        return (Calibration.Fit(answers, family).Value, answers.People <= 20 ? 5e-3 : 1e-3);
    }
}
