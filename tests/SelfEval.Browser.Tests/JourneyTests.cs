using System.Globalization;
using System.IO.Compression;
using MimeKit;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>The main job from end to end, as the people in it would do it.</summary>
public sealed class JourneyTests(DemonstrationSite site)
{
    private const int K = 3;
    private const string Own = "What should we do differently?";
    private static readonly string[] Trust = ["relp_trust_1", "relp_trust_2", "relp_trust_3"];

    /// <summary>With and without JavaScript side by side: each waits for the same strokes of the clock. The team sits at a desk, the people have phones.</summary>
    [Fact]
    public Task A_team_asks_people_answer_and_an_evaluator_downloads_their_scores() => Task.WhenAll(GoAsync(hasScript: true), GoAsync(hasScript: false));

    private async Task GoAsync(bool hasScript)
    {
        var mark = hasScript ? "script" : "noscript";
        await using var lead = await Visitor.ArriveAsync(site, hasScript, 1280);
        await lead.SignInAsync("team-lead");
        var round = await lead.PlanAsync($"Now ({mark})", $"{await ComposeAsync(lead, mark)} (version 1)", "Confidential", K);
        var people = Enumerable.Range(1, K).Select(i => $"{mark}{i}@example.org").ToList();
        await lead.Page.FillAsync("[name='Input.Text']", "email\n" + string.Join('\n', people));
        await lead.PressAsync(Visitor.Send, "people-check");
        await lead.PressAsync("#add button", "people-added");

        var expected = new List<double>();
        for (var i = 0; i < K; i++) expected.Add(await AnswerAsync(await LinkToAsync(people[i]), option: i + 2, hasScript, resumes: i == 0));

        await UntilAsync(async () =>
        {
            await lead.Page.GotoAsync($"/rounds/{round}/results");
            return (await lead.Page.Locator("main").InnerTextAsync()).Contains($"Empathy: {expected.Average():0.0} out of 50", StringComparison.Ordinal);
        }, "The result did not appear.");
        await lead.LookAsync("journey-results");
        lead.Judge();

        Assert.Equal(expected.Order(), (await DownloadAsync(round)).Order(), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    private static async Task<string> ComposeAsync(Visitor lead, string mark)
    {
        await lead.GoAsync("/teams/1/questionnaires/new", "questionnaire-new");
        await lead.Page.FillAsync("[name='Input.Title']", $"Your visit ({mark})");
        await lead.PressAsync(Visitor.Send, "compose-empty");
        var id = new Uri(lead.Page.Url).AbsolutePath.Split('/')[2];
        await lead.GoAsync($"/questionnaires/{id}/instruments/care-style", "pick");
        await lead.Page.CheckAsync("[name='Input.Take'][value=all]");
        await lead.Page.FillAsync("[name='Input.PerPage']", "5");
        await lead.PressAsync(Visitor.Send, "compose-1");
        await lead.GoAsync($"/questionnaires/{id}/instruments/relationship-core", "pick-items");
        await lead.Page.CheckAsync("[name='Input.Take'][value=some]");
        foreach (var item in Trust) await lead.Page.CheckAsync($"[name='Input.Items'][value={item}]");
        await lead.PressAsync(Visitor.Send, "compose-2");
        await lead.GoAsync($"/questionnaires/{id}/own/longText", "own-text");
        await lead.Page.FillAsync("[name='Input.Text']", Own);
        await lead.PressAsync(Visitor.Send, "compose-3");
        await lead.GoAsync($"/questionnaires/{id}/publish", "publish");
        await lead.PressAsync(Visitor.Send, "published");
        return $"Your visit ({mark})";
    }

    /// <summary>Answers on a phone; one who resumes closes the browser after the first page and opens the link on another.</summary>
    /// <returns>The score that the scorer gives these answers.</returns>
    private async Task<double> AnswerAsync(string link, int option, bool hasScript, bool resumes)
    {
        var phone = await Visitor.ArriveAsync(site, hasScript, 320);
        try
        {
            await StartAsync(phone, link);
            await FillAsync(phone, option);
            if (resumes)
            {
                phone.Judge();
                await phone.DisposeAsync();
                phone = await Visitor.ArriveAsync(site, hasScript, 320);
                await StartAsync(phone, link);
                Assert.EndsWith("/2", new Uri(phone.Page.Url).AbsolutePath, StringComparison.Ordinal);
            }

            while (!phone.Page.Url.EndsWith("/check", StringComparison.Ordinal)) await FillAsync(phone, option);
            await phone.PressAsync(Visitor.Send, "sent");
            Assert.Contains("receipt code", await phone.Page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
            phone.Judge();
        }
        finally
        {
            await phone.DisposeAsync();
        }

        var care = InstrumentShelf.Load(Path.Combine(AppContext.BaseDirectory, "instruments")).Find("care-style")!;
        var sheet = AnswerSheet.Of(care.Items.Select(i => KeyValuePair.Create(i.Code, option.ToString(CultureInfo.InvariantCulture))));
        return Scorer.Score(care, sheet).Single(s => s.Scale == "empathy").Value!.Value;
    }

    private static async Task StartAsync(Visitor phone, string link)
    {
        await phone.GoAsync(link, "start-personal");
        await phone.PressAsync(Visitor.Send, "answering");
    }

    private static async Task FillAsync(Visitor phone, int option)
    {
        foreach (var question in await phone.Page.Locator("main fieldset").AllAsync())
            await question.Locator($"input[type=radio][value='{option}']").CheckAsync();
        if (await phone.Page.Locator("main textarea").CountAsync() > 0) await phone.Page.FillAsync("main textarea", "Ring me back.");
        await phone.PressAsync(Visitor.Send, "answering");
    }

    private async Task<string> LinkToAsync(string email)
    {
        string? link = null;
        await UntilAsync(async () =>
        {
            var folder = Path.Combine(site.Folder, "mail");
            if (!Directory.Exists(folder)) return false;
            foreach (var file in Directory.GetFiles(folder, "*.eml"))
            {
                var mail = await MimeMessage.LoadAsync(file);
                if (mail.To.Mailboxes.All(to => to.Address != email)) continue;
                link = mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).First(w => w.StartsWith(site.Address + "/s/", StringComparison.Ordinal));
                return true;
            }

            return false;
        }, $"No invitation came to {email}.");
        return link!;
    }

    private async Task<List<double>> DownloadAsync(string round)
    {
        await using var evaluator = await Visitor.ArriveAsync(site, true, 1280);
        await evaluator.SignInAsync("evaluator");
        await evaluator.GoAsync("/programmes/1/downloads", "downloads");
        await evaluator.Page.CheckAsync("[name='Input.What'][value=round]");
        await evaluator.Page.SelectOptionAsync("[name='Input.RoundId']", round);
        var download = await evaluator.Page.RunAndWaitForDownloadAsync(() => evaluator.Page.Locator(Visitor.Send).First.ClickAsync());
        evaluator.Judge();
        using var zip = ZipFile.OpenRead(await download.PathAsync());
        using var reader = new StreamReader(zip.Entries.Single(e => e.Name == "scores.csv").Open());
        var lines = (await reader.ReadToEndAsync()).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = lines[0].Split(',').ToList();
        return [.. lines.Skip(1).Select(l => l.Split(','))
            .Where(cells => cells[head.IndexOf("instrument")] == "care-style" && cells[head.IndexOf("scale")] == "empathy")
            .Select(cells => double.Parse(cells[head.IndexOf("value")], CultureInfo.InvariantCulture))];
    }

    /// <summary>Letters go every 15 seconds and figures are made every minute.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, otherwise);
            await Task.Delay(500);
        }
    }
}
