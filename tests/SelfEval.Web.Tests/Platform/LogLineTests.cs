using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using SelfEval.Tests;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>An entry of the log is one line on the console, whatever a stranger put into it.</summary>
public sealed class LogLineTests : IAsyncLifetime
{
    private const string Forged = "crit: 2026-03-02T09:00:00.000Z SelfEval.Web.Platform.Audit: the audit was switched off";
    private readonly Rendered _console = new();
    private readonly Host _host;

    public LogLineTests() => _host = new Host { Also = services => services.AddSingleton<ILoggerProvider>(_console), Settings = { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace", ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace" } };

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        // The formatter that the shipped settings name, as the console's own provider finds it.
        var name = _host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        Assert.Equal(LogLine.Name, name);
        _console.Formatter = _host.Services.GetServices<ConsoleFormatter>().Single(f => f.Name == name);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [Asvs("D13")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u001b[2J\u001b[1;1H")]
    [InlineData("\u009b2J")]
    [InlineData("\u202e")]
    [InlineData("\u0008\u0007\0")]
    [InlineData("\ud800")]
    public void What_a_stranger_sent_stays_in_its_line(string trick)
    {
        var logger = _console.CreateLogger("SelfEval.Test");
        logger.LogWarning("Someone came: {Agent}", "Mozilla" + trick + Forged);
        logger.LogError(new InvalidOperationException("failed for " + trick + Forged), "It failed");
        Assert.Equal(2, _console.Lines.Count);
        Assert.All(_console.Lines, IsOneLine);
        Assert.All(_console.Lines, line => Assert.Contains(Forged, line, StringComparison.Ordinal));
        Assert.StartsWith("warn: ", _console.Lines.First(), StringComparison.Ordinal);
        Assert.Contains($"Someone came: Mozilla\\u", _console.Lines.First(), StringComparison.Ordinal);
    }

    /// <summary>With everything logged that the frameworks can log, requests too: paths, queries, headers, and what is typed.</summary>
    [Fact]
    [Asvs("D13")]
    public async Task Addresses_names_and_browsers_of_real_requests_stay_in_their_lines()
    {
        const string Trick = "x\r\n" + Forged + "\u2028\u001b[31m";
        foreach (var path in new[] { "/nothing/" + Uri.EscapeDataString(Trick), "/s/" + Uri.EscapeDataString(Trick), "/accounts/sign-in?ReturnUrl=" + Uri.EscapeDataString(Trick), "/api/v1/teams?x=" + Uri.EscapeDataString(Trick) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("User-Agent", "x\u001b[31m\u2028" + Forged);
            request.Headers.TryAddWithoutValidation("X-Api-Key", "x\u001b[31m" + Forged);
            await _host.Browser().Client.SendAsync(request);
        }

        var browser = _host.Browser();
        var refused = await browser.SubmitAsync(await browser.GetAsync("/accounts/sign-in"), ("Input.Email", Trick), ("Input.Password", Trick));
        Assert.NotEqual(HttpStatusCode.InternalServerError, refused.Status);
        Assert.NotEmpty(_console.Lines);
        Assert.Contains(_console.Lines, line => line.Contains("the audit was switched off", StringComparison.Ordinal));
        Assert.All(_console.Lines, IsOneLine);
        Assert.DoesNotContain(_console.Lines, line => line.StartsWith(Forged, StringComparison.Ordinal));
    }

    /// <summary>The framework's own formatter is what this is for: there the forged entry is a line of its own, moved in, and the screen is turned red.</summary>
    [Fact]
    [Asvs("D13")]
    public void The_plain_formatter_is_found_wanting()
    {
        _console.Formatter = _host.Services.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Simple);
        _console.CreateLogger("SelfEval.Test").LogWarning("Someone came: {Agent}", "Mozilla\n" + Forged + "\u001b[31m");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => IsOneLine(Assert.Single(_console.Lines)));
    }

    private static void IsOneLine(string line)
    {
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^1], c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202e' || char.IsSurrogate(c));
    }

    /// <summary>What the console would get, entry by entry.</summary>
    private sealed class Rendered : ILoggerProvider
    {
        public ConsoleFormatter? Formatter { get; set; }

        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Log(categoryName, this);

        public void Dispose()
        {
        }

        private sealed class Log(string category, Rendered console) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => console.Formatter is not null;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (console.Formatter is not { } configured) return;
                using var text = new StringWriter();
                configured.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, text);
                if (text.ToString() is { Length: > 0 } line) console.Lines.Enqueue(line);
            }
        }
    }
}
