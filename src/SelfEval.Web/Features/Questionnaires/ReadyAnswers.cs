using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>A set of answers that a team can use as it is.</summary>
public sealed record ReadySet(string Id, string Title, IReadOnlyList<ResponseOption> Options);

/// <summary>The sets of answers that own questions can take instead of writing them again. A set never changes; a better one gets a new id.</summary>
public static class ReadyAnswers
{
    public static IReadOnlyList<ReadySet> All { get; } =
    [
        Scale("agreement-5", "Strongly disagree to strongly agree", "Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
        Scale("frequency-5", "Never to always", "Never", "Rarely", "Sometimes", "Often", "Always"),
        Scale("quality-5", "Poor to excellent", "Poor", "Fair", "Good", "Very good", "Excellent"),
        Scale("extent-4", "Not at all to a great deal", "Not at all", "A little", "Quite a lot", "A great deal"),
        Scale("satisfaction-5", "Very dissatisfied to very satisfied", "Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied"),
        new("yes-no", "Yes or no", [Option("yes", "Yes"), Option("no", "No")]),
    ];

    public static ReadySet? Find(string? id) => All.FirstOrDefault(set => set.Id == id);

    private static ReadySet Scale(string id, string title, params string[] labels) =>
        new(id, title, [.. labels.Select((label, i) => Option((i + 1).ToString(CultureInfo.InvariantCulture), label, i + 1))]);

    private static ResponseOption Option(string code, string label, double? value = null) =>
        new() { Code = code, Label = LocalText.Of(label), Value = value };
}
