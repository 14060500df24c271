using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Keeping;

/// <summary>Everybody in the programme may know; administrators change it.</summary>
[Authorize(Policy = Access.Staff)]
[TakesAway]
public sealed class KeepModel(AppDb db, Scope scope, CurrentAccount who, ChangeKeepTimes change, IOptions<SelfEvalOptions> options, TimeProvider clock) : PageModel
{
    private const int LinesShown = 20;
    private static readonly InlineValidator<InputModel> Validator = NewValidator();

    public sealed class InputModel
    {
        public string? ContactDays { get; set; }

        public string? TokenDays { get; set; }

        public string? AnswerMonths { get; set; }

        public string? AuditMonths { get; set; }

        /// <summary>What the page said would go.</summary>
        public string? Agreed { get; set; }
    }

    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What would go within a day, once it has been asked.</summary>
    public string? Ends { get; private set; }

    public string Name { get; private set; } = "";

    public bool MayChange => who.IsAdministrator;

    public IReadOnlyList<(string When, string What)> Done { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var programme = await LoadAsync();
        Input = new InputModel
        {
            ContactDays = Text(programme.Keeps.ContactDays), TokenDays = Text(programme.Keeps.TokenDays), AnswerMonths = Text(programme.Keeps.AnswerMonths), AuditMonths = Text(programme.Keeps.AuditMonths),
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await scope.Programmes(Right.Administer).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            await change.RunAsync(Id, new KeepTimes { ContactDays = Number(Input.ContactDays)!.Value, TokenDays = Number(Input.TokenDays)!.Value, AnswerMonths = Number(Input.AnswerMonths)!.Value, AuditMonths = Number(Input.AuditMonths)!.Value }, Input.Agreed);
            return LocalRedirect($"/programmes/{Id}?done=keeping");
        }, LoadAgainAsync);
    }

    private async Task LoadAgainAsync()
    {
        await LoadAsync();
        if (Number(Input.ContactDays) is { } days && Number(Input.AnswerMonths) is { } months && days < 100_000 && months < 10_000)
            Ends = await WhatEnds.WordsAsync(db, Id, new KeepTimes { ContactDays = days, AnswerMonths = months }, clock.GetUtcNow().UtcDateTime);
    }

    private async Task<Programme> LoadAsync()
    {
        var programme = await scope.Programmes(who.IsAdministrator ? Right.Administer : Right.See).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        Name = programme.Name;
        var done = await db.AuditEntries.Where(e => e.ProgrammeId == Id && e.Action.StartsWith("retention.")).OrderByDescending(e => e.Id).Take(LinesShown).ToListAsync();
        Done = done.ConvertAll(e => (LocalTime.InTable(e.At, options.Value.Zone), $"{What(e.Action)}: {e.Detail}"));
        return programme;
    }

    private static string What(string action) => action switch
    {
        "retention.contacts_erased" => "Names and addresses",
        "retention.tokens_erased" => "Links and codes of a round",
        "retention.answers_erased" => "Answers of a round",
        _ => "Answers that were taken back",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? typed) => int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static InlineValidator<InputModel> NewValidator()
    {
        var validator = new InlineValidator<InputModel>();
        void Whole(System.Linq.Expressions.Expression<Func<InputModel, string?>> field, string name) =>
            validator.RuleFor(field).Must(typed => Number(typed) is { } n && n >= KeepTimes.Bounds[name].Least && n <= KeepTimes.Bounds[name].Most)
                .WithMessage($"Enter a whole number from {KeepTimes.Bounds[name].Least} to {KeepTimes.Bounds[name].Most}");
        Whole(i => i.ContactDays, nameof(InputModel.ContactDays));
        Whole(i => i.TokenDays, nameof(InputModel.TokenDays));
        Whole(i => i.AnswerMonths, nameof(InputModel.AnswerMonths));
        Whole(i => i.AuditMonths, nameof(InputModel.AuditMonths));
        return validator;
    }
}
