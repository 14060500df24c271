using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Tests.Features.Answering;
using Xunit;

namespace SelfEval.Web.Tests.Features.Privacy;

/// <summary>
/// Goes through the service with marked answers, names, addresses, passwords, links and codes, also wrong ones, and then looks for the marks where none may be: in everything
/// that was logged, in the audit, in what the recurring work is called with, and on the pages for errors.
/// </summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private const string Answer = "CanaryAnswerQx7", Name = "Canaryname Zv3", Address = "canary.address.k9@example.org", Telephone = "+447700900977", Password = "canary-password-9c2f-long";
    private readonly Logged _logged = new();
    private readonly Host _host = new();
    private readonly HashSet<string> _canaries = [Answer, Name, "Canaryname", Address, "canary.address", Telephone, "7700900977", Password];
    private readonly List<Page> _errors = [];

    public ValueTask InitializeAsync()
    {
        _host.Also = services => services.AddSingleton<ILoggerProvider>(_logged);
        return _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("E2")]
    public async Task No_mark_is_found_where_none_may_be()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var version = await _host.PublishedQuestionnaireAsync(team);
        await SignInsAsync();
        await PeopleAsync(team, version);
        await ParticipantsAsync(team, version);
        await ProgramsAsync(team, version);
        await _host.TickAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.TickAsync();

        foreach (var canary in _canaries)
        {
            Assert.DoesNotContain(_logged.Lines, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(_errors, page => page.Html.Contains(canary, StringComparison.OrdinalIgnoreCase));
        }

        var audit = await _host.ReadAsync(db => db.AuditEntries.Select(e => new { e.Action, e.Subject, e.Detail, e.Source }).ToListAsync());
        Assert.True(audit.Count > 10);
        foreach (var entry in audit)
            Assert.DoesNotContain(_canaries, canary => $"{entry.Action} {entry.Subject} {entry.Detail} {entry.Source}".Contains(canary, StringComparison.OrdinalIgnoreCase));
        // The capture works: what may be logged was.
        Assert.Contains(_logged.Lines, line => line.Contains("The audit ends at entry", StringComparison.Ordinal));
    }

    [Fact]
    public void The_recurring_work_is_called_with_nothing() => Assert.All(
        typeof(RecurringJobs.Work).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
        method => Assert.Equal([typeof(CancellationToken)], method.GetParameters().Select(p => p.ParameterType)));

    private async Task SignInsAsync()
    {
        var browser = _host.Browser();
        var refused = await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"), ("Input.Email", Address), ("Input.Password", Password));
        Assert.NotEqual(HttpStatusCode.Redirect, refused.Status);
        await browser.SubmitAsync(await browser.GetAsync("/accounts/forgotten-password"), ("Input.Email", Address));
        await browser.GetAsync($"/accounts/join/{Mark("join")}");
        await browser.GetAsync($"/accounts/reset-password?account=1&token={Mark("reset")}");
        var admin = await _host.AsAsync(Role.Administrator);
        await admin.SubmitAsync(await admin.GetAsync("/privacy/people"), "#find", ("Input.Address", Address));
    }

    private async Task PeopleAsync(Team team, QuestionnaireVersion version)
    {
        var round = (await _host.OpenRoundAsync(team, version)).Round;
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var check = await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/add"), ("Input.Text", $"email,name,phone\n{Address},{Name},{Telephone}\nnot-{Address}-at-all,{Name},\n"));
        Assert.NotEqual(HttpStatusCode.InternalServerError, check.Status);
        var right = await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/people/add"), ("Input.Text", $"email,name,phone\n{Address},{Name},{Telephone}\n"));
        await lead.SubmitAsync(right, "#add");
        await lead.GetAsync($"/rounds/{round.Id}/people");
        var link = await _host.LinkMailedToAsync(Address, "/s/");
        _canaries.Add(link["/s/".Length..]);
        var browser = _host.Browser();
        await FillAsync(browser, link["/s/".Length..]);
    }

    private async Task ParticipantsAsync(Team team, QuestionnaireVersion version)
    {
        var made = await _host.OpenRoundAsync(team, version, IdentityMode.Anonymous);
        _canaries.Add(made.OpenSecret!);
        var receipt = await FillAsync(_host.Browser(), made.OpenSecret!);
        _canaries.Add(receipt);
        var browser = _host.Browser();
        _errors.Add(await browser.GetAsync($"/s/{Mark("link")[..22]}"));
        // This page is no refusal: its form has to bring the token back.
        await browser.GetAsync($"/u/{Mark("stop")}");
        await browser.SubmitAsync(await browser.GetAsync("/withdraw"), ("Input.Code", "CANA-RYCA-NARY-CODE-0000-0000"));
        _canaries.Add("CANA-RYCA");
        var confirm = await browser.SubmitAsync(await browser.GetAsync("/withdraw"), ("Input.Code", receipt));
        await browser.SubmitAsync(confirm);
    }

    private async Task ProgramsAsync(Team team, QuestionnaireVersion version)
    {
        var round = (await _host.OpenRoundAsync(team, version)).Round;
        var lead = await _host.CallerAsync(Role.TeamLead, team: team);
        await lead.PostAsync($"/api/v1/rounds/{round.Id}/responses", $$$"""[{"key":"k1","answers":{"care_1":"4","own_1":"{{{Answer}}}"}},{"key":"k2","answers":{"care_1":"{{{Answer}}}"}}]""");
        await lead.PostAsync($"/api/v1/rounds/{round.Id}/responses", $$"""[{"key":"k1","answers":{"own_1":"{{Answer}}" """);
        await lead.PostAsync($"/api/v1/rounds/{round.Id}/people", $$"""[{"email":"{{Address}}","name":"{{Name}}"}]""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/programmes");
        request.Headers.Add("X-Api-Key", Mark("key"));
        using var client = _host.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(request)).StatusCode);
    }

    private async Task<string> FillAsync(Browser browser, string secret)
    {
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{secret}")));
        while (page.Heading != "Check your answers")
        {
            var texts = page.Document.QuerySelectorAll("main textarea[name]").Select(t => (t.GetAttribute("name")!, $"{Answer} {Address}")).ToArray();
            page = await browser.FollowAsync(await browser.SubmitAsync(page, [.. AnsweringTests.FirstOptions(page).Where(o => texts.All(t => t.Item1 != o.Name)), .. texts]));
        }

        return AnsweringTests.Receipt(await browser.FollowAsync(await browser.SubmitAsync(page)));
    }

    private string Mark(string what)
    {
        var mark = $"Canary{what}0123456789abcdef0123456789";
        _canaries.Add(mark[..22]);
        return mark;
    }

    /// <summary>Every line, with its exception and its scopes' words, as a file would have it.</summary>
    private sealed class Logged : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Log(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Log(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
        }
    }
}
