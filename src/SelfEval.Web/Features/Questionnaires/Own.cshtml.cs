using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>Writes an own question, new or again.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class OwnModel(Scope scope, ReviseQuestionnaire revise) : DraftPage(scope)
{
    public sealed record Form
    {
        public string? Text { get; init; }

        public string? Hint { get; init; }

        public string? Ready { get; init; }

        public string? Options { get; init; }

        public MissingKind[] Also { get; init; } = [];

        public string? Minimum { get; init; }

        public string? Maximum { get; init; }

        public string? DecimalPlaces { get; init; }

        public string? MaxLength { get; init; }

        public string? LowAnchor { get; init; }

        public string? HighAnchor { get; init; }

        public bool Optional { get; init; }

        public string[] ShowIf { get; init; } = [];
    }

    [FromRoute]
    public ItemKind Kind { get; set; }

    [FromQuery(Name = "part")]
    public int? PartId { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public IReadOnlyList<OwnQuestion> Earlier => WriteQuestion.CanDependOn(Draft, PartId);

    public async Task OnGetAsync()
    {
        if (!Enum.IsDefined(Kind)) throw Problem.NotFound();
        await FindAsync();
        if (PartId is not { } id) return;
        var own = Draft.Find(id) as OwnQuestion ?? throw QuestionnairesProblems.PartGone();
        Input = new Form
        {
            Text = own.Text,
            Hint = own.Hint,
            Ready = own.Ready,
            Options = string.Join('\n', own.Options.Select(option => option.Label)),
            Also = [.. own.Also],
            Minimum = Words(own.Minimum),
            Maximum = Words(own.Maximum),
            DecimalPlaces = Words(own.DecimalPlaces),
            MaxLength = Words(own.MaxLength),
            LowAnchor = own.LowAnchor,
            HighAnchor = own.HighAnchor,
            Optional = own.Optional,
            ShowIf = [.. own.ShowIf?.Answers.Select(answer => $"{own.ShowIf.Question}:{answer}") ?? []],
        };
    }

    public Task<IActionResult> OnPostAsync()
    {
        if (!Enum.IsDefined(Kind)) throw Problem.NotFound();
        var typed = new TypedQuestion
        {
            Kind = Kind,
            Text = Input.Text,
            Hint = Input.Hint,
            Ready = Input.Ready,
            Options = Input.Options,
            Also = Input.Also,
            Minimum = Input.Minimum,
            Maximum = Input.Maximum,
            DecimalPlaces = Input.DecimalPlaces,
            MaxLength = Input.MaxLength,
            LowAnchor = Input.LowAnchor,
            HighAnchor = Input.HighAnchor,
            Optional = Input.Optional,
            ShowIf = Input.ShowIf,
        };
        return ReviseAsync(new InlineValidator<Form>(), Input,
            () => revise.RunAsync(Id, ShownVersion, PartId is null ? "own question added" : "own question changed", (Composition draft) =>
                PartId is { } id ? WriteQuestion.Replace(draft, id, typed) : WriteQuestion.Add(draft, typed)),
            PartId is null ? "added" : "changed");
    }

    private static string? Words(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
