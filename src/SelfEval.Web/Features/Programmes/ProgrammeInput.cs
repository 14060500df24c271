using FluentValidation;

namespace SelfEval.Web.Features.Programmes;

/// <summary>What is said about a programme, in the forms that make and change one.</summary>
public sealed class ProgrammeInput
{
    public static readonly InlineValidator<ProgrammeInput> Rules = NewRules();

    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? HelpText { get; set; }

    private static InlineValidator<ProgrammeInput> NewRules()
    {
        var rules = new InlineValidator<ProgrammeInput>();
        rules.RuleFor(i => i.Name).Name("the programme");
        rules.RuleFor(i => i.Description).Prose("The description", 2000);
        rules.RuleFor(i => i.HelpText).Prose("The help text", 2000);
        return rules;
    }
}
