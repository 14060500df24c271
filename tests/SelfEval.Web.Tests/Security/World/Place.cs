using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>One team with one of everything that a team can have: what stands in addresses and forms, by kind.</summary>
public sealed record Place(Programme Programme, Team Team, MadeRound Confidential, IReadOnlyDictionary<string, string> Ids)
{
    /// <summary>Stands in every name of the world, so that whatever page shows one shows whether it is written as text.</summary>
    public const string Hostile = "<script>go()</script>\"'><img src=x onerror=go()>";

    public static async Task<Place> MakeAsync(Host host, Programme programme, string plain)
    {
        var name = $"{plain} {Hostile}";
        var team = await host.TeamAsync(programme, name);
        var site = await host.ArrangeAsync(db =>
        {
            var made = new Site { TeamId = team.Id, Name = $"{name} clinic" };
            db.Sites.Add(made);
            return Task.FromResult(made);
        });
        var version = await host.PublishedQuestionnaireAsync(team, $"{name} questions");
        var confidential = await host.OpenRoundAsync(team, version, IdentityMode.Confidential, 3, name: $"{name} confidential");
        var anonymous = await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, name: $"{name} anonymous");
        var answers = await host.AnswersAsync(confidential.Round, version, 6);
        var (plan, rounds) = await host.PlanAsync(team, MakePlans.Rule(version, PlanKind.Dates, DateOnly.FromDateTime(host.Now).AddDays(30), DateOnly.FromDateTime(host.Now).AddDays(60)));
        var planned = (await host.JoinPlanAsync(plan, 1))[0];
        var lead = await host.AccountAsync(Role.TeamLead, team: team);
        var invite = await host.ArrangeAsync(db =>
        {
            var open = new AccountInvite { Email = $"{Guid.NewGuid():N}@example.org", Role = Role.TeamMember, ProgrammeId = programme.Id, TeamId = team.Id, TokenHash = RandomNumberGenerator.GetBytes(32), CreatedAt = host.Now, ExpiresAt = host.Now.AddDays(7), InvitedById = lead.Id };
            db.Add(open);
            return Task.FromResult(open);
        });
        var (comment, book) = await CommentsAsync(host, team, confidential.Round, version, answers, name);
        var (test, list, planList, letter, session, passkey, request) = await host.ArrangeAsync(async db =>
        {
            var test = new TestOfChange { TeamId = team.Id, Title = $"{name} call back", From = DateOnly.FromDateTime(host.Now), DecidedBy = "The team" };
            var list = new PeopleImport { RoundId = confidential.Round.Id, AccountId = lead.Id, Total = 1, Done = 1, CreatedAt = host.Now, FinishedAt = host.Now };
            var planList = new PeopleImport { PlanId = plan.Id, AccountId = lead.Id, Total = 1, Done = 1, CreatedAt = host.Now, FinishedAt = host.Now };
            var letter = new Letter
            {
                DedupKey = $"sweep:{team.Id}", Kind = LetterKind.Invitation, RoundId = confidential.Round.Id, InvitationId = confidential.People[0].Invitation.Id,
                NotBefore = host.Now, ExpiresAt = host.Now.AddDays(7), State = LetterState.Failed, Outcome = "refused",
            };
            var session = new AccountSession
            {
                AccountId = lead.Id, TokenHash = RandomNumberGenerator.GetBytes(32), Way = SignInWay.PasswordAndCode, IsWhole = true,
                CreatedAt = host.Now, LastSeenAt = host.Now, FreshAt = host.Now, Device = "Firefox on Windows",
            };
            var passkey = new AccountPasskey
            {
                AccountId = lead.Id, CredentialId = RandomNumberGenerator.GetBytes(16), PublicKey = RandomNumberGenerator.GetBytes(32), Name = $"{name} telephone", Transports = "",
                IsBackupEligible = false, IsBackedUp = false, SignCount = 0, CreatedAt = host.Now,
            };
            var request = new TwoPersonRequest { Kind = TwoPersonKind.EraseProgramme, ProgrammeId = programme.Id, Reason = "It is over", AskedByAccountId = lead.Id, AskedAt = host.Now };
            db.AddRange(test, list, planList, letter, session, passkey, request);
            await db.SaveChangesAsync();
            return (test, list, planList, letter, session, passkey, request);
        });
        var byPost = await (await host.CallerAsync(Role.TeamLead, team: team)).PostAsync(
            $"/api/v1/rounds/{confidential.Round.Id}/people", $"name,address\n{plain} reader,\"1 High Street, Town, AB1 2CD\"\n", "text/csv");
        Assert.True(byPost.Status == HttpStatusCode.OK, byPost.Text);
        await host.ApiKeyAsync(lead);
        var (membership, key) = await host.ReadAsync(async db => (await db.Memberships.SingleAsync(m => m.AccountId == lead.Id), await db.ApiKeys.SingleAsync(k => k.AccountId == lead.Id)));
        var draft = await host.ReadAsync(db => db.Questionnaires.SingleAsync(q => q.Id == version.QuestionnaireId));
        return new(programme, team, confidential, new Dictionary<string, string>
        {
            ["programme"] = Text(programme.Id), ["programme-name"] = programme.Name, ["team"] = Text(team.Id), ["site"] = Text(site.Id), ["questionnaire"] = Text(version.QuestionnaireId), ["version"] = Text(version.Id),
            ["draft-version"] = Text(draft.Version), ["round"] = Text(confidential.Round.Id), ["anonymous-round"] = Text(anonymous.Round.Id), ["planned-round"] = Text(rounds[0].Id),
            ["plan"] = Text(plan.Id), ["person"] = Text(confidential.People[0].Person.Id), ["plan-person"] = Text(planned.Id), ["test"] = Text(test.Id),
            ["list"] = Text(list.Id), ["plan-list"] = Text(planList.Id), ["letter"] = letter.Id.ToString(CultureInfo.InvariantCulture), ["account"] = Text(lead.Id), ["membership"] = Text(membership.Id), ["key"] = Text(key.Id),
            ["session"] = Text(session.Id), ["passkey"] = Text(passkey.Id), ["request"] = Text(request.Id),
            ["comment"] = comment.Id.ToString(), ["invite"] = Text(invite.Id), ["codebook"] = Text(book.Id),
            ["secret"] = confidential.People[0].Secret, ["email"] = confidential.People[1].Person.Contact!.Email!,
        });
    }

    /// <summary>What six people wrote, as an edition would have brought it, and a codebook to code it by. The first has been written by a person whose answer is there.</summary>
    private static Task<(Comment Comment, Codebook Book)> CommentsAsync(Host host, Team team, Round round, QuestionnaireVersion version, List<Response> answers, string name) => host.ArrangeAsync(db =>
    {
        var item = QuestionnaireDocument.Read(version.Document).Items.First(i => i.IsText).Code;
        var made = answers.OrderByDescending(a => AnswerSheet.Read(a.Answers).Text(item) is not null).Select(a => new Comment
        {
            Id = Guid.NewGuid(), RoundId = round.Id, ResponseId = a.Id, ItemCode = item, Shown = $"{name} wrote [name]", HasFinds = true, State = CommentState.Masked,
        }).ToList();
        var book = new Codebook { TeamId = team.Id, Name = $"{name} themes", CreatedAt = host.Now, Codes = [new() { Number = 1, Name = $"{name} theme" }, new() { Number = 2, Name = $"{name} old theme", RetiredAt = host.Now }] };
        db.AddRange(made);
        db.Add(book);
        return Task.FromResult((made[0], book));
    });

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
