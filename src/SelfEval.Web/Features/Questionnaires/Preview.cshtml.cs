using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Participant;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>The draft's pages as participants will see them. Nothing is saved; questions that only some people see are all shown.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class PreviewModel(Scope scope, InstrumentShelf shelf) : DraftPage(scope)
{
    /// <summary>0 for the start page.</summary>
    [FromQuery(Name = "page")]
    public int Number { get; set; }

    public ParticipantForm? Asked { get; private set; }

    public FormPage? FormPage { get; private set; }

    public IReadOnlyList<string> Problems { get; private set; } = [];

    public IEnumerable<Item> Conditional => FormPage?.Items.Where(item => item.ShowIf is not null) ?? [];

    public bool IsLast => Number == Asked?.SectionPages.Count;

    public async Task OnGetAsync()
    {
        await FindAsync(Right.See);
        var composed = Composer.Compose(Questionnaire.Title, Draft, shelf);
        Problems = composed.Problems;
        if (composed.Document is not { } document) return;
        Asked = new ParticipantForm(document);
        if (Number < 0 || Number > Asked.SectionPages.Count) throw Problem.NotFound();
        if (Number > 0) FormPage = Asked.SectionPages[Number - 1];
    }

    public IHtmlContent Questions()
    {
        using var html = new StringWriter();
        Asked!.WriteQuestions(html, FormPage!, "en", AnswerSheet.Empty, FormPage!.Items.Select(item => item.Code).ToHashSet());
        return new HtmlString(html.ToString());
    }
}
