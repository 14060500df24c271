using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Home;

/// <summary>Every component in one place, with and without errors, for whoever works on the design. Development only.</summary>
[AllowAnonymous]
public sealed class DesignModel(IWebHostEnvironment environment) : PageModel
{
    public sealed record Form
    {
        public string? Name { get; set; }
        public string? Price { get; set; } = "12";
        public string? Password { get; set; }
        public string? Note { get; set; }
        public string? Mode { get; set; } = "confidential";
        public List<string> Sites { get; set; } = ["north"];
        public bool Agree { get; set; }
        public string? Team { get; set; }
        public DateParts Opens { get; set; } = new() { Day = "31", Month = "2", Year = "2026" };
        public string? File { get; set; }
        public string? Felt { get; set; }
    }

    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public bool Errors { get; set; }

    public IReadOnlyList<SelectListItem> Teams { get; } = [new("Kidney unit", "kidney"), new("District nursing, north", "nursing")];

    public IActionResult OnGet() => Show(Errors);

    public IActionResult OnPost() => Show(refuse: true);

    private IActionResult Show(bool refuse)
    {
        if (!environment.IsDevelopment()) return NotFound();
        if (refuse) Refuse();
        return Page();
    }

    private void Refuse()
    {
        ModelState.AddModelError("Input.Name", "Enter the name of the team");
        ModelState.AddModelError("Input.Opens.Day", "February 2026 has 28 days");
        ModelState.AddModelError("Input.Mode", "Choose who may answer");
        ModelState.AddModelError("Input.Sites", "Choose at least one site");
        ModelState.AddModelError("Input.Team", "Choose a team");
        ModelState.AddModelError("Input.Note", "The note must be 200 characters or fewer");
        ModelState.AddModelError("Input.File", "Choose a file");
        ModelState.AddModelError("Input.Password", "Enter a password");
        ModelState.AddModelError("Input.Felt", "Choose one answer, or leave it and continue");
        ModelState.AddModelError("", "The round was closed while you were working on it");
    }
}
