namespace SelfEval.Web.Features.Questionnaires;

/// <summary>How long the texts of a questionnaire may be, in characters.</summary>
public static class DraftLimits
{
    public const int Title = 200;
    public const int Introduction = 3000;
    public const int PageTitle = 200;
    public const int PageLead = 1000;
    public const int Question = 500;
    public const int Hint = 500;
    public const int Option = 200;
    public const int MostOptions = 30;
    public const int Anchor = 100;
    public const int LongestAnswer = 10_000;
}
