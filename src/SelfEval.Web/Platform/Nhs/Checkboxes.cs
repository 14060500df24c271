namespace SelfEval.Web.Platform.Nhs;

/// <summary>Checkboxes: any number of several.</summary>
public sealed record Checkboxes : ChoiceField
{
    protected override string Block => "nhsuk-checkboxes";

    protected override string InputType => "checkbox";
}
