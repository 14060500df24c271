using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>The codebooks that somebody may reach.</summary>
public static class CodebookScope
{
    public static IQueryable<Codebook> Codebooks(AppDb db, Scope scope, Right right)
    {
        var teams = scope.Teams(right);
        return db.Codebooks.Where(b => teams.Any(t => t.Id == b.TeamId));
    }
}
