namespace SelfEval.Web.Platform.Nhs;

/// <summary>Boxes of a date input.</summary>
[Flags]
public enum DateBoxes
{
    None = 0,
    Day = 1,
    Month = 2,
    Year = 4,
}
