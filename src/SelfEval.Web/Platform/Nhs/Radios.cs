namespace SelfEval.Web.Platform.Nhs;

/// <summary>Radios: one of several. Nothing is ever chosen beforehand on a participant's page.</summary>
public sealed record Radios : ChoiceField
{
    protected override string Block => "nhsuk-radios";

    protected override string InputType => "radio";
}
