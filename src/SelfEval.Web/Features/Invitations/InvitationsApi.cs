using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Invitations;

/// <summary>The people of a round over the API, for leads of its team: contacts leave by no other way.</summary>
public static class InvitationsApi
{
    private const int LongestList = PostedList.LongestFile;
    private const int MostOnPage = 1_000;

    /// <param name="Id">The person within the team.</param>
    /// <param name="Email">The address; null for who has none.</param>
    /// <param name="Phone">The number in international form; null for who has none.</param>
    /// <param name="Channel">email, sms or post.</param>
    /// <param name="Name">As the team's list has it.</param>
    /// <param name="Language">Language tag.</param>
    /// <param name="InvitedOn">Day on which the invitation was sent; null while it waits.</param>
    /// <param name="DoNotContact">Asked not to be written to again.</param>
    public sealed record PersonLine(int Id, string? Email, string? Phone, string Channel, string? Name, string Language, DateOnly? InvitedOn, bool DoNotContact);

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
        api.MapPost("/rounds/{id:int}/people", Invite).Takes(LongestList)
            .WithSummary("Invite people from a list (text/csv), as on the page")
            .WithDescription("Columns email, phone or address and, if known, name, language, site and channel; at most 50,000 lines. Nobody is added unless every line is right (400, people.lines_refused). " +
                "The details of people whom the team knows are brought up to date; with known=leave they stay. Sending the same list again adds nobody twice. " +
                "The list is stored before the answer: if the connection ends, it is worked through nevertheless.")
            .Accepts<string>(ApiBody.Csv)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);
    }

    private static async Task<PeoplePage> List(int id, int? after, AppDb db, Scope scope, CancellationToken cancellation)
    {
        var round = await scope.RoundAsync(Right.Lead, id, cancellation);
        if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        var last = after ?? 0;
        var rows = await db.Invitations.Where(i => i.RoundId == id && i.PersonId > last).OrderBy(i => i.PersonId).Take(MostOnPage)
            .Select(i => new { i.PersonId, i.Person!.Contact!.Email, i.Person.Contact.Phone, i.Route, i.Person.Contact.Name, i.Person.Language, i.SentAt, Stopped = i.Person.DoNotContactAt != null })
            .ToListAsync(cancellation);
        var people = rows.ConvertAll(p => new PersonLine(p.PersonId, p.Email, p.Phone, p.Route switch { SendRoute.Email => "email", SendRoute.Sms => "sms", _ => "post" }, p.Name, p.Language, p.SentAt is { } at ? DateOnly.FromDateTime(at) : null, p.Stopped));
        return new(await db.Invitations.CountAsync(i => i.RoundId == id, cancellation), people, people.Count == MostOnPage ? people[^1].Id : null);
    }

    private static async Task<Invitees> Invite(int id, string? known, HttpContext http, AppDb db, Scope scope, [FromServices] InvitePeople invite)
    {
        var round = await scope.RoundAsync(Right.Lead, id, http.RequestAborted);
        if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        ApiBody.Type(http, ApiBody.Csv);
        var text = Text(await ApiBody.BytesAsync(http, LongestList));
        var sites = (await db.Sites.Where(s => s.TeamId == round.TeamId).OrderBy(s => s.Id).ToListAsync(http.RequestAborted))
            .GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
        var list = PeopleList.Read(text, new ListRules(sites));
        if (list.IsUnreadable || list.Problems.Count > 0) throw InvitationsProblems.LinesRefused(list.Problems);
        if (list.People.Count == 0) throw new InvalidInput("", "The list has nobody in it.");
        return await invite.RunAsync(id, list.People, leavesKnown: known == "leave");
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
