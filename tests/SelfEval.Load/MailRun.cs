using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Faults.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Load;

/// <summary>So many invitations are carried to a mail server on a socket of this process, one commit each, while participants answer another round.</summary>
internal static class MailRun
{
    public static async Task<int> MeasureAsync(Options options, string folder, string secret)
    {
        await LayAsync(options, folder);
        await using var sink = new SmtpSink { KeepsText = false };
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 1000 };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}") };
        var (server, _) = await Server.StartAsync(options, folder, http, $"/s/{secret}", new()
        {
            ["SELFEVAL__MAIL__MODE"] = "smtp",
            ["SELFEVAL__MAIL__HOST"] = "127.0.0.1",
            ["SELFEVAL__MAIL__PORT"] = $"{sink.Port}",
            ["SELFEVAL__MAIL__TLS"] = "none",
            ["SELFEVAL__MAIL__CONNECTIONS"] = $"{options.Connections}",
        });
        using var running = server;
        // The letters are not due until the page's code is warm.
        var warm = new Figures();
        for (var i = 0; i < 20; i++) await new Participant(http, secret, warm, i).AnswerAsync();
        var patience = Stopwatch.StartNew();
        for (; sink.Mail.IsEmpty; await Task.Delay(5))
            if (patience.Elapsed > TimeSpan.FromMinutes(3)) throw new InvalidOperationException("No message came.");

        var cpu = server.Cpu;
        var clock = Stopwatch.StartNew();
        var figures = new Figures();
        var failed = 0;
        var journeys = Enumerable.Range(0, options.Concurrency).Select(one => Task.Run(async () =>
        {
            for (var i = 0; sink.Mail.Count < options.Mail; i++)
            {
                try
                {
                    await new Participant(http, secret, figures, one * 100_000 + i).AnswerAsync();
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
                {
                    if (Interlocked.Increment(ref failed) <= 5) await Console.Error.WriteLineAsync(e.Message);
                }
            }
        })).ToList();
        while (sink.Mail.Count < options.Mail) await Task.Delay(5);
        var seconds = clock.Elapsed.TotalSeconds;
        var used = server.Cpu - cpu;
        await Task.WhenAll(journeys);
        var copies = sink.Mail.Count - sink.Mail.Select(m => m.Id).Distinct().Count();
        Console.WriteLine(FormattableString.Invariant(
            $"{options.Mail} messages over {options.Connections} connection(s), {options.Concurrency} participants meanwhile, {(options.Postgres is null ? "SQLite" : "PostgreSQL")}: {options.Mail / seconds:F0} messages/s, {copies} copies too many, {failed} errors; {used.TotalSeconds:F0} s server CPU with the participants', peak {server.PeakMegabytes:F0} MB, fsync p99 of this disk {Disk.FsyncP99(folder):F1} ms"));
        figures.Print(Console.Out);
        return failed == 0 && copies == 0 ? 0 : 1;
    }

    /// <summary>Where it is about noon: to participants nothing goes at night.</summary>
    private static string Noon(DateTime utc) => (12 - utc.Hour) switch
    {
        0 => "Etc/UTC",
        var ahead => FormattableString.Invariant($"Etc/GMT{(ahead > 0 ? '-' : '+')}{Math.Abs(ahead)}"),
    };

    private static async Task LayAsync(Options options, string folder)
    {
        await using var provider = Survey.Services(options, folder);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var sealing = scope.ServiceProvider.GetRequiredService<Sealing>();
        var gate = provider.GetRequiredService<WriteGate>();
        var now = DateTime.UtcNow;
        var round = await gate.RunAsync(db, async () =>
        {
            var open = await db.Rounds.SingleAsync();
            var made = new Round
            {
                TeamId = open.TeamId, QuestionnaireVersionId = open.QuestionnaireVersionId, Name = "Invited", Audience = Audience.Patients, IdentityMode = IdentityMode.Confidential, K = 5,
                Zone = Noon(now), OpensAt = now.AddHours(-1), ClosesAt = now.AddDays(1), OpensLocal = now.AddHours(-1), ClosesLocal = now.AddDays(1), CreatedAt = now,
            };
            db.Rounds.Add(made);
            await db.SaveChangesAsync();
            return made;
        });
        foreach (var some in Enumerable.Range(0, options.Mail).Chunk(1000))
        {
            await gate.RunAsync(db, async () =>
            {
                var people = some.Select(n => new Person
                {
                    TeamId = round.TeamId, Pseudonym = Secrets.NewPseudonym(), Audience = Audience.Patients, Language = "en", AddedAt = now,
                    Contact = new Contact { PersonId = 0, TeamId = round.TeamId, Name = $"Person {n}", Email = $"p{n}@example.org" },
                }).ToList();
                db.People.AddRange(people);
                await db.SaveChangesAsync();
                var invitations = people.Select(p =>
                {
                    var link = Secrets.NewLink();
                    return new Invitation { RoundId = round.Id, PersonId = p.Id, TokenHash = Secrets.Hash(link), SealedToken = sealing.Links.Protect(link), CreatedAt = now };
                }).ToList();
                db.Invitations.AddRange(invitations);
                await db.SaveChangesAsync();
                foreach (var (invitation, person) in invitations.Zip(people))
                {
                    db.Letters.Add(new Letter
                    {
                        DedupKey = $"invitation:{invitation.Id}", Kind = LetterKind.Invitation, InvitationId = invitation.Id,
                        Sealed = sealing.Letters.Protect(new MailText(person.Contact!.Email!, "How was your care?", string.Concat(Enumerable.Repeat("We would like to hear from you. ", 30))).ToJson()),
                        NotBefore = now.AddSeconds(45), ExpiresAt = round.ClosesAt,
                    });
                }

                await db.SaveChangesAsync();
            });
        }
    }
}
