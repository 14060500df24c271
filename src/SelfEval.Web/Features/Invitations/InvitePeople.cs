using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>How many of a list are new to the round or plan, were in it before, or are left out because nobody may write to them.</summary>
public sealed record Invitees(int New, int AlreadyThere, int AskedNotTo)
{
    public static Invitees operator +(Invitees a, Invitees b) => new(a.New + b.New, a.AlreadyThere + b.AlreadyThere, a.AskedNotTo + b.AskedNotTo);
}

/// <summary>
/// Adds people to a round: somebody the team knows is the same person, with the same pseudonym. Each gets a personal link, and whoever is written to by post a
/// code to type, in the same unit of work. Doing it again adds nobody twice.
/// </summary>
public sealed class InvitePeople(
    AppDb db, WriteGate gate, Sealing sealing, InstallationKey key, TakePeople take, AcceptList accept, WorkThroughList work, Audit audit, TimeProvider clock)
{
    /// <summary>The whole list: stored, then worked through to its end.</summary>
    public async Task<Invitees> RunAsync(int roundId, IReadOnlyList<NewPerson> people, bool leavesKnown = false)
    {
        var id = await accept.RunAsync(roundId, null, people, leavesKnown);
        return await work.RunAsync(id, CancellationToken.None);
    }

    /// <summary>One turn at the gate. Null where the round takes nobody any more.</summary>
    internal async Task<Invitees?> TurnAsync(ListRun run, PeopleImport import, IReadOnlyList<NewPerson> some, Func<Task> advance)
    {
        // Sealing may have to read or make keys, which must not happen while the gate is held.
        var secrets = some.Select(_ => Sealed.Make(sealing)).ToList();
        var (count, taken) = await gate.RunAsync(db, async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var round = await db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == import.RoundId);
            if (round.StateAt(now) is RoundState.Closed or RoundState.Cancelled) return ((Invitees?)null, (IReadOnlyList<Taken>)[]);
            await advance();
            var people = await take.RunAsync(run, some, now);
            var ids = people.Where(t => t.Person is not null).Select(t => t.Person!.Id).Distinct().ToList();
            var there = await db.Invitations.Where(i => i.RoundId == round.Id && ids.Contains(i.PersonId)).Select(i => i.PersonId).ToHashSetAsync();
            var already = there.Count;
            var codeKey = await key.GetAsync(now);
            var added = 0;
            foreach (var ((line, person), secret) in people.Zip(secrets))
            {
                if (person is null || !there.Add(person.Id)) continue;
                var invitation = Made(round, line, person, secret, codeKey, now);
                invitation.Schedule(round, now);
                db.Invitations.Add(invitation);
                added++;
            }

            if (added > 0) audit.Add("people.invited", $"round:{round.Id}", round.Team!.ProgrammeId, round.TeamId, $"{added} people", import.AccountId);
            await db.SaveChangesAsync();
            return (new Invitees(added, already, people.Count(t => t.Person is null)), people);
        });
        TakePeople.Remember(run, taken);
        return count;
    }

    private static Invitation Made(Round round, NewPerson line, Person person, Sealed secret, byte[] codeKey, DateTime now)
    {
        var route = Reach.RouteOf(person.Contact!, line.Route);
        return new Invitation
        {
            RoundId = round.Id,
            PersonId = person.Id,
            TokenHash = Secrets.Hash(secret.Link),
            SealedToken = secret.SealedLink,
            CreatedAt = now,
            Route = route,
            SiteId = person.SiteId,
            CodeHash = route == SendRoute.Post ? PostCode.Hash(codeKey, secret.Code) : null,
            SealedCode = route == SendRoute.Post ? secret.SealedCode : null,
            BouncedAt = Reach.BouncedAt(person.Contact!, route),
        };
    }

    private sealed record Sealed(string Link, string SealedLink, string Code, string SealedCode)
    {
        public static Sealed Make(Sealing sealing)
        {
            var (link, code) = (Secrets.NewLink(), PostCode.New());
            return new(link, sealing.Links.Protect(link), code, sealing.Links.Protect(code));
        }
    }
}
