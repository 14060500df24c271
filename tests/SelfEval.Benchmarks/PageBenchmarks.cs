using System.Net;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using SelfEval.Load;

namespace SelfEval.Benchmarks;

/// <summary>
/// One operation is one page as a participant's browser asks for it, through all middleware and without a network: the start page, and the first of
/// 4 pages of 37 questions.
/// </summary>
[MemoryDiagnoser]
public class PageBenchmarks
{
    private readonly string folder = Directory.CreateTempSubdirectory("selfeval-pages-").FullName;
    private WebApplicationFactory<Program> site = null!;
    private HttpClient browser = null!;
    private string startPage = "";
    private string questionPage = "";

    [GlobalSetup]
    public async Task OpenAsync()
    {
        startPage = "/s/" + await Survey.LayAsync(Options.Parse([])!, folder);
        site = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Test");
            builder.UseSetting("SelfEval:DataFolder", folder);
            builder.UseSetting("SelfEval:Limits:LinkPerMinute", "100000000");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
        });
        browser = site.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([new("paging", "several")]);
        using var started = await browser.PostAsync(new Uri(startPage, UriKind.Relative), form);
        questionPage = started.Headers.Location!.OriginalString;
        if (await StartPage() == 0 || await QuestionPage() == 0) throw new InvalidOperationException("The pages are empty.");
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        browser.Dispose();
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark]
    public Task<int> StartPage() => SizeAsync(startPage);

    [Benchmark]
    public Task<int> QuestionPage() => SizeAsync(questionPage);

    private async Task<int> SizeAsync(string address)
    {
        using var response = await browser.GetAsync(new Uri(address, UriKind.Relative));
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{address}: {response.StatusCode}");
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }
}
