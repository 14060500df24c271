using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Somebody whom a round asks or will ask, as far as a rehearsal needs to know.</summary>
/// <param name="PersonId">Of the round's team.</param>
/// <param name="Key">The same for one address in every team of the programme.</param>
/// <param name="Route">By which way.</param>
/// <param name="Address">By that way; null where there is none that works.</param>
/// <param name="Language">In which language.</param>
/// <param name="Window">When the round is open for them.</param>
/// <param name="Invitation">What they have already; null for who will be made ready.</param>
public sealed record Asked(int PersonId, string Key, SendRoute Route, string? Address, string Language, PersonWindow Window, Invitation? Invitation);

/// <summary>A round and everybody whom it asks.</summary>
public sealed record AskingRound(Round Round, int Minutes, IReadOnlyList<string> Languages, IReadOnlyList<Asked> People);

/// <summary>One message that will be sent if nobody answers.</summary>
public sealed record RehearsedSend(int RoundId, Asked To, DueSend Send)
{
    public int PersonId => To.PersonId;

    /// <summary>What the limit of messages is counted by.</summary>
    public string Mailbox => $"{To.Route} {To.Address}";
}

/// <summary>
/// Every message that rounds will send if nobody answers, by the rules that the sending follows: a round is made ready a day before it opens, <see cref="Invitation"/>
/// says what a person is due first and next, and a reminder is left out for whoever has had their fill of messages.
/// </summary>
public static class Rehearsal
{
    public static readonly TimeSpan Month = TimeSpan.FromDays(LetterTruth.CapDays);

    /// <param name="rounds">All whose messages count towards a person's limit.</param>
    /// <param name="sent">Past messages by mailbox.</param>
    /// <param name="messagesPerMonth">The programme's limit.</param>
    /// <param name="now">From when on.</param>
    /// <returns>What is sent and what is left out because of the limit, each in order of time.</returns>
    public static (IReadOnlyList<RehearsedSend> Sends, IReadOnlyList<RehearsedSend> LeftOut) Of(
        IEnumerable<AskingRound> rounds, ILookup<string, DateTime> sent, int messagesPerMonth, DateTime now)
    {
        var planned = rounds.SelectMany(r => Planned(r, now)).OrderBy(s => s.Send.At).ThenBy(s => s.To.Invitation?.Id ?? int.MaxValue).ThenBy(s => s.RoundId).ThenBy(s => s.PersonId).ToList();
        var sends = new List<RehearsedSend>(planned.Count);
        var leftOut = new List<RehearsedSend>();
        var had = new Dictionary<string, List<DateTime>>();
        foreach (var send in planned)
        {
            if (!had.TryGetValue(send.Mailbox, out var times)) had[send.Mailbox] = times = [.. sent[send.Mailbox]];
            var at = send.Send.At;
            if (send.Send.Number > 0 && times.Count(t => t > at - Month && t <= at) >= messagesPerMonth)
            {
                leftOut.Add(send);
                continue;
            }

            times.Add(at);
            sends.Add(send);
        }

        return (sends, leftOut);
    }

    private static IEnumerable<RehearsedSend> Planned(AskingRound asking, DateTime now)
    {
        var round = asking.Round;
        if (round.CancelledAt is not null || round.ClosesAt <= now) yield break;
        // Most people of a round are in the same place; each place is worked out once.
        var known = new Dictionary<(DateTime, DateTime, int, DateTime?), List<DueSend>>();
        foreach (var person in asking.People)
        {
            var (window, invitation) = (person.Window, person.Invitation);
            if (person.Route == SendRoute.Post || person.Address is null || (invitation is not null && invitation.NextSendAt is null)) continue;
            var place = (window.OpensAt, window.ClosesAt, invitation?.NextSend ?? -1, invitation?.NextSendAt);
            if (!known.TryGetValue(place, out var sends)) known[place] = sends = SendsTo(round, window, invitation, now);
            foreach (var send in sends) yield return new(round.Id, person, send);
        }
    }

    private static List<DueSend> SendsTo(Round round, PersonWindow window, Invitation? invitation, DateTime now)
    {
        var stand = new Invitation
        {
            RoundId = round.Id, PersonId = 0, TokenHash = [], CreatedAt = now, OpensAt = window.OpensAt, ClosesAt = window.ClosesAt,
            NextSend = invitation?.NextSend ?? 0, NextSendAt = invitation?.NextSendAt,
        };
        var clock = now;
        if (invitation is null)
        {
            clock = round.OpensAt - PrepareRounds.Ahead > now ? round.OpensAt - PrepareRounds.Ahead : now;
            stand.Schedule(round, clock);
        }

        var planned = stand.Sends(round);
        var sends = new List<DueSend>();
        while (stand.NextSendAt is { } due)
        {
            var at = due >= clock ? due : RoundSends.NextAllowed(clock, round.Zone, BankHolidays.DaysOff(round));
            if (at >= window.ClosesAt) break;
            // Of several that are overdue, the last is the one that goes.
            var plan = stand.NextSend == 0 ? planned[0] : planned.LastOrDefault(s => s.At <= at) ?? planned[0];
            sends.Add(new(plan.Number, WallClock.ToLocal(at, round.Zone), at, plan.At == at ? plan.MovedFrom : null));
            stand.MoveOn(round, planned, at);
            clock = at;
        }

        return sends;
    }
}
