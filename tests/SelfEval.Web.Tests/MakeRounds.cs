using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Tests;

/// <summary>Somebody who was asked, with the secret of their personal link (/s/{Secret}).</summary>
public sealed record Invited(Person Person, Invitation Invitation, string Secret);

/// <summary>A round with the secrets of its links: an open one when it is anonymous, otherwise one for each person.</summary>
public sealed record MadeRound(Round Round, string? OpenSecret, IReadOnlyList<Invited> People);

/// <summary>Rounds that are there already.</summary>
public static class MakeRounds
{
    private const string Zone = "Europe/London";

    /// <summary>A round that is open now: it opened an hour ago and closes in two weeks, unless said otherwise.</summary>
    public static Task<MadeRound> OpenRoundAsync(
        this Host host,
        Team team,
        QuestionnaireVersion version,
        IdentityMode mode = IdentityMode.Confidential,
        int people = 0,
        Audience audience = Audience.Patients,
        int k = 5,
        DateTime? opensAt = null,
        DateTime? closesAt = null,
        string? name = null,
        string breakdowns = "") => host.WithAsync(async services =>
    {
        var sealing = services.GetRequiredService<Sealing>();
        var opens = opensAt ?? host.Now.AddHours(-1);
        var closes = closesAt ?? host.Now.AddDays(14);
        var openSecret = mode == IdentityMode.Anonymous ? Secrets.NewLink() : null;
        var secrets = Enumerable.Range(0, people).Select(_ => Secrets.NewLink()).ToList();

        return await host.ArrangeAsync(async db =>
        {
            var round = new Round
            {
                TeamId = team.Id,
                QuestionnaireVersionId = version.Id,
                Name = name ?? $"Round {Guid.NewGuid():N}",
                Audience = audience,
                IdentityMode = mode,
                IdentifiedReason = mode == IdentityMode.Identified ? "Each person agreed to a follow-up call." : null,
                K = k,
                Breakdowns = breakdowns,
                Zone = Zone,
                OpensAt = opens,
                ClosesAt = closes,
                OpensLocal = WallClock.ToLocal(opens, Zone),
                ClosesLocal = WallClock.ToLocal(closes, Zone),
                OpenLinkHash = openSecret is null ? null : Secrets.Hash(openSecret),
                SealedOpenLink = openSecret is null ? null : sealing.Links.Protect(openSecret),
                CreatedAt = opens,
            };
            db.Rounds.Add(round);
            await db.SaveChangesAsync();

            var persons = secrets.Select(_ => APerson(team, audience, opens)).ToList();
            db.People.AddRange(persons);
            await db.SaveChangesAsync();

            var invitations = persons.Zip(secrets, (person, secret) => new Invitation
            {
                RoundId = round.Id,
                PersonId = person.Id,
                TokenHash = Secrets.Hash(secret),
                SealedToken = sealing.Links.Protect(secret),
                CreatedAt = opens,
                SentAt = opens,
            }).ToList();
            db.Invitations.AddRange(invitations);
            await db.SaveChangesAsync();

            return new MadeRound(round, openSecret, [.. persons.Select((p, i) => new Invited(p, invitations[i], secrets[i]))]);
        });
    });

    private static Person APerson(Team team, Audience audience, DateTime at)
    {
        var mark = Guid.NewGuid().ToString("N");
        return new Person
        {
            TeamId = team.Id,
            Pseudonym = Secrets.NewPseudonym(),
            Audience = audience,
            Language = "en",
            AddedAt = at,
            Contact = new Contact { PersonId = 0, TeamId = team.Id, Name = $"Person {mark[..6]}", Email = $"{mark}@example.org" },
        };
    }
}
