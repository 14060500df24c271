using Microsoft.AspNetCore.Authorization;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

[Authorize(Policy = Access.TeamLead)]
public sealed class InstrumentsModel(Scope scope, InstrumentShelf shelf) : DraftPage(scope)
{
    /// <summary>The newest version of each.</summary>
    public IReadOnlyList<Instrument> Instruments { get; } = [.. shelf.All.DistinctBy(instrument => instrument.Id)];

    public bool IsThereWhole(Instrument instrument) => Draft.Taken.Any(part => part.Instrument == instrument.Id && part.Items is null);

    public Task OnGetAsync() => FindAsync();
}
