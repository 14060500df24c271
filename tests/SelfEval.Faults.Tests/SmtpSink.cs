using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SelfEval.Faults.Tests;

/// <summary>What a mail server does at one step of the conversation.</summary>
public enum Sink
{
    Takes,
    Hangs,
    Drops,

    /// <summary>Answers a byte a second and never ends its line.</summary>
    Crawls,
}

/// <summary>A message as the server took it.</summary>
/// <param name="Id">Its Message-ID.</param>
/// <param name="To">Whom it was for.</param>
/// <param name="Raw">Header and text; empty where the sink does not keep them.</param>
public sealed record Taken(string Id, string To, string Raw);

/// <summary>A mail server on a real socket that can misbehave in every way a test needs. What it has taken is in <see cref="Mail"/>.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ends = new();
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly Task _accepts;
    private readonly TaskCompletionSource _stalls = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    public SmtpSink(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepts = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<Taken> Mail { get; } = new();

    /// <summary>Ends once it hangs or crawls.</summary>
    public Task Stalls => _stalls.Task;

    public int Connections => Volatile.Read(ref _connections);

    public bool KeepsText { get; init; } = true;

    /// <summary>With one, STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>With one, nobody sends who does not know it: the user's name and the password.</summary>
    public (string User, string Password)? Login { get; set; }

    public Sink Greeting { get; set; }

    /// <summary>The answer to a recipient; null for 250.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>What it does after the last line of a message: then it has it, whether it says so or not.</summary>
    public Func<Taken, Sink> AfterData { get; set; } = _ => Sink.Takes;

    /// <summary>How long it thinks before it says that it has a message.</summary>
    public TimeSpan Thinks { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        _listener.Stop();
        await _accepts;
        await Task.WhenAll(_talks);
        _ends.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ends.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_ends.Token);
                Interlocked.Increment(ref _connections);
                _talks.Add(Task.Run(() => TalkAsync(client)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        Stream stream = client.GetStream();
        try
        {
            await SayAsync(stream, Greeting, "220 sink.example ESMTP");
            var reader = new StreamReader(stream, Encoding.Latin1);
            var to = "";
            var isKnown = false;
            while (await reader.ReadLineAsync(_ends.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                switch (verb)
                {
                    case "EHLO":
                        var tls = Certificate is not null && stream is not SslStream ? "250-STARTTLS\r\n" : "";
                        await SayAsync(stream, Sink.Takes, $"250-sink.example\r\n{tls}{(Login is null ? "" : "250-AUTH PLAIN\r\n")}250-PIPELINING\r\n250 8BITMIME");
                        break;
                    case "STARTTLS":
                        await SayAsync(stream, Sink.Takes, "220 go ahead");
                        var secure = new SslStream(stream);
                        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _ends.Token);
                        stream = secure;
                        reader = new StreamReader(stream, Encoding.Latin1);
                        break;
                    case "AUTH":
                        isKnown = Login is { } login && line == "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{login.User}\0{login.Password}"));
                        await SayAsync(stream, Sink.Takes, isKnown ? "235 2.7.0 welcome" : "535 5.7.8 wrong name or password");
                        break;
                    case "MAIL" when Login is not null && !isKnown:
                        await SayAsync(stream, Sink.Takes, "530 5.7.0 say first who you are");
                        break;
                    case "RCPT":
                        to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')];
                        await SayAsync(stream, Sink.Takes, Recipient(to) ?? "250 ok");
                        break;
                    case "DATA":
                        await SayAsync(stream, Sink.Takes, "354 go on");
                        if (!await TakeAsync(reader, stream, to)) return;
                        break;
                    case "QUIT":
                        await SayAsync(stream, Sink.Takes, "221 bye");
                        return;
                    default:
                        await SayAsync(stream, Sink.Takes, "250 ok");
                        break;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The other side was killed, or has had enough.
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, Stream stream, string to)
    {
        var id = "";
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_ends.Token) is { } line)
        {
            if (line == ".")
            {
                var taken = new Taken(id, to, text.ToString());
                if (Thinks > TimeSpan.Zero) await Task.Delay(Thinks, _ends.Token);
                Mail.Enqueue(taken);
                var then = AfterData(taken);
                if (then == Sink.Drops) return false;
                await SayAsync(stream, then, "250 taken");
                return true;
            }

            if (id.Length == 0 && line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase)) id = line[11..].Trim().Trim('<', '>');
            if (KeepsText) text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return false;
    }

    private async Task SayAsync(Stream stream, Sink how, string words)
    {
        var bytes = Encoding.ASCII.GetBytes(words + "\r\n");
        switch (how)
        {
            case Sink.Hangs:
                _stalls.TrySetResult();
                await Task.Delay(Timeout.Infinite, _ends.Token);
                break;
            case Sink.Drops:
                throw new IOException("It hangs up.");
            case Sink.Crawls:
                foreach (var one in bytes.SkipLast(2).Concat(Enumerable.Repeat((byte)'.', int.MaxValue)))
                {
                    await stream.WriteAsync(new[] { one }, _ends.Token);
                    _stalls.TrySetResult();
                    await Task.Delay(TimeSpan.FromSeconds(1), _ends.Token);
                }

                break;
            default:
                await stream.WriteAsync(bytes, _ends.Token);
                break;
        }
    }
}
