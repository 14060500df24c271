using FluentValidation;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Programmes;

/// <summary>What is said of a test of change, in the forms that record and change one.</summary>
public sealed class TestOfChangeInput
{
    public const int LongestTitle = 100, LongestWhat = 2000, LongestDecidedBy = 200;

    public static readonly InlineValidator<TestOfChangeInput> Rules = NewRules();

    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2100, 1, 1);

    public string? Title { get; set; }

    public string? What { get; set; }

    public DateParts From { get; set; } = new();

    public DateParts To { get; set; } = new();

    public string? DecidedBy { get; set; }

    public bool StartsBaseline { get; set; }

    public static TestOfChangeInput Of(Model.TestOfChange test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return new()
        {
            Title = test.Title,
            What = test.What,
            From = DateParts.From(test.From),
            To = DateParts.From(test.To),
            DecidedBy = test.DecidedBy,
            StartsBaseline = test.StartsBaseline,
        };
    }

    public TestOfChangeWords Read() => new(Title!, What, From.ToDate()!.Value, To.ToDate(), DecidedBy!, StartsBaseline);

    private static InlineValidator<TestOfChangeInput> NewRules()
    {
        var rules = new InlineValidator<TestOfChangeInput>();
        rules.RuleFor(i => i.Title).Cascade(CascadeMode.Stop).Written(LongestTitle, "Enter what you tried, in a few words")
            .Must(IsOneLine).WithMessage("What you tried must be one line of text");
        rules.RuleFor(i => i.What).Written(LongestWhat);
        rules.RuleFor(i => i.From).Cascade(CascadeMode.Stop)
            .Must(d => d.ToDate() is not null).WithMessage("Enter the day it began, like 30 3 2026")
            .Must(IsPlausible).WithMessage("The day it began must be between 2000 and 2099");
        rules.RuleFor(i => i.To).Cascade(CascadeMode.Stop)
            .Must(d => d.IsEmpty || d.ToDate() is not null).WithMessage("Enter the day it ended, like 30 4 2026, or leave it empty")
            .Must(d => d.IsEmpty || IsPlausible(d)).WithMessage("The day it ended must be between 2000 and 2099")
            .Must((i, d) => d.IsEmpty || i.From.ToDate() is not { } from || d.ToDate() >= from).WithMessage("The day it ended must not be before the day it began");
        rules.RuleFor(i => i.DecidedBy).Cascade(CascadeMode.Stop).Written(LongestDecidedBy, "Enter who decided it: a role or a name from the team")
            .Must(IsOneLine).WithMessage("Who decided it must be one line of text");
        return rules;
    }

    private static bool IsPlausible(DateParts parts) => parts.ToDate() is { } day && day >= Earliest && day < Latest;

    private static bool IsOneLine(string? text) => PlainText.Tidy(text) is not { } tidy || !tidy.Any(char.IsControl);
}

/// <summary>A test of change as it is told.</summary>
public sealed record TestOfChangeWords(string Title, string? What, DateOnly From, DateOnly? To, string DecidedBy, bool StartsBaseline);
