using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>Takes an instrument into the questionnaire, whole or in part; or chooses anew for a part that is there.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class InstrumentModel(Scope scope, InstrumentShelf shelf, ReviseQuestionnaire revise) : DraftPage(scope)
{
    public const string All = "all";
    public const string Some = "some";

    private static readonly InlineValidator<Choice> Validator = new()
    {
        v => v.RuleFor(x => x.Take).Must(take => take is All or Some).WithMessage("Choose whether to use all questions or some"),
        v => v.RuleFor(x => x.PerPage).Must(typed => string.IsNullOrWhiteSpace(typed) || TryRead(typed, out _))
            .WithMessage($"Enter a number from 1 to {PickInstrument.LargestPage}, or leave it empty"),
    };

    public sealed record Choice
    {
        public string? Take { get; init; }

        public string? Form { get; init; }

        public string[] Items { get; init; } = [];

        public Dictionary<string, string> Rules { get; init; } = [];

        public string? PerPage { get; init; }
    }

    [FromRoute(Name = "instrument")]
    public string InstrumentId { get; set; } = "";

    /// <summary>The part that is changed; null when the instrument is added.</summary>
    [FromQuery(Name = "part")]
    public int? PartId { get; set; }

    [BindProperty]
    public Choice Input { get; set; } = new();

    public Instrument Instrument { get; private set; } = null!;

    /// <summary>Scales with more than one named rule for missing answers.</summary>
    public IEnumerable<Scale> ScalesWithRules => Instrument.Scales.Where(scale => scale.Rules.Count > 1);

    /// <summary>Which sets a question belongs to, so that a set can be taken whole; null where every question is in all of them.</summary>
    public string? ScalesOf(string item)
    {
        var titles = Instrument.Scales.Where(s => s.Items.Count < Instrument.Items.Count && s.Items.Any(i => i.Code == item)).Select(s => s.Title.In("en")).ToList();
        return titles.Count == 0 ? null : string.Join(", ", titles);
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var part = PartId is { } id ? Draft.Find(id) as FromInstrument ?? throw QuestionnairesProblems.PartGone() : null;
        Input = part is null
            ? new Choice { PerPage = Instrument.Items.Count > PageLayout.MostPerPage ? PageLayout.MostPerPage.ToString(CultureInfo.InvariantCulture) : null }
            : new Choice
            {
                Take = part.Items is null ? All : Some,
                Form = part.Form,
                Items = [.. part.Items ?? []],
                Rules = part.Rules.ToDictionary(),
                PerPage = part.PerPage?.ToString(CultureInfo.InvariantCulture),
            };
    }

    public Task<IActionResult> OnPostAsync() => ReviseAsync(Validator, Input, () =>
    {
        TryRead(Input.PerPage, out var perPage);
        var pick = new Pick
        {
            Instrument = InstrumentId,
            Form = Input.Form,
            Items = Input.Take == Some ? Input.Items : null,
            Rules = Input.Rules.Where(rule => !string.IsNullOrEmpty(rule.Value)).ToDictionary(),
            PerPage = perPage,
        };
        return revise.RunAsync(Id, ShownVersion, $"{InstrumentId} {(PartId is null ? "added" : "chosen anew")}", (Composition draft) =>
            PartId is { } id ? PickInstrument.Replace(draft, shelf, id, pick) : PickInstrument.Add(draft, shelf, pick));
    }, PartId is null ? "added" : "changed", LoadAsync);

    private async Task LoadAsync()
    {
        await FindAsync();
        var version = Draft.Taken.FirstOrDefault(part => part.Instrument == InstrumentId)?.Version;
        Instrument = shelf.Find(InstrumentId, version) ?? throw Problem.NotFound();
    }

    private static bool TryRead(string? typed, out int? number)
    {
        number = int.TryParse(typed, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var read)
            && read is >= 1 and <= PickInstrument.LargestPage ? read : null;
        return number is not null;
    }
}
