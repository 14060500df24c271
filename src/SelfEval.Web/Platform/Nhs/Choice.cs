namespace SelfEval.Web.Platform.Nhs;

/// <summary>One option of radios, checkboxes or a select, or a divider between options.</summary>
public sealed record Choice
{
    public string Value { get; init; } = "";

    public Phrase Label { get; init; }

    public Phrase Hint { get; init; }

    public bool Checked { get; init; }

    public bool Disabled { get; init; }

    /// <summary>A checkbox such as "None of these", which clears the others.</summary>
    public bool Exclusive { get; init; }

    /// <summary>HTML shown when the option is chosen.</summary>
    public string? Conditional { get; init; }

    public string? Id { get; init; }

    /// <summary>Only this word between the options before and after: usually "or".</summary>
    public string? DividerText { get; init; }

    public IReadOnlyList<Extra> Attributes { get; init; } = [];

    public static Choice Divider(string text = "or") => new() { DividerText = text };
}
