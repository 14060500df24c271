using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Exchange.Export.Formats;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Exports;

public sealed class DownloadsTests(Host host) : IClassFixture<Host>
{
    private const string Evil = "=HYPERLINK(\"http://example.org\",\"click\")";

    [Fact]
    public async Task An_evaluator_downloads_scores_that_equal_the_scorers()
    {
        var (team, version, rounds) = await TeamAsync(10, 8);
        var evaluator = await host.AsAsync(Role.Evaluator, programme: Of(team));
        var (response, files) = await DownloadAsync(evaluator, team, ("Input.What", "programme"));
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Matches(@"^""?selfeval-[a-z0-9-]+-2026-03-02\.zip""?$", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(["README.txt", "datapackage.json", "codebook.csv", "rounds.csv", "variables.csv", "scales.csv", "scale_items.csv", "responses.csv", "scores.csv"], files.Keys.Where(name => !name.StartsWith("questionnaires/", StringComparison.Ordinal)));

        var document = QuestionnaireDocument.Read(version.Document);
        var stored = await host.ReadAsync(db => db.Responses.Where(r => rounds.Select(x => x.Id).Contains(r.RoundId)).ToListAsync());
        var want = stored.SelectMany(r => Scorer.Score(document, AnswerSheet.Read(r.Answers)))
            .Select(s => (s.Scale, s.Value ?? double.NaN)).Order().ToList();
        var scores = Table(files["scores.csv"]);
        var got = scores.Rows.Select(row => (row.Cells[scores.Find("scale")], Number(row.Cells[scores.Find("value")]))).Order().ToList();
        Assert.Equal(want.Count, got.Count);
        foreach (var (expected, actual) in want.Zip(got))
        {
            Assert.Equal(expected.Scale, actual.Item1);
            Assert.Equal(expected.Item2, actual.Item2, 1e-9);
        }

        Assert.Equal(18, Table(files["responses.csv"]).Rows.Count);
        var audit = await host.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "export.downloaded" && a.Subject == $"programme:{team.ProgrammeId}"));
        Assert.Equal("18 rows, 2 rounds, 0 left out, k 5, texts left out, as zip", audit.Detail);
        Assert.NotNull(audit.AccountId);
    }

    [Fact]
    public async Task Every_format_comes_under_its_own_name_and_type_and_others_are_refused()
    {
        var (team, _, _) = await TeamAsync(6);
        var evaluator = await host.AsAsync(Role.Evaluator, programme: Of(team));
        var page = await evaluator.GetAsync($"/programmes/{team.ProgrammeId}/downloads");
        Assert.Equal(ExportFormats.All.Select(f => f.Name), page.Document.QuerySelectorAll("input[name='Input.Format']").Select(i => i.GetAttribute("value")));
        foreach (var format in ExportFormats.All)
        {
            var file = await evaluator.SubmitAsync(page, ("Input.What", "programme"), ("Input.Format", format.Name), ("Input.Layout", "Scores"));
            Assert.Equal((HttpStatusCode.OK, format.MediaType), (file.Status, file.Response.Content.Headers.ContentType?.MediaType));
            Assert.EndsWith(format.Ending, file.Response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
            Assert.True((await file.Response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length > 100, format.Name);
        }

        Assert.Equal(["Choose a format"], (await evaluator.SubmitAsync(page, ("Input.What", "programme"), ("Input.Format", "doc"))).Errors);
    }

    [Fact]
    public async Task Pseudonyms_link_rounds_within_a_file_and_differ_between_files()
    {
        var (team, _, _) = await TeamAsync(10, 8);
        var evaluator = await host.AsAsync(Role.Evaluator, programme: Of(team));
        var first = Table((await DownloadAsync(evaluator, team, ("Input.What", "programme"))).Files["responses.csv"]);
        var second = Table((await DownloadAsync(evaluator, team, ("Input.What", "team"), ("Input.TeamId", $"{team.Id}"))).Files["responses.csv"]);
        static Dictionary<string, int> People(CsvTable table) => table.Rows.CountBy(row => row.Cells[table.Find("pseudonym")]).ToDictionary();
        var (one, other) = (People(first), People(second));
        Assert.Equal(10, one.Count);
        Assert.Equal(8, one.Count(person => person.Value == 2));
        Assert.Empty(one.Keys.Intersect(other.Keys));
        var known = await host.ReadAsync(db => db.Responses.Select(r => r.Pseudonym).ToListAsync());
        Assert.Empty(one.Keys.Intersect(known));
    }

    [Fact]
    [Asvs("D2")]
    public async Task Words_are_left_out_unless_asked_for_and_never_become_formulas()
    {
        var (team, _, _) = await TeamAsync(6);
        var evaluator = await host.AsAsync(Role.Evaluator, programme: Of(team));
        var without = (await DownloadAsync(evaluator, team, ("Input.What", "programme"))).Files;
        Assert.DoesNotContain("HYPERLINK", string.Concat(without.Values), StringComparison.Ordinal);
        Assert.DoesNotContain("own_1", without["responses.csv"], StringComparison.Ordinal);
        var with = (await DownloadAsync(evaluator, team, ("Input.What", "programme"), ("Input.Texts", "true"))).Files;
        Assert.Contains("\"'=HYPERLINK(\"\"http", with["responses.csv"], StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("(^|,)\"?=", RegexOptions.Multiline), with["responses.csv"]);
    }

    [Fact]
    public async Task Rounds_below_k_stay_behind_and_the_page_says_so()
    {
        var (team, _, rounds) = await TeamAsync(7, 3);
        var evaluator = await host.AsAsync(Role.Evaluator, programme: Of(team));
        var page = await evaluator.GetAsync($"/programmes/{team.ProgrammeId}/downloads");
        Assert.Contains($"{team.Name}: {rounds[1].Name} (at least 5 answers are needed)", page.Text);
        var files = (await DownloadAsync(evaluator, team, ("Input.What", "programme"))).Files;
        var responses = Table(files["responses.csv"]);
        Assert.Equal([$"{rounds[0].Id}"], responses.Rows.Select(row => row.Cells[responses.Find("round")]).Distinct());
        Assert.Contains("1 left out: fewer than 5 people answered", files["README.txt"]);
        Assert.DoesNotContain(rounds[1].Name, string.Concat(files.Values), StringComparison.Ordinal);

        var alone = await evaluator.SubmitAsync(page, ("Input.What", "round"), ("Input.RoundId", $"{rounds[1].Id}"));
        Assert.Equal(HttpStatusCode.Conflict, alone.Status);
    }

    [Fact]
    public async Task Withdrawn_and_test_answers_are_not_in_the_file()
    {
        var (team, version, rounds) = await TeamAsync(8);
        await host.AnswersAsync(rounds[0], version, 2, from: 60, isTest: true);
        await host.ArrangeAsync(async db =>
        {
            (await db.Responses.FirstAsync(r => r.RoundId == rounds[0].Id && !r.IsTest)).Withdraw(host.Now);
            return true;
        });
        var evaluator = await host.AsAsync(Role.Evaluator, programme: Of(team));
        Assert.Equal(7, Table((await DownloadAsync(evaluator, team, ("Input.What", "programme"))).Files["responses.csv"]).Rows.Count);
    }

    [Theory]
    [Asvs("A6")]
    [InlineData(Role.TeamLead)]
    [InlineData(Role.TeamMember)]
    [InlineData(Role.Administrator)]
    public async Task Others_cannot_download(Role role)
    {
        var (team, _, _) = await TeamAsync(6);
        var url = $"/programmes/{team.ProgrammeId}/downloads";
        var browser = await host.AsAsync(role, team: team);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(url)).Status);
        var form = await browser.GetAsync("/accounts/me");
        var token = form.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var posted = await browser.PostAsync(url, [new("Input.What", "programme"), new("__RequestVerificationToken", token)]);
        Assert.True(posted.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{posted.Status}");
        Assert.NotEqual("application/zip", posted.Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    [Asvs("A2")]
    public async Task Another_programme_and_its_rounds_do_not_exist()
    {
        var (team, _, _) = await TeamAsync(6);
        var (foreign, _, rounds) = await TeamAsync(6);
        var evaluator = await host.AsAsync(Role.Evaluator, programme: Of(team));
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.GetAsync($"/programmes/{foreign.ProgrammeId}/downloads")).Status);
        var page = await evaluator.GetAsync($"/programmes/{team.ProgrammeId}/downloads");
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.SubmitAsync(page, ("Input.What", "round"), ("Input.RoundId", $"{rounds[0].Id}"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.SubmitAsync(page, ("Input.What", "team"), ("Input.TeamId", $"{foreign.Id}"))).Status);
        Assert.Equal(["Choose a team"], (await evaluator.SubmitAsync(page, ("Input.What", "team"))).Errors);
    }

    /// <summary>A team with a round for each number of answers; the first people answer in every round.</summary>
    private async Task<(Team Team, QuestionnaireVersion Version, List<Round> Rounds)> TeamAsync(params int[] answers)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var rounds = new List<Round>();
        var mark = Guid.NewGuid().ToString("N")[..12];
        foreach (var count in answers)
        {
            var round = (await host.OpenRoundAsync(team, version)).Round;
            await host.AnswersAsync(round, version, count, pseudonym: i => $"{mark}{i:00}",
                sheet: (document, i) => i == 0 ? MakeAnswers.Sheet(document, i).With("own_1", Evil) : MakeAnswers.Sheet(document, i));
            rounds.Add(round);
        }

        await host.Services.GetRequiredService<Tick>().RunAsync();
        return (team, version, rounds);
    }

    private static async Task<(HttpResponseMessage Response, Dictionary<string, string> Files)> DownloadAsync(Browser browser, Team team, params (string, string)[] choice)
    {
        var url = $"/programmes/{team.ProgrammeId}/downloads";
        var page = await browser.GetAsync(url);
        var token = page.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(choice.Append(("__RequestVerificationToken", token)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        var response = await browser.Client.PostAsync(url, content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return (response, files);
    }

    private static Programme Of(Team team) => new() { Id = team.ProgrammeId, Name = "", CreatedAt = default };

    private static CsvTable Table(string csv)
    {
        using var reader = new StringReader(csv);
        var table = CsvTable.Read(reader, "file");
        Assert.Empty(table.Problems);
        return table;
    }

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
}
