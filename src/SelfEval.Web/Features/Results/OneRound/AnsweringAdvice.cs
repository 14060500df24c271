using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>What a team can do next about who answered and who is missing, in words; from what was published only.</summary>
public static class AnsweringAdvice
{
    // Rules of thumb: below half, those who answered may well differ from those who did not; a fifth who do not tell makes groups hard to read.
    private const double LowRate = 0.5, ManyNotTold = 0.2;

    public static IReadOnlyList<string> Of(Round round, PublishedEdition? edition, DateTime now)
    {
        var advice = new List<string>();
        var state = round.StateAt(now);
        if (state == RoundState.Open)
        {
            advice.Add(round.IdentityMode == IdentityMode.Anonymous
                ? $"The round is open until {LocalTime.Words(round.ClosesAt, round.Zone)}. Put the poster with the QR code where people wait, and offer help to those who cannot use it."
                : $"The round is open until {LocalTime.Words(round.ClosesAt, round.Zone)}. The round’s own page says how many have started and whether an invitation could not be sent.");
        }

        if (edition is not { Figures: var figures }) return advice;
        if (state != RoundState.Open && figures.ResponseRate < LowRate)
            advice.Add("Fewer than half of the people asked have answered. Next time, ask those who do not use the link in another way: on paper, by telephone or with help.");
        if (figures.Arrivals is { } arrivals && arrivals.Channels.FirstOrDefault(cell => cell.People == figures.Responses) is { Code: nameof(Channel.OwnDevice) })
            advice.Add("Everybody answered on a device of their own. People who are not online are missing: offer paper, the telephone or a tablet at the clinic.");
        foreach (var breakdown in figures.Breakdowns)
        {
            var nobody = breakdown.Groups.Where(group => group.People == 0).Select(group => $"“{group.Label}”").ToList();
            if (nobody.Count > 0 && nobody.Count < breakdown.Groups.Count)
                advice.Add($"{breakdown.Title}: nobody answered as {string.Join(", ", nobody)}. Think about who of them you see, and how to reach them.");
            if (figures.Responses is { } responses && breakdown.NotTold > ManyNotTold * responses)
                advice.Add($"{breakdown.Title}: {ResultWords.Share((double)breakdown.NotTold.Value / responses)} did not tell. Read the groups with care.");
        }

        if (edition.IsFinal) advice.Add("Tell the people who answered what you have heard from them and what you will do.");
        return advice;
    }
}
