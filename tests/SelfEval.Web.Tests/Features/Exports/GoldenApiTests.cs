using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Tests;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Exports;

/// <summary>R's scoring cases all the way: composed, published, asked in a round, sent over the API in parts, read back with their scores.</summary>
public sealed class GoldenApiTests : IAsyncDisposable
{
    private const int LinesInCall = 250;
    private readonly DirectoryInfo _instruments = Directory.CreateTempSubdirectory("selfeval-golden-");

    public static TheoryData<string> Cases() => new(GoldenScoring.Cases);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public async Task Scores_OverTheApi_EqualR(string name)
    {
        var id = "golden-" + name.Replace('_', '-');
        Directory.CreateDirectory(Path.Combine(_instruments.FullName, id));
        await File.WriteAllTextAsync(Path.Combine(_instruments.FullName, id, "1.0.json"), GoldenScoring.InstrumentJson(name), TestContext.Current.CancellationToken);
        await using var host = new Host { InstrumentsFolder = _instruments.FullName };
        await host.InitializeAsync();
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var version = await host.PublishedQuestionnaireAsync(team, name,
            (composition, shelf) => PickInstrument.Add(composition, shelf, new Pick { Instrument = id, PerPage = 50 }));
        var round = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous)).Round;
        var url = $"/api/v1/rounds/{round.Id}/responses";

        var ids = await SendAsync(await host.CallerAsync(Role.TeamLead, team: team), url, name);

        var evaluator = await host.CallerAsync(Role.Evaluator, programme);
        Compare(name, ids, await ReadAsync(evaluator, url));
        var file = await evaluator.GetAsync($"/api/v1/rounds/{round.Id}/scores", "text/csv");
        Assert.True(file.Status == HttpStatusCode.OK, file.Text);
        CompareFile(file.Text, name);
        await host.Services.GetRequiredService<Tick>().RunAsync(); // a round is offered for download once it has an edition
        CompareFile(await ZippedScoresAsync(host, programme), name);
    }

    /// <returns>For each row's answers as text the ids that gave them: an anonymous row does not say whose it is.</returns>
    private static async Task<ILookup<string, string>> SendAsync(ApiCaller lead, string url, string name)
    {
        var codes = JsonNode.Parse(GoldenScoring.InstrumentJson(name))!["items"]!.AsArray().Select(i => i!["code"]!.GetValue<string>()).ToList();
        var rows = GoldenScoring.Rows(name, "input.csv").ConvertAll(row => (Id: row["id"],
            Answers: new JsonObject(codes.Where(c => row[c].Length > 0).Select(c => KeyValuePair.Create(c, (JsonNode?)row[c])))));
        var added = 0;
        foreach (var some in rows.Chunk(LinesInCall))
        {
            var body = string.Join('\n', some.Select(r => new JsonObject { ["key"] = r.Id, ["answers"] = r.Answers.DeepClone() }.ToJsonString()));
            var answer = await lead.PostAsync(url, body, "application/x-ndjson");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            added += answer.Json.GetProperty("added").GetInt32();
        }

        Assert.Equal(rows.Count, added);
        return rows.ToLookup(r => r.Answers.ToJsonString(), r => r.Id);
    }

    private static async Task<List<JsonElement>> ReadAsync(ApiCaller evaluator, string url)
    {
        var rows = new List<JsonElement>();
        for (var next = url + "?limit=200"; next is not null;)
        {
            var answer = await evaluator.GetAsync(next, "application/x-ndjson");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            rows.AddRange(answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l)));
            next = answer.Response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        return rows;
    }

    private static void Compare(string name, ILookup<string, string> ids, List<JsonElement> rows)
    {
        var expected = GoldenScoring.Rows(name, "expected_scores.csv").ToLookup(e => e["id"]);
        Assert.Equal(ids.Sum(g => g.Count()), rows.Count);
        var compared = 0;
        foreach (var row in rows)
        {
            var scores = row.GetProperty("scores").EnumerateArray().ToDictionary(s => s.GetProperty("scale").GetString()!);
            foreach (var e in expected[ids[row.GetProperty("answers").GetRawText()].First()])
            {
                foreach (var variant in GoldenScoring.Variants)
                {
                    var score = scores[GoldenScoring.ScaleId(e["scale"], variant.Column)];
                    Assert.Equal(e["n_answered"], score.GetProperty("answered").GetInt32().ToString(CultureInfo.InvariantCulture));
                    Assert.Equal(e[variant.Column].Length > 0, score.TryGetProperty("value", out var value));
                    if (e[variant.Column].Length > 0) Assert.Equal(double.Parse(e[variant.Column], CultureInfo.InvariantCulture), value.GetDouble(), 1e-9);
                    compared++;
                }
            }
        }

        Assert.True(compared > 500);
    }

    /// <summary>scores.csv of the programme's download, as an evaluator gets it from the page.</summary>
    private static async Task<string> ZippedScoresAsync(Host host, Programme programme)
    {
        var browser = await host.AsAsync(Role.Evaluator, programme);
        var url = $"/programmes/{programme.Id}/downloads";
        var token = (await browser.GetAsync(url)).Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("Input.What", "programme"), new("__RequestVerificationToken", token)]);
        using var response = await browser.Client.PostAsync(url, form);
        await using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        using var reader = new StreamReader(await zip.GetEntry("scores.csv")!.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    /// <summary>The CSV has the same values, scale by scale.</summary>
    private static void CompareFile(string csv, string name)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(',');
        var (scaleAt, valueAt) = (Array.IndexOf(header, "scale"), Array.IndexOf(header, "value"));
        var found = lines.Skip(1).Select(l => l.Split(',')).ToLookup(c => c[scaleAt], c => c[valueAt]);
        foreach (var scale in GoldenScoring.Rows(name, "expected_scores.csv").GroupBy(e => e["scale"]))
        {
            foreach (var variant in GoldenScoring.Variants)
            {
                var expected = Sorted(scale.Select(e => e[variant.Column]));
                var values = Sorted(found[GoldenScoring.ScaleId(scale.Key, variant.Column)]);
                Assert.Equal(expected.Count, values.Count);
                foreach (var (e, v) in expected.Zip(values)) Assert.Equal(e, v, 1e-9);
            }
        }
    }

    private static List<double> Sorted(IEnumerable<string> cells) =>
        [.. cells.Select(c => c.Length == 0 ? double.NegativeInfinity : double.Parse(c, CultureInfo.InvariantCulture)).Order()];

    public ValueTask DisposeAsync()
    {
        _instruments.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
