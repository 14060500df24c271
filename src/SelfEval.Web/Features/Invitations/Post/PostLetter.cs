using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>One letter, ready to be printed.</summary>
/// <param name="InvitationId">Whose.</param>
/// <param name="Name">To whom.</param>
/// <param name="Address">Lines of the postal address.</param>
/// <param name="Language">In which it is written.</param>
/// <param name="Link">Their personal link, for the QR code.</param>
/// <param name="Code">Their code, as it is printed.</param>
/// <param name="ClosesAt">When the round closes for them, UTC.</param>
public sealed record PostLetter(int InvitationId, string Name, IReadOnlyList<string> Address, string Language, string Link, string Code, DateTime ClosesAt);

/// <summary>The words of a letter on paper, in the person's language: the same that an email says, with a code in place of a link.</summary>
public sealed record PostWords
{
    private static readonly string[] WelshMonths =
        ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"];

    public required string Language { get; init; }
    public required string Dear { get; init; }
    public required string Asks { get; init; }
    public required string? Why { get; init; }
    public required string Length { get; init; }
    public required string Point { get; init; }
    public required string OrType { get; init; }
    public required string Code { get; init; }
    public required string WhoSees { get; init; }
    public required string Free { get; init; }
    public required string Paper { get; init; }

    public static PostWords Of(PostLetter letter, Round round, string title, int questions, string codePage)
    {
        var team = round.Team!;
        var closes = WallClock.ToLocal(letter.ClosesAt, round.Zone);
        if (!letter.Language.StartsWith("cy", StringComparison.OrdinalIgnoreCase))
        {
            var whom = round.Audience switch { Audience.Patients => "patients", Audience.Carers => "carers", _ => "members of staff" };
            return new PostWords
            {
                Language = "en",
                Dear = $"Dear {letter.Name},",
                Asks = $"{team.Name} would like to hear from you. We are asking {whom} to answer some questions, called “{title}”.",
                Why = string.IsNullOrWhiteSpace(team.Aim) ? null : $"Why we ask: {team.Aim}",
                Length = $"It has {(questions == 1 ? "1 question" : $"{questions} questions")}. You can stop at any point and come back, until {LocalTime.Date(closes)}.",
                Point = "Point your phone’s camera at this square:",
                OrType = $"Or go to {codePage} and type this code:",
                Code = "Your code",
                WhoSees = round.IdentityMode == IdentityMode.Identified
                    ? $"Who sees what: the team sees that you have answered, because: {round.IdentifiedReason} Results are shown only for groups of {round.K} or more."
                    : $"Who sees what: nobody in the team sees that you have answered or what you said. Results are shown only for groups of {round.K} or more.",
                Free = "You do not have to take part, and your care or your work is not affected if you do not. The code is only for you. Please do not pass it on.",
                Paper = "If you would rather use paper, have help, or not be written to again, tell the team.",
            };
        }

        var pwy = round.Audience switch { Audience.Patients => "cleifion", Audience.Carers => "gofalwyr", _ => "aelodau o staff" };
        return new PostWords
        {
            Language = "cy",
            Dear = $"Annwyl {letter.Name},",
            Asks = $"Hoffai {team.Name} glywed gennych. Rydym yn gofyn i {pwy} ateb cwestiynau o’r enw “{title}”.",
            Why = string.IsNullOrWhiteSpace(team.Aim) ? null : $"Pam rydym yn gofyn: {team.Aim}",
            Length = $"Nifer y cwestiynau: {questions}. Gallwch stopio unrhyw bryd a dod yn ôl, hyd at {closes.Day} {WelshMonths[closes.Month - 1]} {closes.Year}.",
            Point = "Pwyntiwch gamera eich ffôn at y sgwâr hwn:",
            OrType = $"Neu ewch i {codePage} a theipiwch y cod hwn:",
            Code = "Eich cod",
            WhoSees = round.IdentityMode == IdentityMode.Identified
                ? $"Pwy sy’n gweld beth: mae’r tîm yn gweld eich bod wedi ateb, oherwydd: {round.IdentifiedReason} Dim ond ar gyfer grwpiau o {round.K} neu fwy y dangosir canlyniadau."
                : $"Pwy sy’n gweld beth: nid oes neb yn y tîm yn gweld eich bod wedi ateb na’r hyn a ddywedoch. Dim ond ar gyfer grwpiau o {round.K} neu fwy y dangosir canlyniadau.",
            Free = "Nid oes rhaid ichi gymryd rhan, ac nid yw hynny’n effeithio ar eich gofal na’ch gwaith. I chi yn unig y mae’r cod. Peidiwch â’i roi i neb arall.",
            Paper = "Os byddai’n well gennych ddefnyddio papur, cael help, neu beidio â chael llythyr eto, dywedwch wrth y tîm.",
        };
    }
}
