using FluentValidation;

namespace SelfEval.Web.Features.Programmes;

/// <summary>What is said about a team, in the forms that make and change one.</summary>
public sealed class TeamInput
{
    public static readonly InlineValidator<TeamInput> Rules = NewRules();

    public string? Name { get; set; }

    public string? Aim { get; set; }

    public string? Enquiries { get; set; }

    private static InlineValidator<TeamInput> NewRules()
    {
        var rules = new InlineValidator<TeamInput>();
        rules.RuleFor(i => i.Name).Name("the team");
        rules.RuleFor(i => i.Aim).Prose("The aim", 2000);
        rules.RuleFor(i => i.Enquiries).Prose("Whom participants can ask", 300);
        return rules;
    }
}
