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

    /// <summary>How long what is held is kept in truth, whatever the notice's own words say.</summary>
    public async Task<string> KeptAsync(Round round)
    {
        var programme = round.Team!.ProgrammeId;
        var keeps = (await db.Programmes.AsNoTracking().SingleAsync(p => p.Id == programme)).Keeps;
        var answers = $"Answers of single people are kept for {Count(keeps.AnswerMonths, "month")} after the round closes.";
        return round.IdentityMode == IdentityMode.Anonymous ? answers : $"Names and addresses are kept for {Count(keeps.ContactDays, "day")} after the last round that asks a person. {answers}";
    }

    private static string Count(int many, string thing) => many == 1 ? $"1 {thing}" : $"{many} {thing}s";

    private IQueryable<PrivacyNotice> Of(Round round)
    {
        var programme = round.Team!.ProgrammeId;
        return db.PrivacyNotices.Where(n => n.ProgrammeId == programme);
    }
}
