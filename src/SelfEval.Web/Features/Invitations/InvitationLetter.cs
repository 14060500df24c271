using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations;

/// <summary>The words of an invitation: who asks, why, how long, who sees what, the link, and how to say no.</summary>
public sealed class InvitationLetter(Postbox postbox, IOptions<SelfEvalOptions> options)
{
    /// <param name="db">The context inside the write gate.</param>
    /// <param name="round">With its team.</param>
    /// <param name="title">What the questionnaire is called.</param>
    /// <param name="questions">How many questions it has.</param>
    /// <param name="invitation">Saved already, so that it has its id.</param>
    /// <param name="contact">Who is written to.</param>
    /// <param name="secret">Of the personal link.</param>
    /// <param name="now">A letter is not due before the round opens, nor before now.</param>
    public Letter Write(AppDb db, Round round, string title, int questions, Invitation invitation, Contact contact, string secret, DateTime now)
    {
        var letter = postbox.Write(db, LetterKind.Invitation, $"invitation:{invitation.Id}", contact.Email!,
            Subject(round.Team!, title),
            Text(round, title, questions, contact.Name, $"{options.Value.PublicBaseUrl.TrimEnd('/')}/s/{secret}"),
            round.OpensAt > now ? round.OpensAt : now, round.ClosesAt, invitation.Id);
        letter.RoundId = round.Id;
        return letter;
    }

    public static string Subject(Team team, string title) => OneLine($"{team.Name}: {title}");

    public static string Text(Round round, string title, int questions, string? name, string link) =>
        $"""
        {(string.IsNullOrWhiteSpace(name) ? "Hello," : $"Dear {OneLine(name)},")}

        {OneLine(round.Team!.Name)} would like to hear from you. We are asking {Whom(round.Audience)} to answer some questions, called “{OneLine(title)}”.
        {Why(round.Team)}
        It has {(questions == 1 ? "1 question" : $"{questions} questions")}. You can stop at any point and come back with the same link, until {LocalTime.Words(round.ClosesAt, round.Zone)}.

        Open your questions here:
        {link}

        The link is only for you. Please do not pass it on.

        Who sees what: {WhoSees(round)}

        You do not have to take part, and your care or your work is not affected if you do not. If you do not want to take part, open the same link and choose not to. We will then not write to you about this again.

        {OneLine(round.Team.Name)}

        """;

    private static string Whom(Audience audience) => audience switch
    {
        Audience.Patients => "patients",
        Audience.Carers => "carers",
        _ => "members of staff",
    };

    private static string Why(Team team) => string.IsNullOrWhiteSpace(team.Aim) ? "" : $"\nWhy we ask: {OneLine(team.Aim)}\n";

    private static string WhoSees(Round round) => round.IdentityMode == IdentityMode.Identified
        ? $"the team sees that you have answered, because: {OneLine(round.IdentifiedReason ?? "")} Results are shown only for groups of {round.K} or more."
        : $"nobody in the team sees that you have answered or what you said. Results are shown only for groups of {round.K} or more.";

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
