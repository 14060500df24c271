using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>Words invitations and reminders when they are carried, so that a reminder says where the person stands then.</summary>
public sealed class ParticipantWords(AppDb db, RoundTexts texts, Documents documents, Sealing sealing, IOptions<SelfEvalOptions> options, TimeProvider clock) : LetterWords
{
    /// <summary>A carrier words thousands of messages of one round in a row; a text that is changed meanwhile is seen this much later.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Dictionary<int, (DateTime ReadAt, RoundFacts Facts)> _rounds = [];

    public override bool Writes(LetterKind kind) => kind is LetterKind.Invitation or LetterKind.Reminder;

    public override async Task<OutgoingMessage?> WordAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (letter.InvitationId is not { } id) return null;
        var who = await db.Invitations.AsNoTracking().Where(i => i.Id == id).Select(i => new
        {
            i.RoundId, i.PersonId, i.SealedToken, i.ClosesAt, i.SentAt, i.StartedOn, i.Person!.Language, i.Person.Contact!.Name, i.Person.Contact.Email, i.Person.Contact.Phone,
        }).SingleOrDefaultAsync(cancellationToken);
        var to = letter.Route == SendRoute.Sms ? who?.Phone : who?.Email;
        if (who is null || string.IsNullOrEmpty(to) || Sealing.Open(sealing.Links, who.SealedToken) is not { } secret) return null;
        var round = await RoundAsync(who.RoundId, cancellationToken);
        var kind = letter.Kind == LetterKind.Invitation || who.SentAt is null ? MessageKind.Invitation : who.StartedOn is null ? MessageKind.NotOpened : MessageKind.HalfFinished;
        var language = MessageLanguage.For(who.Language);
        var facts = round.Facts(who.Name, WallClock.ToLocal(PersonWindow.Of(round.Round, null, who.ClosesAt).ClosesAt, round.Round.Zone), Address($"s/{secret}"),
            Address($"u/{sealing.UnsubscribeToken(who.PersonId)}"));
        return RoundTexts.Word(RoundTexts.Of(round.Texts, kind, letter.Route, language), letter.Route, to, facts, language);
    }

    /// <summary>What is the same for everybody in a round.</summary>
    public async Task<RoundFacts> RoundAsync(int id, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_rounds.TryGetValue(id, out var kept) && now - kept.ReadAt < Fresh) return kept.Facts;
        var round = await db.Rounds.AsNoTracking().Include(r => r.Team!.Programme).SingleAsync(r => r.Id == id, cancellationToken);
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken);
        var facts = new RoundFacts(round, document, await texts.OwnAsync(id, round.PlanId, cancellationToken));
        _rounds[id] = (now, facts);
        return facts;
    }

    public string Address(string path) => $"{options.Value.PublicBaseUrl.TrimEnd('/')}/{path}";

    /// <param name="Round">With its team and programme.</param>
    /// <param name="Document">The questionnaire.</param>
    /// <param name="Texts">The team's own.</param>
    public sealed record RoundFacts(Round Round, QuestionnaireDocument Document, IReadOnlyList<MessageText> Texts)
    {
        public MessageFacts Facts(string? name, DateTime closesLocal, string link, string unsubscribe, string? code = null) => new()
        {
            Team = Round.Team!.Name,
            Aim = Round.Team.Aim,
            Help = Round.Team.Programme!.HelpText,
            Enquiries = Round.Team.Enquiries,
            Questionnaire = Document.Title,
            Questions = Document.Items.Count,
            Minutes = AnsweringMinutes.Of(Document),
            Languages = Document.Languages,
            Audience = Round.Audience,
            IdentityMode = Round.IdentityMode,
            IdentifiedReason = Round.IdentifiedReason,
            K = Round.K,
            ClosesLocal = closesLocal,
            Name = name,
            Link = link,
            Unsubscribe = unsubscribe,
            Code = code,
        };
    }
}
