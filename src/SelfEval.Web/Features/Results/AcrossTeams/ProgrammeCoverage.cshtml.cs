using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.AcrossTeams;

/// <summary>For evaluators: which team measures what, with which scale, in which round, and what nobody measures. From questionnaires, not from answers.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ProgrammeCoverageModel(AppDb db, Scope scope, Documents documents) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Programme Programme { get; private set; } = null!;

    public IReadOnlyList<Team> Teams { get; private set; } = [];

    public Coverage Coverage { get; private set; } = null!;

    public bool HasRounds { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Programme = await scope.Programmes(Right.Evaluate).Where(p => p.Id == Id).FirstOrNotFoundAsync(cancellationToken);
        Teams = await db.Teams.Where(t => t.ProgrammeId == Id).OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        var rounds = await db.Rounds.Where(r => r.Team!.ProgrammeId == Id && r.CancelledAt == null).OrderBy(r => r.OpensAt).ThenBy(r => r.Id)
            .Select(r => new { r.TeamId, r.Name, r.QuestionnaireVersionId }).ToListAsync(cancellationToken);
        List<AskedRound> asked = [];
        foreach (var round in rounds) asked.Add(new(round.TeamId, round.Name, await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken)));
        HasRounds = asked.Count > 0;
        Coverage = new(asked);
    }

    /// <summary>How a team asks about a topic; teams that say the same stand on one line.</summary>
    public static string Asked(CoverageCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.IsMeasured
            ? string.Join("; ", cell.Scales.Select(scale => $"{scale.Title} ({scale.Instrument}) in {string.Join(", ", scale.Rounds)}"))
            : $"single questions without a score in {string.Join(", ", cell.QuestionRounds)}";
    }

    /// <summary>Topics of a group that no team has a score for, in words.</summary>
    public string? Nobody(TopicGroup group)
    {
        List<Topic> none = [.. group.Topics.Where(topic => Teams.All(team => Coverage.Of(team.Id, topic.Tag)?.IsMeasured != true))];
        return none.Count == 0 ? null : none.Count == group.Topics.Count ? "Nobody measures any of these with a score."
            : $"Nobody measures with a score: {TeamsComparedWords.Join([.. none.Select(topic => topic.Title.ToLowerInvariant())])}.";
    }
}
