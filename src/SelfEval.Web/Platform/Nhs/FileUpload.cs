namespace SelfEval.Web.Platform.Nhs;

/// <summary>A file from the person's device.</summary>
public sealed record FileUpload : Field
{
    public bool Multiple { get; init; }

    /// <summary>The kinds of file the browser offers first, such as <c>.csv,text/csv</c>.</summary>
    public string? Accept { get; init; }

    public void Write(Markup m)
    {
        m.OpenGroup(this, "nhsuk-file-upload", ("data-module", "nhsuk-file-upload")).LabelOf(this).HintOf(this).ErrorOf(this);
        m.Open("input", Attributes, ("class", Markup.Classes("nhsuk-file-upload__input", Class)), ("id", Id), ("name", Name), ("type", "file"),
            ("disabled", IsDisabled), ("multiple", Multiple ? "" : null), ("accept", Accept), ("aria-describedby", Describes()));
        m.Close("div");
    }
}
