using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>The words of a round's messages: its own, else its plan's, else the shipped ones, each in the person's language.</summary>
public sealed class RoundTexts(AppDb db)
{
    /// <summary>The texts that a team has written for a round or its plan; few, so they are read together.</summary>
    public async Task<IReadOnlyList<MessageText>> OwnAsync(int? roundId, int? planId, CancellationToken cancellationToken = default) =>
        await db.MessageTexts.AsNoTracking().Where(t => (roundId != null && t.RoundId == roundId) || (planId != null && t.PlanId == planId)).ToListAsync(cancellationToken);

    /// <summary>The own text that counts; null where the shipped one does.</summary>
    public static MessageText? Own(IEnumerable<MessageText> own, MessageKind kind, SendRoute route, string language) =>
        own.Where(t => t.Kind == kind && t.Route == route && t.Language == language).OrderBy(t => t.RoundId is null).FirstOrDefault();

    public static Wording Of(IEnumerable<MessageText> own, MessageKind kind, SendRoute route, MessageLanguage language) =>
        Own(own, kind, route, language.Code) is { } text ? new(text.Subject, text.Body) : language.Of(kind, route);

    /// <summary>A message ready to go.</summary>
    public static OutgoingMessage Word(Wording wording, SendRoute route, string to, MessageFacts facts, MessageLanguage language)
    {
        var values = MessagePlaceholders.Values(facts, language);
        var isForeign = language.IsMissingFrom(facts.Languages);
        if (route == SendRoute.Sms)
            return new(route, to, "", MessageTemplate.Text(isForeign ? $"{wording.Body.TrimEnd()} {language.NotInThisLanguage}" : wording.Body, values).TrimEnd(), null, facts.Unsubscribe);
        var body = isForeign ? Before(wording.Body, MessagePlaceholders.Link, language.NotInThisLanguage) : wording.Body;
        // Whoever is written to by email can end it from the email itself, whatever a team's own text says.
        if (!MessageTemplate.Names(body).Contains(MessagePlaceholders.Unsubscribe)) body = $"{body}\n\n{language.UnsubscribeLine}";
        var subject = MessageTemplate.Line(wording.Subject, values);
        return new(route, to, subject, MessageTemplate.Text(body, values), MessageTemplate.Html(language.Code, wording.Subject, body, values), facts.Unsubscribe);
    }

    /// <summary>The paragraphs of a letter on paper; null where the square and the code stand.</summary>
    public static IReadOnlyList<string?> Letter(Wording wording, MessageFacts facts, MessageLanguage language)
    {
        var body = language.IsMissingFrom(facts.Languages) ? Before(wording.Body, MessagePlaceholders.Code, language.NotInThisLanguage) : wording.Body;
        return [.. MessageTemplate.Filled(body, MessagePlaceholders.Values(facts, language)).Select(p => p == facts.Code ? null : p)];
    }

    /// <summary>Puts a paragraph before the first that has a placeholder: whoever opens the link should know it by then.</summary>
    private static string Before(string body, string name, string paragraph)
    {
        var paragraphs = MessageTemplate.Split(body).ToList();
        paragraphs.Insert(Math.Max(0, paragraphs.FindIndex(p => MessageTemplate.Names(p).Contains(name))), paragraph);
        return string.Join("\n\n", paragraphs);
    }
}
