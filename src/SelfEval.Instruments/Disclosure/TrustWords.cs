using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Disclosure;

/// <summary>The words of who answered and of how far results can be trusted.</summary>
internal static class TrustWords
{
    internal const string UnknownChannel = "Unknown";
    internal const string ArrivalsHidden = "Numbers of a few people are not shown, nor those from which they could be worked out.";
    internal const string WithheldReliability = "Not shown, because the scores themselves are not shown.";
    internal const string UndefinedReliability = "It cannot be worked out: the answers do not differ enough from each other.";

    internal static string Channel(string code) => code switch
    {
        "OwnDevice" => "On their own device",
        "Helped" => "With somebody’s help",
        "Carer" => "Through a carer",
        "Kiosk" => "On a tablet at the clinic",
        "Paper" => "On paper",
        "Telephone" => "By telephone",
        "Imported" => "Brought in from another system",
        UnknownChannel => "Not known",
        _ => code,
    };

    internal static string Time(string code) => code == "Late" ? "After the close" : "Before the close";

    internal static string Flag(string flag) => flag switch
    {
        ScoreFlag.StraightLine => "The same answer to every question",
        ScoreFlag.LongRun => "The same answer many times in a row",
        ScoreFlag.LowSpread => "Answers that hardly differ",
        ScoreFlag.ManyNotApplicable => "“Does not apply” many times",
        _ => flag,
    };

    internal static string TooFewForReliability(int least) => $"Worked out when {least} people or more have answered every question of it: from fewer it says little.";

    internal static string FewLeftAQuestionOut(int k) =>
        $"Not shown, because fewer than {k} people left a question out: beside the other figures it could tell what they answered.";

    internal static string NoReliability(Scale scale) => scale.Method switch
    {
        ScoringMethod.TopScore or ScoringMethod.OptionProportions or ScoringMethod.Screening => "It does not apply: this is a share of people or of answers, not a sum of questions.",
        ScoringMethod.Goals => "It does not apply: everybody rates goals of their own.",
        ScoringMethod.Composite => "It does not apply: this score is made of other scores.",
        _ => "It does not apply: one question cannot be compared with itself.",
    };
}
