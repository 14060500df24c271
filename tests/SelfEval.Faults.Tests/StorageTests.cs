using System.Net;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>A disk that is full or broken while people answer: nothing is acknowledged that is not kept, and the site says so.</summary>
[Trait("Database", "SQLite")]
public sealed class StorageTests
{
    [Fact]
    public async Task On_a_full_disk_people_are_told_and_it_goes_on_when_there_is_room()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 200);
        using var shim = await PowerShim.MakeAsync(place);
        await using var site = new Site(place, shim.Settings);
        await site.StartAsync();
        await using var crowd = new Crowd(site.Address, survey, people: 4);
        await crowd.UntilAsync(20);
        shim.IsFull = true;
        await UntilAsync(() => crowd.Failures.Count >= 20, crowd);
        // Reading goes on, and the service is not called dead.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, $"/s/{survey.Personal[^1].Secret}"));
        Assert.All(crowd.Failures, f => Assert.Equal(HttpStatusCode.ServiceUnavailable, f));
        var stood = crowd.Acknowledged;
        await UntilAsync(() => crowd.Failures.Count >= 60, crowd);
        // What had been on its way was told meanwhile, but nothing that needs room.
        Assert.InRange(crowd.Acknowledged - stood, 0, 40);
        shim.IsFull = false;
        await crowd.UntilAsync(crowd.Acknowledged + 60);
        await crowd.StopAsync();
        var (exit, _) = await site.TerminateAsync();
        Assert.Equal(0, exit);
        Assert.Equal(0, StoredAnswers.Missing(place.SqlitePath, crowd.Ledger));
        Assert.Equal("ok", StoredAnswers.Integrity(place.SqlitePath));
    }

    [Fact]
    public async Task Whoever_sends_a_page_to_a_full_disk_reads_that_it_was_not_saved_and_sends_it_again_later()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 3);
        using var shim = await PowerShim.MakeAsync(place);
        await using var site = new Site(place, shim.Settings);
        await site.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var (secret, key) = survey.Personal[0];
        using var started = await http.PostAsync($"/s/{secret}", new FormUrlEncodedContent([new("paging", "several")]));
        http.DefaultRequestHeaders.Add("Cookie", started.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        var page = started.Headers.Location!.OriginalString;
        var (form, answers) = Participant.Filled(await http.GetStringAsync(page));
        Assert.NotEmpty(answers);
        var stored = StoredAnswers.Of(place.SqlitePath, key);

        shim.IsFull = true;
        var refused = await PostAsync(http, page, form);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("Nothing can be saved at the moment", refused.Text, StringComparison.Ordinal);
        Assert.Contains("What you sent was not saved; what was saved before is safe. Keep this page open and try again later.", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("disk I/O", refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("5", refused.RetryAfter);
        // Whoever begins now reads the same, and nothing of either is there by half.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(http, $"/s/{survey.Personal[1].Secret}", [new("paging", "several")])).Status);
        Assert.Equal(stored, StoredAnswers.Of(place.SqlitePath, key));
        Assert.Null(StoredAnswers.Of(place.SqlitePath, survey.Personal[1].Key));
        // The page can still be read, so that nobody loses their place.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, page));

        shim.IsFull = false;
        // The same press, as a browser sends it when the page is loaded anew.
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(http, page, form)).Status);
        await site.TerminateAsync();
        Assert.Equal(0, StoredAnswers.Missing(place.SqlitePath, [new Crowd.Told(key, answers, false, 0)]));
        Assert.Equal("ok", StoredAnswers.Integrity(place.SqlitePath));
    }

    private static async Task<(HttpStatusCode Status, string Text, string? RetryAfter)> PostAsync(HttpClient http, string path, List<KeyValuePair<string, string>> form)
    {
        using var answer = await http.PostAsync(path, new FormUrlEncodedContent(form));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.TryGetValues("Retry-After", out var after) ? after.Single() : null);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }

    [Fact, Trait("Speed", "Long")]
    public async Task On_a_really_full_disk_too()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        await Commands.RunAsync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", place.Folder]);
        try
        {
            var survey = await Survey.LayAsync(place, people: 300);
            await using var site = new Site(place);
            await site.StartAsync();
            await using var crowd = new Crowd(site.Address, survey, people: 4);
            await crowd.UntilAsync(20);
            var filler = Path.Combine(place.Folder, "filler");
            Fill(filler);
            await UntilAsync(() => crowd.Failures.Count >= 30, crowd);
            Assert.All(crowd.Failures, f => Assert.Equal(HttpStatusCode.ServiceUnavailable, f));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, "/health/live"));
            File.Delete(filler);
            await crowd.UntilAsync(crowd.Acknowledged + 60);
            await crowd.StopAsync();
            await site.TerminateAsync();
            Assert.Equal(0, StoredAnswers.Missing(place.SqlitePath, crowd.Ledger));
            Assert.Equal("ok", StoredAnswers.Integrity(place.SqlitePath));
        }
        finally
        {
            await Commands.RunAsync("umount", ["-l", place.Folder]);
        }
    }

    [Fact]
    public async Task When_the_disk_cannot_keep_what_it_took_the_process_ends_and_nothing_was_acknowledged()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 200);
        using var shim = await PowerShim.MakeAsync(place);
        await using (var site = new Site(place, shim.Settings))
        {
            await site.StartAsync();
            await using var crowd = new Crowd(site.Address, survey, people: 4);
            await crowd.UntilAsync(20);
            shim.FailsToSync = true;
            Assert.Equal(1, await site.ExitAsync());
            await crowd.StopAsync();
            Assert.Contains("nothing that it writes from now on could be trusted", site.Said, StringComparison.Ordinal);
            Assert.NotEmpty(crowd.Failures);
            Assert.Equal(0, StoredAnswers.Missing(place.SqlitePath, crowd.Ledger));
        }

        await using var again = new Site(place);
        await again.StartAsync();
    }

    [Fact]
    public async Task When_the_disk_cannot_be_written_nothing_is_acknowledged_and_it_goes_on_afterwards()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 200);
        using var shim = await PowerShim.MakeAsync(place);
        await using var site = new Site(place, shim.Settings);
        await site.StartAsync();
        await using var crowd = new Crowd(site.Address, survey, people: 4);
        await crowd.UntilAsync(20);
        shim.FailsToWrite = true;
        await UntilAsync(() => crowd.Failures.Count >= 20, crowd);
        Assert.All(crowd.Failures, f => Assert.Equal(HttpStatusCode.ServiceUnavailable, f));
        shim.FailsToWrite = false;
        await crowd.UntilAsync(crowd.Acknowledged + 40);
        await crowd.StopAsync();
        await site.TerminateAsync();
        Assert.Equal(0, StoredAnswers.Missing(place.SqlitePath, crowd.Ledger));
        Assert.Equal("ok", StoredAnswers.Integrity(place.SqlitePath));
    }

    private static void Fill(string path)
    {
        var some = new byte[4096];
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true) file.Write(some);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, Crowd crowd)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 6000, $"It did not come to that; {crowd.Failures.Count} failures, {crowd.Acknowledged} acknowledged.");
            await Task.Delay(10);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(Site site, string path)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }
}
