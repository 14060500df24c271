using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfEval.Instruments.Tests;
using SelfEval.Web.Features.Results.AcrossTeams;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>Turns cases into questionnaires and rounds. Written for the format of the data, not for the files.</summary>
internal sealed class GoldenPlans
{
    /// <summary>Rounds made of one series of points: a handful of people each, so that more would only take longer.</summary>
    private const int MostRounds = 24;

    private readonly GoldenInstrument aboutYou = new("about-you");
    private int groupItems;

    /// <summary>The instrument from which alone results by group come.</summary>
    internal string AboutYouJson => aboutYou.Json();

    internal IReadOnlyList<GoldenSeries> All()
    {
        var cases = Cases().ToList();
        var instruments = cases.Select(series => series.Instrument).Distinct().ToList();
        return [.. cases.Select(series => series with { Prefix = string.Create(CultureInfo.InvariantCulture, $"c{instruments.IndexOf(series.Instrument)}_") })];
    }

    private IEnumerable<GoldenSeries> Cases() =>
    [
        .. GoldenCase.Of("01_scoring").Select(Scoring), .. GoldenCase.Of("02_reliability").Select(Reliability), .. GoldenCase.Of("03_change").SelectMany(Change),
        .. GoldenCase.Of("05_descriptive").Where(c => c.Given.TryGetProperty("analyses", out _)).Select(Descriptive),
        .. GoldenCase.Of("05_descriptive").Where(c => c.Given.TryGetProperty("analyses", out _)).SelectMany(Teams), .. GoldenCase.Of("06_spc").Where(IsShort).Select(Process),
    ];

    /// <summary>Every scale of the case under every missing rule.</summary>
    private static GoldenSeries Scoring(GoldenCase data)
    {
        var json = JsonNode.Parse(GoldenScoring.InstrumentJson(data.Name))!;
        foreach (var scale in json["scales"]!.AsArray().Where(scale => scale!["items"]!.AsArray().Count > 1)) scale!["qualityChecks"] = GoldenInstrument.QualityChecks();
        var codes = json["items"]!.AsArray().Select(i => i!["code"]!.GetValue<string>()).ToList();
        var wave = new GoldenWave("Once", [.. data.Rows.Select(row => (row["id"], Answers(codes.Select(code => (code, (object)row[code])))))]);
        var persons = data.Table("expected_scores.csv").ToLookup(row => row["scale"]);
        foreach (var summary in data.Found.GetProperty("summary").EnumerateArray())
        {
            var scale = summary.GetProperty("scale").GetString()!;
            foreach (var variant in GoldenScoring.Variants)
            {
                double[] values = [.. persons[scale].Select(row => row[variant.Column]).Where(cell => cell.Length > 0).Select(GoldenCase.Number)];
                // R's summary has most variants; of the others it has every person's score.
                wave.Scores[GoldenScoring.ScaleId(scale, variant.Column)] = summary.TryGetProperty(variant.Column, out var r)
                    ? new(r.GetProperty("n").GetInt64(), r.GetProperty("mean").GetDouble(), OrNull(r, "sd"), values) : RScores.Of(values);
            }
        }

        var series = new GoldenSeries(data, data.Path, json["id"]!.GetValue<string>(), json.ToJsonString()) { IsAnonymous = true };
        series.Waves.Add(wave);
        return series;
    }

    /// <summary>The sum and the mean of each scale where all items are answered, as R's reliability takes them; groups where R took some.</summary>
    private GoldenSeries Reliability(GoldenCase data)
    {
        var analyses = data.Given.GetProperty("analyses").EnumerateArray().ToList();
        var rows = data.Rows;
        var instrument = new GoldenInstrument("golden-" + GoldenInstrument.IdOf(data.Name));
        var codes = new HashSet<string>();
        // A list of rows is no group that a round could declare.
        foreach (var analysis in analyses.Where(a => !a.GetProperty("subset").TryGetProperty("ids", out _)).DistinctBy(a => a.GetProperty("scale").GetString()))
        {
            var parts = analysis.GetProperty("items").EnumerateArray().Select(i => (Code: i.GetProperty("item").GetString()!, Reverse: i.GetProperty("reverse").GetBoolean())).ToList();
            int least = analysis.GetProperty("min").GetInt32(), most = analysis.GetProperty("max").GetInt32();
            foreach (var (code, _) in parts.Where(part => codes.Add(part.Code)))
            {
                if (most - least <= 10) instrument.Choice(code, least, most);
                else instrument.Number(code, [.. rows.Select(row => row[code])], least, most);
            }

            instrument.Scale(IdOf(analysis, "sum"), "sum", parts, parts.Count * least, parts.Count * most);
            instrument.Scale(IdOf(analysis, "mean"), "mean", parts, least, most);
        }

        var series = new GoldenSeries(data, data.Path, instrument.Id, instrument.Json()) { IsAnonymous = true };
        var groups = GroupItems(series, analyses, rows);
        var wave = WaveOf(instrument, rows, codes, groups);
        series.Waves.Add(wave);
        foreach (var (given, r) in analyses.Zip(data.Found.GetProperty("analyses").EnumerateArray()))
        {
            var parts = given.GetProperty("items").EnumerateArray().Select(i => (Code: i.GetProperty("item").GetString()!, Reverse: i.GetProperty("reverse").GetBoolean())).ToList();
            var turn = given.GetProperty("min").GetDouble() + given.GetProperty("max").GetDouble();
            foreach (var kind in new[] { "sum", "mean" })
            {
                double[] values = [.. Subset(given, rows).Where(row => parts.All(part => row[part.Code].Length > 0))
                    .Select(row => parts.Sum(part => part.Reverse ? turn - GoldenCase.Number(row[part.Code]) : GoldenCase.Number(row[part.Code])) / (kind == "sum" ? 1 : parts.Count))];
                var found = new RScores(r.GetProperty("n_complete").GetInt64(), r.GetProperty($"{kind}_score_mean").GetDouble(), OrNull(r, $"{kind}_score_sd"), values);
                Note(wave, given, IdOf(given, kind), found, groups);
                if (IsOfAll(given)) wave.Reliability[IdOf(given, kind)] = r;
            }

            if (!IsOfAll(given) || r.GetProperty("n_complete").GetInt64() != rows.Count) continue;
            foreach (var item in r.GetProperty("items").EnumerateArray())
            {
                var mean = item.GetProperty("mean").GetDouble();
                wave.Items[item.GetProperty("item").GetString()!] = (item.GetProperty("reversed").GetBoolean() ? turn - mean : mean, item.GetProperty("sd").GetDouble());
            }
        }

        return series;

        static string IdOf(JsonElement analysis, string kind) => $"{GoldenInstrument.IdOf(analysis.GetProperty("scale").GetString()!)}-{kind}";
    }

    /// <summary>Two rounds: the two waves of the same people, or the two groups. Where R took subsets of the people, each is a series of its own.</summary>
    private static IEnumerable<GoldenSeries> Change(GoldenCase data)
    {
        var waves = data.Given.TryGetProperty("columns", out var columns) ? columns.EnumerateArray().Select(c => c.GetString()!).ToList() : null;
        if (waves is null)
        {
            var (group, value) = (data.Given.GetProperty("group_column").GetString()!, data.Given.GetProperty("value_column").GetString()!);
            var rounds = data.Rows.GroupBy(row => row[group]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Select(row => (row["id"], row[value])).ToList()).ToList();
            yield return Pair(data, data.Path, rounds[0], rounds[1], null, data.Found.GetProperty("unpaired"), isAnonymous: true);
            yield break;
        }

        GoldenSeries Of(string title, IEnumerable<Dictionary<string, string>> rows, JsonElement paired, JsonElement? unpaired = null) =>
            Pair(data, title, [.. rows.Select(row => (row["id"], row[waves[0]]))], [.. rows.Select(row => (row["id"], row[waves[1]]))], paired, unpaired, isAnonymous: false);
        if (data.Found.TryGetProperty("paired", out var all)) yield return Of(data.Path, data.Rows, all, data.Found.TryGetProperty("unpaired", out var two) ? two : null);
        foreach (var by in data.Found.EnumerateObject().Where(p => p.Name.StartsWith("paired_by_", StringComparison.Ordinal)))
        {
            var column = data.Given.GetProperty(by.Name["paired_by_".Length..] + "_column").GetString()!;
            foreach (var part in by.Value.EnumerateObject()) yield return Of($"{data.Path}: {part.Name}", data.Rows.Where(row => row[column] == part.Name), part.Value);
        }
    }

    private static GoldenSeries Pair(
        GoldenCase data, string title, List<(string Key, string Cell)> first, List<(string Key, string Cell)> second, JsonElement? paired, JsonElement? unpaired, bool isAnonymous)
    {
        var instrument = new GoldenInstrument("golden-change-" + GoldenInstrument.IdOf(title[(title.IndexOf('/', StringComparison.Ordinal) + 1)..]).Replace(": ", "-", StringComparison.Ordinal));
        instrument.Number("value", [.. first.Concat(second).Select(row => row.Cell)]);
        var (least, most) = instrument.RangeOf("value");
        instrument.Scale("score", "mean", [("value", false)], least, most);
        var series = new GoldenSeries(data, title, instrument.Id, instrument.Json()) { IsAnonymous = isAnonymous, Paired = paired, Unpaired = unpaired };
        var r = (paired ?? unpaired)!.Value;
        foreach (var (i, cells) in new[] { first, second }.Index())
        {
            var wave = new GoldenWave($"Wave {i + 1}", [.. cells.Select(row => (row.Key, Answers([("value", (object)GoldenCase.Number(row.Cell))])))]);
            if (OrNull(r, $"mean{i + 1}") is { } mean)
                wave.Scores["score"] = new((r.TryGetProperty("n", out var n) ? n : r.GetProperty($"n{i + 1}")).GetInt64(), mean, OrNull(r, $"sd{i + 1}"), [.. cells.Select(row => GoldenCase.Number(row.Cell))]);
            series.Waves.Add(wave);
        }

        return series;
    }

    private GoldenSeries Descriptive(GoldenCase data)
    {
        var analyses = data.Given.GetProperty("analyses").EnumerateArray().ToList();
        var rows = data.Rows;
        var instrument = new GoldenInstrument("golden-describe-" + GoldenInstrument.IdOf(data.Name));
        var codes = new List<string>();
        foreach (var analysis in analyses.DistinctBy(a => a.GetProperty("column").GetString()))
        {
            var (code, least, most) = (analysis.GetProperty("column").GetString()!, analysis.GetProperty("scale_min").GetDouble(), analysis.GetProperty("scale_max").GetDouble());
            codes.Add(code);
            instrument.Number(code, [.. rows.Select(row => row[code])], least, most);
            instrument.Scale(GoldenInstrument.IdOf(code), "mean", [(code, false)], least, most);
        }

        var series = new GoldenSeries(data, data.Path, instrument.Id, instrument.Json()) { IsAnonymous = true };
        var groups = GroupItems(series, analyses, rows);
        var wave = WaveOf(instrument, rows, codes, groups);
        series.Waves.Add(wave);
        foreach (var (given, r) in analyses.Zip(data.Found.GetProperty("analyses").EnumerateArray()))
        {
            if (OrNull(r, "mean") is not { } mean) continue;
            var code = given.GetProperty("column").GetString()!;
            Note(wave, given, GoldenInstrument.IdOf(code), Described(given, r, rows), groups);
            if (IsOfAll(given) && OrNull(r, "sd") is { } sd) wave.Items[code] = (mean, sd);
        }

        return series;
    }

    /// <summary>Each group of a case as a team of its own that asks the same as the others, where there are enough to compare teams.</summary>
    private static IEnumerable<GoldenSeries> Teams(GoldenCase data)
    {
        var (rows, analyses) = (data.Rows, data.Given.GetProperty("analyses").EnumerateArray().Zip(data.Found.GetProperty("analyses").EnumerateArray())
            .Where(a => a.First.GetProperty("subset").TryGetProperty("value", out _)).ToList());
        static string ColumnOf(JsonElement given) => given.GetProperty("subset").GetProperty("column").GetString()!;
        static string ValueOf(JsonElement given) => given.GetProperty("subset").GetProperty("value").ToString();
        var groups = analyses.GroupBy(a => ColumnOf(a.First))
            .Select(by => (Column: by.Key, Values: by.Select(a => ValueOf(a.First)).Distinct().Where(value => rows.Count(row => row[by.Key] == value) >= 5).Order(StringComparer.Ordinal).ToList()))
            .FirstOrDefault(by => by.Values.Count >= TeamsCompared.FewestTeams);
        if (groups.Column is null) yield break;
        var instrument = new GoldenInstrument("golden-teams-" + GoldenInstrument.IdOf(data.Name));
        var codes = new List<string>();
        foreach (var (given, _) in analyses.Where(a => ColumnOf(a.First) == groups.Column).DistinctBy(a => a.First.GetProperty("column").GetString()))
        {
            var (code, least, most) = (given.GetProperty("column").GetString()!, given.GetProperty("scale_min").GetDouble(), given.GetProperty("scale_max").GetDouble());
            codes.Add(code);
            instrument.Number(code, [.. rows.Select(row => row[code])], least, most);
            instrument.Scale(GoldenInstrument.IdOf(code), "mean", [(code, false)], least, most);
        }

        foreach (var (place, value) in groups.Values.Index())
        {
            var wave = WaveOf(instrument, [.. rows.Where(row => row[groups.Column] == value)], codes, []);
            foreach (var (given, r) in analyses.Where(a => ColumnOf(a.First) == groups.Column && ValueOf(a.First) == value))
            {
                if (OrNull(r, "mean") is not { } mean) continue;
                var code = given.GetProperty("column").GetString()!;
                wave.Scores[GoldenInstrument.IdOf(code)] = Described(given, r, rows);
                if (OrNull(r, "sd") is { } sd) wave.Items[code] = (mean, sd);
            }

            var series = new GoldenSeries(data, $"{data.Path} as a team: {value}", instrument.Id, instrument.Json()) { IsAnonymous = true, Place = place };
            series.Waves.Add(wave);
            yield return series;
        }
    }

    private static RScores Described(JsonElement given, JsonElement r, List<Dictionary<string, string>> rows)
    {
        var code = given.GetProperty("column").GetString()!;
        return new(r.GetProperty("n").GetInt64(), r.GetProperty("mean").GetDouble(), OrNull(r, "sd"), [.. Subset(given, rows).Select(row => row[code]).Where(c => c.Length > 0).Select(GoldenCase.Number)])
        {
            Ci = r.GetProperty("mean_ci95_t") is { ValueKind: JsonValueKind.Array } ci && ci[0].ValueKind == JsonValueKind.Number ? (ci[0].GetDouble(), ci[1].GetDouble()) : null,
            Ends = (r.GetProperty("floor_percent").GetDouble(), r.GetProperty("ceiling_percent").GetDouble()),
        };
    }

    private static bool IsShort(GoldenCase data) => data.Rows.Count(row => row[data.Given.GetProperty("value_column").GetString()!].Length > 0) <= MostRounds;

    /// <summary>A round for each point, whose people answer a little more and a little less, so that the point is their mean.</summary>
    private static GoldenSeries Process(GoldenCase data)
    {
        double[] around = [-2, -1, 0, 0, 1, 2];
        var column = data.Given.GetProperty("value_column").GetString()!;
        var cells = data.Rows.Select(row => row[column]).Where(cell => cell.Length > 0).ToList();
        var instrument = new GoldenInstrument("golden-process-" + GoldenInstrument.IdOf(data.Name));
        var (least, most) = (Math.Floor(cells.Min(GoldenCase.Number)) - 2, Math.Ceiling(cells.Max(GoldenCase.Number)) + 2);
        instrument.Number("value", cells, least, most);
        instrument.Scale("score", "mean", [("value", false)], least, most);
        var series = new GoldenSeries(data, data.Path, instrument.Id, instrument.Json()) { IsAnonymous = true, IsProcess = true };
        foreach (var (i, cell) in cells.Index())
            series.Waves.Add(new(string.Create(CultureInfo.InvariantCulture, $"{i + 1:00}"), [.. around.Select((more, p) => ($"p{p}", Answers([("value", (object)Math.Round(GoldenCase.Number(cell) + more, 9))])))]));
        return series;
    }

    private List<(string Column, string Code)> GroupItems(GoldenSeries series, List<JsonElement> analyses, List<Dictionary<string, string>> rows)
    {
        var groups = new List<(string Column, string Code)>();
        foreach (var column in analyses.Where(a => !IsOfAll(a) && a.GetProperty("subset").TryGetProperty("column", out _)).Select(a => a.GetProperty("subset").GetProperty("column").GetString()!).Distinct())
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"about_{groupItems++}_{column}");
            aboutYou.Choice(code, [.. rows.Select(row => row[column]).Where(cell => cell.Length > 0).Distinct().Order(StringComparer.Ordinal)], scored: false);
            groups.Add((column, code));
            series.Breakdowns.Add(code);
        }

        return groups;
    }

    private static GoldenWave WaveOf(GoldenInstrument instrument, List<Dictionary<string, string>> rows, IEnumerable<string> codes, List<(string Column, string Code)> groups) => new("Once",
        [.. rows.Select(row => (row["id"], Answers([.. codes.Select(code => (code, instrument.Typed(code, row[code]))), .. groups.Select(g => (g.Code, (object)row[g.Column]))])))]);

    private static Dictionary<string, object> Answers(IEnumerable<(string Code, object Answer)> answers) =>
        answers.Where(a => a.Answer is not "").ToDictionary(a => a.Code, a => a.Answer);

    private static void Note(GoldenWave wave, JsonElement given, string scale, RScores found, List<(string Column, string Code)> groups)
    {
        if (IsOfAll(given)) wave.Scores[scale] = found;
        else if (given.GetProperty("subset").TryGetProperty("value", out var value))
            wave.Groups[(groups.Single(g => g.Column == given.GetProperty("subset").GetProperty("column").GetString()).Code, value.ToString(), scale)] = found;
    }

    private static IEnumerable<Dictionary<string, string>> Subset(JsonElement given, List<Dictionary<string, string>> rows)
    {
        var subset = given.GetProperty("subset");
        if (IsOfAll(given)) return rows;
        if (subset.TryGetProperty("value", out var value)) return rows.Where(row => row[subset.GetProperty("column").GetString()!] == value.ToString());
        var ids = subset.GetProperty("ids").EnumerateArray().Select(id => id.ToString()).ToHashSet();
        return rows.Where(row => ids.Contains(row["id"]));
    }

    private static bool IsOfAll(JsonElement given) => given.GetProperty("subset").GetProperty("type").GetString() == "all";

    private static double? OrNull(JsonElement found, string field) => found.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
