using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>A line that may be stored: answers as a participant's would be, scored.</summary>
internal sealed record ReadyResponse(ImportedResponse Source, string Language, DateOnly StartedOn, DateOnly CompletedOn, string Answers, byte[] Hash)
{
    public string RespondentKey => "x" + Source.Key;
}

/// <summary>Whether imported lines fit their round and questionnaire. Pure.</summary>
internal static partial class ImportChecks
{
    /// <summary>Paper comes in late: forms filled in while the round was open are taken this long after its close.</summary>
    public static readonly TimeSpan AfterClose = TimeSpan.FromDays(28);

    /// <summary>Why the round takes no line at all; null when it may.</summary>
    public static Problem? Refusal(Round round, DateTime now) => round.StateAt(now) switch
    {
        RoundState.Cancelled => AnsweringProblems.ImportCancelled(),
        RoundState.Planned => AnsweringProblems.ImportTooEarly(),
        RoundState.Closed when now >= round.ClosesAt + AfterClose => AnsweringProblems.ImportTooLate(),
        _ => null,
    };

    public static List<ReadyResponse> Check(
        Round round, QuestionnaireDocument document, IReadOnlyList<ImportedResponse> lines, DateTime now, List<LineRefusal> refusals)
    {
        var ready = new List<ReadyResponse>(lines.Count);
        var languages = document.Languages;
        var seen = new Dictionary<string, int>();
        var days = new Days(DateOnly.FromDateTime(round.OpensLocal), DateOnly.FromDateTime(round.ClosesLocal),
            DateOnly.FromDateTime(WallClock.ToLocal(now, round.Zone)), round.StateAt(now) == RoundState.Closed);
        foreach (var line in lines)
        {
            var before = refusals.Count;
            void Refuse(string code, string message, string? item = null) => refusals.Add(new(line.Line, Shown(line.Key), item, code, message));

            if (!Key().IsMatch(line.Key)) Refuse("bad_key", "A key is 1 to 64 letters, digits, dots, hyphens, underscores or colons.");
            else if (!seen.TryAdd(line.Key, line.Line)) Refuse("key_twice", $"Line {seen[line.Key]} has the same key.");
            var language = line.Language ?? (languages.Count > 0 ? languages[0] : "en");
            if (line.Language is not null && !languages.Contains(line.Language))
                Refuse("unknown_language", $"The questionnaire is not in this language; it is in {string.Join(", ", languages)}.");
            if (days.IsOver && line.Channel is not (Channel.Paper or Channel.Telephone or Channel.Imported))
                Refuse("round_closed", "The round has closed: only paper, telephone and imported answers are still taken.");
            var completed = line.CompletedOn ?? (days.IsOver ? days.Closes : days.Today);
            var started = line.StartedOn ?? completed;
            if (days.Fault(started, completed) is { } fault) Refuse("bad_date", fault);
            foreach (var problem in AnswerChecks.Check(document.Items, line.Answers)) Refuse(problem.Code, problem.Message, problem.Item);
            if (refusals.Count > before) continue;

            // As when a participant sends: answers to questions that their other answers hide are not kept.
            var answers = line.Answers.Only(SelfEval.Instruments.Scoring.Shown.Items(document.Items, line.Answers)).Normalised(document.Items).ToJson();
            ready.Add(new(line, language, started, completed, answers, SHA256.HashData(Encoding.UTF8.GetBytes(answers))));
        }

        return ready;
    }

    private static string Shown(string key) => key.Length <= 64 ? key : key[..64] + "…";

    [GeneratedRegex(@"\A[A-Za-z0-9._:\-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    private sealed record Days(DateOnly Opens, DateOnly Closes, DateOnly Today, bool IsOver)
    {
        public string? Fault(DateOnly started, DateOnly completed) =>
            completed < started ? "completedOn is before startedOn."
            : completed > Today ? "completedOn is in the future."
            : started < Opens ? $"startedOn is before the round opened ({Opens:yyyy-MM-dd})."
            : IsOver && completed > Closes ? $"The round has closed: only what was completed by {Closes:yyyy-MM-dd} is still taken."
            : null;
    }
}
