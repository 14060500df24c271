using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Export;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Exports;

/// <summary>Decides which rounds an evaluator's file holds and writes down who takes what. No round with fewer than k answers leaves.</summary>
public sealed class PrepareExport(AppDb db, WriteGate gate, Scope scope, RowReader rows, Documents documents, Audit audit, TimeProvider clock)
{
    private sealed record Found(int Id, string Name, string Team, int TeamId, string Programme, int K, IdentityMode IdentityMode, int VersionId, string Hash);

    public Task<ExportPlan> RunAsync(ExportChoice choice) => gate.RunAsync(db, async () =>
    {
        var programme = await scope.Programmes(Right.Evaluate).Where(p => p.Id == choice.ProgrammeId).FirstOrNotFoundAsync();
        var found = await Rounds(choice).ToListAsync();
        if (found.Count == 0 && (choice.TeamId ?? choice.RoundId) is not null) throw Problem.NotFound();
        var counts = await rows.CountAsync(found.Select(r => r.Id).ToList());
        var enough = found.Where(r => counts.GetValueOrDefault(r.Id) >= r.K).ToList();
        if (enough.Count == 0) throw ExportsProblems.NothingToExport();

        var invited = await InvitedAsync(enough);
        var planned = enough.Select(r => new PlannedRound(r.Id, new ExportedRound(
            r.Id.ToString(CultureInfo.InvariantCulture), r.Name, r.Team, r.Programme, counts[r.Id],
            r.IdentityMode == IdentityMode.Anonymous ? null : invited.GetValueOrDefault(r.Id), r.Hash))).ToList();
        var texts = new List<QuestionnaireDocument>();
        foreach (var version in enough.Select(r => r.VersionId).Distinct()) texts.Add(await documents.GetAsync(db, version));
        var (what, slug) = choice switch
        {
            { RoundId: not null } => ($"Round: {enough[0].Name} ({enough[0].Team})", $"{enough[0].Team} {enough[0].Name}"),
            { TeamId: not null } => ($"Team: {enough[0].Team}", enough[0].Team),
            _ => ($"Programme: {programme.Name}", programme.Name),
        };
        var now = clock.GetUtcNow().UtcDateTime;
        var k = enough.Min(r => r.K);
        audit.Add("export.downloaded", Subject(choice), programme.Id, choice.TeamId ?? (choice.RoundId is null ? null : enough[0].TeamId), string.Create(CultureInfo.InvariantCulture,
            $"{planned.Sum(r => r.Words.Responses)} rows, {enough.Count} rounds, {found.Count - enough.Count} left out, k {k}, texts {(choice.IncludesTexts ? "included" : "left out")}, as {choice.Format.Name}"));
        await db.SaveChangesAsync();
        return new ExportPlan(
            $"selfeval-{Slug(slug)}-{now:yyyy-MM-dd}{choice.Format.Ending}",
            new RoundExportAbout
            {
                Title = what,
                Created = now,
                Rounds = [.. planned.Select(r => r.Words)],
                RoundsLeftOut = found.Count - enough.Count,
                K = k,
                IncludesTexts = choice.IncludesTexts,
            },
            texts, planned, choice.Format, choice.Layout);
    });

    private IQueryable<Found> Rounds(ExportChoice choice) => db.Rounds
        .Where(r => r.Team!.ProgrammeId == choice.ProgrammeId
            && (choice.TeamId == null || r.TeamId == choice.TeamId) && (choice.RoundId == null || r.Id == choice.RoundId))
        .OrderBy(r => r.Team!.Name).ThenBy(r => r.TeamId).ThenBy(r => r.OpensAt).ThenBy(r => r.Id)
        .Select(r => new Found(r.Id, r.Name, r.Team!.Name, r.TeamId, r.Team.Programme!.Name, r.K, r.IdentityMode, r.QuestionnaireVersionId, r.QuestionnaireVersion!.ContentHash));

    private Task<Dictionary<int, int>> InvitedAsync(List<Found> rounds)
    {
        var ids = rounds.Select(r => r.Id).ToList();
        return db.Invitations.Where(i => ids.Contains(i.RoundId)).GroupBy(i => i.RoundId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
    }

    private static string Subject(ExportChoice choice) => string.Create(CultureInfo.InvariantCulture,
        $"{(choice.RoundId is not null ? "round" : choice.TeamId is not null ? "team" : "programme")}:{choice.RoundId ?? choice.TeamId ?? choice.ProgrammeId}");

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString(0, Math.Min(60, slug.Length)).Trim('-');
    }
}
