using System.Text.Json;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Statistics.Tests.Reliability;

/// <summary>Every field of every case of the folder, as R computed it.</summary>
public sealed class ReliabilityGoldenTests
{
    private const string Topic = "02_reliability";
    private const double Closed = 1e-9;

    public static TheoryData<string> Names => [.. GoldenCases.Cases(Topic).DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_equals_R(string name)
    {
        if (name.Length == 0) return;
        var rows = GoldenCases.Rows(Topic, name);
        var asks = GoldenCases.Read(Topic, name, "case.json").GetProperty("analyses");
        var answers = GoldenCases.Read(Topic, name, "expected.json").GetProperty("analyses");
        Assert.Equal(asks.GetArrayLength(), answers.GetArrayLength());
        Assert.NotEqual(0, asks.GetArrayLength());
        foreach (var (ask, answer) in asks.EnumerateArray().Zip(answers.EnumerateArray()))
        {
            var people = GoldenChecks.Subset(rows, ask.GetProperty("subset"));
            var items = ask.GetProperty("items").EnumerateArray().ToList();
            double?[] table = [.. people.SelectMany(row => items.Select(item => Turned(row, item, ask)))];
            var scale = ScaleReliability.Of(table, items.Count);
            foreach (var field in answer.EnumerateObject())
            {
                var what = $"{ask.GetProperty("name")} {field.Name}";
                switch (field.Name)
                {
                    case "name" or "scale": Assert.Equal(ask.GetProperty(field.Name).GetString(), field.Value.GetString()); break;
                    case "k": Assert.Equal(field.Value.GetInt32(), scale.Items.Count); break;
                    case "n_rows": Assert.Equal(field.Value.GetInt32(), people.Count); break;
                    case "n_complete": Assert.Equal(field.Value.GetInt64(), scale.People); break;
                    case "items": Items(what, field.Value, items, scale.Items); break;
                    case "pairwise": Pairwise(what, field.Value, items, PairwiseReliability.Of(table, items.Count)); break;
                    default: Figure(what, field, answer, scale); break;
                }
            }
        }
    }

    private static double? Turned(Dictionary<string, string> row, JsonElement item, JsonElement ask)
    {
        var answer = GoldenChecks.Number(row[item.GetProperty("item").GetString()!]);
        return item.GetProperty("reverse").GetBoolean() ? ask.GetProperty("min").GetDouble() + ask.GetProperty("max").GetDouble() - answer : answer;
    }

    private static void Figure(string what, JsonProperty field, JsonElement answer, ScaleReliability scale)
    {
        void Same(Estimate<double> actual, double tolerance = Closed) => GoldenChecks.Same(what, field.Value, actual, tolerance);
        var (likelihood, minres) = (scale.OneFactor, scale.MinimumResiduals);
        switch (field.Name)
        {
            case "alpha_raw": Same(scale.Alpha); break;
            case "alpha_raw_feldt95": GoldenChecks.Same(what, field.Value, scale.AlphaInterval, 1e-7); break;
            case "alpha_std": Same(scale.StandardisedAlpha); break;
            case "alpha_duhachek_se": Same(scale.AlphaStandardError); break;
            case "lambda2_cov": Same(scale.Lambda2); break;
            case "lambda2_cor": Same(scale.StandardisedLambda2); break;
            case "lambda6_cov": Same(scale.Lambda6); break;
            case "lambda6_cor": Same(scale.StandardisedLambda6); break;
            case "mean_interitem_r": Same(scale.InterItem.Then(r => r.Mean)); break;
            case "median_interitem_r": Same(scale.InterItem.Then(r => r.Median)); break;
            case "min_interitem_r": Same(scale.InterItem.Then(r => r.Minimum)); break;
            case "max_interitem_r": Same(scale.InterItem.Then(r => r.Maximum)); break;
            case "mean_interitem_cov": Same(scale.MeanInterItemCovariance); break;
            case "omega_total_ml": if (MayBeCompared(answer, scale)) Same(scale.Omega, 1e-4); break;
            case "omega_total_ml_observed_variance": if (MayBeCompared(answer, scale)) Same(likelihood.Then(m => m.OmegaOfObservedVariance), 1e-4); break;
            case "omega_ml": if (MayBeCompared(answer, scale)) Likelihood(what, field.Value, likelihood); break;
            case "omega_total_minres": Same(minres.Then(m => m.OmegaOfObservedVariance), 1e-4); break;
            case "minres_loadings": GoldenChecks.Same(what, field.Value, minres.Then(m => m.Loadings), 1e-4); break;
            case "minres_not_computable": Assert.Equal(field.Value.ValueKind == JsonValueKind.Null, minres.IsDefined); break;
            case "split_half_odd_even_r": Same(scale.SplitHalf); break;
            case "split_half_spearman_brown": Same(scale.SplitHalfSteppedUp); break;
            case "sum_score_mean": Same(scale.SumMean); break;
            case "sum_score_sd": Same(scale.SumStandardDeviation); break;
            case "sem_sum": Same(scale.SumStandardError); break;
            case "mean_score_mean": Same(scale.MeanScoreMean); break;
            case "mean_score_sd": Same(scale.MeanScoreStandardDeviation); break;
            case "sem_mean": Same(scale.MeanScoreStandardError); break;
            default: throw new NotSupportedException($"The case has a figure that nobody computes: {what}");
        }
    }

    /// <summary>
    /// Where R's search found no proper answer, another search may find one or none: then what is given must be a proper one or a reason, and numbers are not held together.
    /// </summary>
    private static bool MayBeCompared(JsonElement answer, ScaleReliability scale)
    {
        if (!answer.GetProperty("omega_ml").TryGetProperty("not_computable", out var reason)) return true;
        var words = reason.GetString()!;
        if (words.StartsWith("improper", StringComparison.Ordinal) || words.Contains("converge", StringComparison.Ordinal) || words.Contains("polish", StringComparison.Ordinal))
        {
            if (scale.OneFactor.Try(out var model)) Assert.All(model.ResidualVariances, residual => Assert.True(residual > 0));
            else Assert.Contains(scale.OneFactor.Why!.Code, (string[])[Undefined.ImproperCode, Undefined.NoConvergenceCode]);
            return false;
        }

        return true;
    }

    private static void Likelihood(string what, JsonElement expected, Estimate<OneFactorModel> model)
    {
        foreach (var field in expected.EnumerateObject())
            switch (field.Name)
            {
                case "loadings": GoldenChecks.Same(what, field.Value, model.Then(m => m.Loadings), 1e-3); break;
                case "residual_variances": GoldenChecks.Same(what, field.Value, model.Then(m => m.ResidualVariances), 1e-3); break;
                case "chisq": GoldenChecks.Same(what, field.Value, model.Then(m => m.ChiSquare!.Value), 1e-4); break;
                case "df": Assert.Equal(field.Value.GetInt32(), model.Value.DegreesOfFreedom); break;
                case "not_computable":
                    var code = field.Value.GetString()!.Contains("variance", StringComparison.Ordinal) && !field.Value.GetString()!.Contains("singular", StringComparison.Ordinal) ? Undefined.NoVarianceCode
                        : field.Value.GetString()!.Contains("singular", StringComparison.Ordinal) ? Undefined.SingularCode : Undefined.NotIdentifiedCode;
                    Assert.Equal(code, model.Why?.Code);
                    break;
                default: throw new NotSupportedException($"The case has a figure that nobody computes: {what} {field.Name}");
            }
    }

    private static void Items(string what, JsonElement expected, List<JsonElement> asked, IReadOnlyList<ItemReliability> actual)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        foreach (var (i, item) in expected.EnumerateArray().Index())
            foreach (var field in item.EnumerateObject())
            {
                void Same(Estimate<double> figure) => GoldenChecks.Same($"{what} {i} {field.Name}", field.Value, figure, Closed);
                switch (field.Name)
                {
                    case "item": Assert.Equal(asked[i].GetProperty("item").GetString(), field.Value.GetString()); break;
                    case "reversed": Assert.Equal(asked[i].GetProperty("reverse").GetBoolean(), field.Value.GetBoolean()); break;
                    case "mean": Same(actual[i].Mean); break;
                    case "sd": Same(actual[i].StandardDeviation); break;
                    case "r_item_total": Same(actual[i].ItemTotal); break;
                    case "r_item_rest": Same(actual[i].ItemRest); break;
                    case "alpha_if_deleted": Same(actual[i].AlphaIfDeleted); break;
                    case "alpha_std_if_deleted": Same(actual[i].StandardisedAlphaIfDeleted); break;
                    default: throw new NotSupportedException($"The case has a figure that nobody computes: {what} {field.Name}");
                }
            }
    }

    private static void Pairwise(string what, JsonElement expected, List<JsonElement> asked, PairwiseReliability actual)
    {
        foreach (var field in expected.EnumerateObject())
            switch (field.Name)
            {
                case "alpha_raw": GoldenChecks.Same(what, field.Value, actual.Alpha, Closed); break;
                case "alpha_std": GoldenChecks.Same(what, field.Value, actual.StandardisedAlpha, Closed); break;
                case "mean_interitem_r": GoldenChecks.Same(what, field.Value, actual.InterItem.Then(r => r.Mean), Closed); break;
                case "items":
                    foreach (var (i, item) in field.Value.EnumerateArray().Index())
                    {
                        Assert.Equal(item.GetProperty("n").GetInt64(), actual.Answered[i]);
                        var rest = JsonSerializer.SerializeToElement(item.EnumerateObject().Where(f => f.Name != "n").ToDictionary(f => f.Name, f => f.Value));
                        Items($"{what} {i}", JsonSerializer.SerializeToElement(new[] { rest }), [asked[i]], [actual.Items[i]]);
                    }

                    break;
                default: throw new NotSupportedException($"The case has a figure that nobody computes: {what} {field.Name}");
            }
    }
}
