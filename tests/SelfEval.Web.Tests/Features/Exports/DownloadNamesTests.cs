using System.IO.Compression;
using System.Text.RegularExpressions;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Exports;

/// <summary>What files are called is ours to say: whatever people call their teams and rounds, nothing is unpacked outside its folder and no header is broken.</summary>
public sealed partial class DownloadNamesTests(Host host) : IClassFixture<Host>
{
    [Theory]
    [Asvs("D9")]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("C:\\Windows\\System32\\x")]
    [InlineData("a/b:c*d?\"e<f>g|h")]
    [InlineData("x\u202Etxt.exe")]
    [InlineData("CON")]
    public async Task Names_in_downloads_are_made_here(string called)
    {
        var programme = await host.ProgrammeAsync(called);
        var team = await host.TeamAsync(programme, called);
        var version = await host.PublishedQuestionnaireAsync(team, called);
        var round = (await host.OpenRoundAsync(team, version, IdentityMode.Confidential, 1, name: called)).Round;
        await host.AnswersAsync(round, version, 6);
        await host.TickAsync();
        var evaluator = await host.AsAsync(Role.Evaluator, programme);
        var page = await evaluator.GetAsync($"/programmes/{programme.Id}/downloads");
        var token = page.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var response = await evaluator.Client.PostAsync($"/programmes/{programme.Id}/downloads", new FormUrlEncodedContent([new("Input.What", "programme"), new("__RequestVerificationToken", token)]), TestContext.Current.CancellationToken);
        Assert.True(response.Content.Headers.ContentDisposition is not null, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));

        Assert.Matches(Plain(), response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.NotEmpty(zip.Entries);
        Assert.All(zip.Entries, e =>
        {
            Assert.Matches(Plain(), e.FullName);
            Assert.DoesNotContain("..", e.FullName, StringComparison.Ordinal);
            Assert.NotEqual('/', e.FullName[0]);
        });
    }

    [GeneratedRegex("^[A-Za-z0-9._/-]+$")]
    private static partial Regex Plain();
}
