using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Answering;

/// <summary>The privacy notice of the programme that asks: what is shown first, and which version somebody was shown when they pressed "Start now".</summary>
public sealed class ShownNotice(AppDb db)
{
    public Task<PrivacyNotice?> LatestAsync(Round round) =>
        Of(round).AsNoTracking().OrderByDescending(n => n.Number).FirstOrDefaultAsync();

    /// <summary>The version that the form names; it may have been followed by another while the page was open. What belongs to no version of this programme is none.</summary>
    public async Task<int?> ShownAsync(Round round, int? named) =>
        named is { } id && await Of(round).AnyAsync(n => n.Id == id) ? id : null;

    private IQueryable<PrivacyNotice> Of(Round round)
    {
        var programme = round.Team!.ProgrammeId;
        return db.PrivacyNotices.Where(n => n.ProgrammeId == programme);
    }
}
