using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>An alarm as a lead reads it: what is the matter, and what to do.</summary>
public sealed record AlarmWords(string Matter, string Sentence, string Mend)
{
    public static AlarmWords Of(Alarm alarm, Round round)
    {
        var messages = alarm.Count == 1 ? "1 message" : $"{alarm.Count:N0} messages";
        return alarm.Kind switch
        {
            AlarmKind.SendsLate => new("messages are late",
                $"{messages} of this round {(alarm.Count == 1 ? "was" : "were")} due at {LocalTime.Words(alarm.About, round.Zone)} and {(alarm.Count == 1 ? "has" : "have")} not gone.",
                "Nothing is lost: they go as soon as sending works again, and nobody gets one after the round has closed. If this lasts for more than an hour, tell whoever runs the service."),
            AlarmKind.Bounced => new("addresses do not work",
                $"{(alarm.Count == 1 ? "1 address or number" : $"{alarm.Count:N0} addresses or numbers")} turned out not to work.",
                "Correct them on the page of the person, and the invitation goes again. They get no reminders until then."),
            _ => new("messages could not be sent",
                $"{messages} could not be sent after many tries.",
                "The list of messages says why. You can send them again from there."),
        };
    }
}
