using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

public static class QuestionnairesProblems
{
    public const string ChangedCode = "questionnaires.changed";

    public static Problem Changed() => Problem.Conflict(ChangedCode,
        "Somebody else has changed this questionnaire",
        "Your change was not made. Look at the questionnaire as it is now, then make your change again.");

    public static Problem PartGone() => Problem.Conflict("questionnaires.part_gone",
        "This part is no longer in the questionnaire",
        "Somebody else may have removed it. Go back to the questionnaire to see it as it is now.");

    public static Problem TooManyParts() => Problem.Conflict("questionnaires.too_many_parts",
        $"A questionnaire can have {Composition.MostParts} parts",
        "Remove some parts first. People seldom finish long questionnaires.");

    public static Problem NothingChanged(int number) => Problem.Conflict("questionnaires.nothing_changed",
        $"Nothing has changed since version {number}",
        "Use that version in your rounds, or change the questionnaire and publish again.");

    public static Problem NotReady(IReadOnlyList<string> problems) => Problem.Conflict("questionnaires.not_ready",
        "This questionnaire cannot be published yet", string.Join(" ", problems));

    public static Problem InstrumentChanged(string id, string version) => Problem.Conflict("questionnaires.instrument_changed",
        $"The file of {id} {version} differs from the one used before",
        "Ask an administrator to put the old file back. A changed instrument needs a new version.");
}
