using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Invitations;

/// <summary>The people of a round over the API, for leads of its team: contacts leave by no other way.</summary>
public static class InvitationsApi
{
    private const int LongestList = 3_000_000;
    private const int MostOnPage = 1_000;

    /// <param name="Id">The person within the team.</param>
    /// <param name="Email">The address.</param>
    /// <param name="Name">As the team's list has it.</param>
    /// <param name="Language">Language tag.</param>
    /// <param name="InvitedOn">Day on which the invitation was sent; null while it waits.</param>
    /// <param name="DoNotContact">Asked not to be written to again.</param>
    public sealed record PersonLine(int Id, string Email, string? Name, string Language, DateOnly? InvitedOn, bool DoNotContact);

    /// <param name="Total">People in the round.</param>
    /// <param name="People">At most 1,000, by id.</param>
    /// <param name="Next">Give it as after= to read on; null at the end.</param>
    public sealed record PeoplePage(int Total, IReadOnlyList<PersonLine> People, int? Next);

    public static void MapInvitationsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/rounds/{id:int}/people", List)
            .WithSummary("The people invited to a round, for leads of its team")
            .WithDescription("Never whether somebody has answered.")
            .ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/rounds/{id:int}/people", Invite)
            .WithSummary("Invite people from a list (text/csv), as on the page")
            .WithDescription("Columns email and, if known, name, language and site; at most 10,000 lines. Nobody is added unless every line is right (400, people.lines_refused). " +
                "Sending the same list again adds nobody twice.")
            .Accepts<string>(ApiBody.Csv)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);
    }

    private static async Task<PeoplePage> List(int id, int? after, AppDb db, Scope scope, CancellationToken cancellation)
    {
        var round = await scope.RoundAsync(Right.Lead, id, cancellation);
        if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        var last = after ?? 0;
        var rows = await db.Invitations.Where(i => i.RoundId == id && i.PersonId > last).OrderBy(i => i.PersonId).Take(MostOnPage)
            .Select(i => new { i.PersonId, Email = i.Person!.Contact!.Email ?? "", i.Person.Contact.Name, i.Person.Language, i.SentAt, Stopped = i.Person.DoNotContactAt != null })
            .ToListAsync(cancellation);
        var people = rows.ConvertAll(p => new PersonLine(p.PersonId, p.Email, p.Name, p.Language, p.SentAt is { } at ? DateOnly.FromDateTime(at) : null, p.Stopped));
        return new(await db.Invitations.CountAsync(i => i.RoundId == id, cancellation), people, people.Count == MostOnPage ? people[^1].Id : null);
    }

    private static async Task<Invitees> Invite(int id, HttpContext http, AppDb db, Scope scope, [FromServices] InvitePeople invite)
    {
        var round = await scope.RoundAsync(Right.Lead, id, http.RequestAborted);
        if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        ApiBody.Type(http, ApiBody.Csv);
        var text = Text(await ApiBody.BytesAsync(http, LongestList));
        var sites = (await db.Sites.Where(s => s.TeamId == round.TeamId).OrderBy(s => s.Id).ToListAsync(http.RequestAborted))
            .GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
        var list = PeopleList.Read(text, sites);
        if (list.IsUnreadable || list.Problems.Count > 0) throw InvitationsProblems.LinesRefused(list.Problems);
        if (list.People.Count == 0) throw new InvalidInput("", "The list has nobody in it.");
        return await invite.RunAsync(id, list.People);
    }

    private static string Text(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            throw new Problem("bad_text", StatusCodes.Status400BadRequest, "The list is not UTF-8 text");
        }
    }
}
