using System.Globalization;

namespace SelfEval.Web.Platform.Nhs;

/// <summary>One task of a task list, with where it stands.</summary>
public sealed record TaskRow
{
    public required Phrase Title { get; init; }

    public Phrase Hint { get; init; }

    /// <summary>Without an address the task cannot be started yet.</summary>
    public string? Href { get; init; }

    public required Phrase Status { get; init; }

    /// <summary>A colour for what still has to be done; done is plain words.</summary>
    public string? Colour { get; init; }

    public static void WriteList(Markup m, IReadOnlyList<TaskRow> tasks, string idPrefix = "task-list")
    {
        m.Open("ul", ("class", "nhsuk-task-list"));
        for (var i = 0; i < tasks.Count; i++)
            tasks[i].Write(m, $"{idPrefix}-{(i + 1).ToString(CultureInfo.InvariantCulture)}");
        m.Close("ul");
    }

    private void Write(Markup m, string id)
    {
        var hintId = Hint.IsEmpty ? null : id + "-hint";
        m.Open("li", ("class", Href is null ? "nhsuk-task-list__item" : "nhsuk-task-list__item nhsuk-task-list__item--with-link"));
        m.Open("div", ("class", "nhsuk-task-list__name-and-hint"));
        if (Href is null)
            m.Element("div", Title);
        else
            m.Element("a", Title, ("class", "nhsuk-task-list__link nhsuk-link"), ("href", Href), ("aria-describedby", Markup.Classes(hintId, id + "-status")));
        if (hintId is not null)
            m.Element("div", Hint, ("class", "nhsuk-task-list__hint"), ("id", hintId));
        m.Close("div").Open("div", ("class", "nhsuk-task-list__status"), ("id", id + "-status"));
        if (Colour is not null)
            Blocks.Tag(m, Status, Colour);
        else
            Blocks.Tag(m, Status, css: Href is null ? "nhsuk-u-font-weight-normal nhsuk-u-secondary-text-colour" : "nhsuk-u-font-weight-normal", plain: true);
        m.Close("div").Close("li");
    }
}
