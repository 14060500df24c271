using System.Collections.Concurrent;
using System.Net;

namespace SelfEval.Faults.Tests;

/// <summary>People who answer at once by links of their own until they are told to stop; what each was told is kept, with how long the log of the disk was then.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Secret, string Key)> _links;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _patience = new();
    private readonly List<Task> _work;
    private readonly HttpClient _http;
    private readonly Watch _watch = new();
    private readonly Func<long> _moment;
    private int _acknowledged;

    public Crowd(Uri address, Survey survey, int people, Func<long>? moment = null, TimeSpan? patience = null)
    {
        _patience.CancelAfter(patience ?? TimeSpan.FromMinutes(3));
        _links = new(survey.Personal);
        _moment = moment ?? (() => 0);
        _watch.InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = people };
        _http = new HttpClient(_watch) { BaseAddress = address };
        _work = [.. Enumerable.Range(0, people).Select(n => Task.Run(() => WorkAsync(n)))];
    }

    /// <param name="Key">Whose answers.</param>
    /// <param name="Answers">All that had been acknowledged by then.</param>
    /// <param name="IsSent">Whether the receipt had been shown.</param>
    /// <param name="Moment">How long the disk's log was when the acknowledgement had come.</param>
    public sealed record Told(string Key, IReadOnlyDictionary<string, string> Answers, bool IsSent, long Moment);

    public ConcurrentQueue<Told> Ledger { get; } = [];

    /// <summary>Statuses of 500 and more that somebody was given.</summary>
    public IReadOnlyCollection<HttpStatusCode> Failures => _watch.Failures;

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public async Task UntilAsync(int acknowledged)
    {
        while (Acknowledged < acknowledged)
        {
            if (_work.FirstOrDefault(w => w.IsFaulted) is { } failed) await failed;
            await Task.Delay(5, _patience.Token);
        }
    }

    /// <summary>Lets everybody go, wherever they are.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        foreach (var work in _work)
        {
            try
            {
                await work;
            }
            catch (OperationCanceledException)
            {
                // In the middle of a page.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _http.Dispose();
        _stop.Dispose();
        _patience.Dispose();
    }

    private async Task WorkAsync(int number)
    {
        var random = new Random(number);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _patience.Token);
        while (!_stop.IsCancellationRequested && _links.TryDequeue(out var link))
        {
            Participant? participant = null;
            participant = new Participant(_http, link.Secret, link.Key, random, () =>
            {
                var ledger = participant!.Ledger;
                Ledger.Enqueue(new Told(link.Key, new Dictionary<string, string>(ledger.Answers), ledger.Receipt is not null, _moment()));
                Interlocked.Increment(ref _acknowledged);
            }, both.Token);
            await participant.AnswerAsync();
        }
    }

    private sealed class Watch : DelegatingHandler
    {
        public ConcurrentQueue<HttpStatusCode> Failures { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if ((int)response.StatusCode >= 500) Failures.Enqueue(response.StatusCode);
            return response;
        }
    }
}
