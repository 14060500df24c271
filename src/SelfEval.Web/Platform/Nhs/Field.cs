namespace SelfEval.Web.Platform.Nhs;

/// <summary>One attribute that a page adds to a component's element.</summary>
public readonly record struct Extra(string Name, string? Value);

/// <summary>What every form field has: a name, a label or legend, perhaps a hint and an error.</summary>
public abstract record Field
{
    private readonly string? _id;

    public required string Name { get; init; }

    /// <summary>The id that an error summary links to; from the name when not given.</summary>
    public string Id { get => _id ?? IdOf(Name); init => _id = value; }

    /// <summary>The label, or the legend where the field is a set of inputs.</summary>
    public required Phrase Label { get; init; }

    /// <summary>s, m, l or xl; null is the ordinary size.</summary>
    public string? LabelSize { get; init; }

    /// <summary>The label is also the page's h1: a page with a single question.</summary>
    public bool LabelIsHeading { get; init; }

    /// <summary>Small text above the words of the label, such as the part of the questionnaire.</summary>
    public string? Caption { get; init; }

    /// <summary>The label is for screen readers only, because the page says it otherwise.</summary>
    public bool LabelHidden { get; init; }

    public Phrase Hint { get; init; }

    public string? Error { get; init; }

    /// <summary>Read out before an error; the word in the page's language.</summary>
    public string ErrorPrefix { get; init; } = "Error";

    /// <summary>Ids of other elements that describe the field.</summary>
    public string? DescribedBy { get; init; }

    public string? GroupClass { get; init; }

    public string? Class { get; init; }

    public bool Disabled { get; init; }

    /// <summary>Further attributes of the input itself.</summary>
    public IReadOnlyList<Extra> Attributes { get; init; } = [];

    /// <summary>The field's element on the page that takes the focus from an error summary.</summary>
    public virtual string FocusId => Id;

    internal string HintId => Id + "-hint";

    internal string ErrorId => Id + "-error";

    internal bool HasError => !string.IsNullOrEmpty(Error);

    internal string? IsDisabled => Disabled ? "" : null;

    internal string? Describes(string? first = null) =>
        Markup.Classes(first, DescribedBy, Hint.IsEmpty ? null : HintId, HasError ? ErrorId : null);

    /// <summary>An id from a form name: <c>Input.Name</c> is <c>Input_Name</c>, <c>Rows[2].Text</c> is <c>Rows_2__Text</c>.</summary>
    public static string IdOf(string name) => name.Replace('.', '_').Replace('[', '_').Replace(']', '_');
}
