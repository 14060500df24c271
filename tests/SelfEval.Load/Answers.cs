using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Load;

/// <summary>Completed responses with their scores, a twelfth of the answers missing, and an evaluator who may download them.</summary>
internal static class Answers
{
    public const string Email = "eve@example.org", Password = "correct horse battery staple";

    /// <summary>Each works once: one for each time that the evaluator signs in.</summary>
    public static Queue<string> RecoveryCodes { get; } = new(Enumerable.Range(0, 20).Select(_ => Secrets.NewCode()));
    private const int Together = 2000;

    public static async Task LayAsync(Options options, string dataFolder)
    {
        await using var provider = Survey.Services(options, dataFolder);
        var gate = provider.GetRequiredService<WriteGate>();
        var random = new Random(2026);
        QuestionnaireDocument? document = null;
        var roundId = 0;
        for (var done = 0; done < options.Export; done += Together)
        {
            await using var scope = provider.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            if (document is null)
            {
                var round = await db.Rounds.Include(r => r.QuestionnaireVersion).SingleAsync();
                (roundId, document) = (round.Id, QuestionnaireDocument.Read(round.QuestionnaireVersion!.Document));
                await EvaluatorAsync(scope.ServiceProvider, db, gate);
            }

            await gate.RunAsync(db, async () =>
            {
                for (var i = done; i < Math.Min(options.Export, done + Together); i++) Add(db, roundId, document, random, i);
                await db.SaveChangesAsync();
            });
        }
    }

    private static void Add(AppDb db, int roundId, QuestionnaireDocument document, Random random, int number)
    {
        var sheet = AnswerSheet.Of(document.Items.Where(_ => random.Next(12) > 0)
            .Select(item => KeyValuePair.Create(item.Code, item.Responses!.Options[random.Next(item.Responses.Options.Count)].Code))).Normalised(document.Items);
        var now = DateTime.UtcNow;
        var response = new Response
        {
            Id = Guid.NewGuid(), RoundId = roundId, RespondentKey = string.Create(CultureInfo.InvariantCulture, $"l{number}"),
            Pseudonym = Secrets.NewPseudonym(), Channel = Channel.OwnDevice, Language = "en", Answers = sheet.ToJson(), StartedOn = now.Date,
        };
        response.Complete(now, false, (Guid.NewGuid().ToByteArray(), ""), []);
        db.Responses.Add(response);
        foreach (var score in Scorer.Score(document, sheet)) db.Scores.Add(score.ToRow(response.Id));
    }

    public static async Task EvaluatorAsync(IServiceProvider services, AppDb db, WriteGate gate)
    {
        var users = services.GetRequiredService<UserManager<Account>>();
        await gate.RunAsync(db, async () =>
        {
            var now = DateTime.UtcNow;
            var account = new Account { Name = "Eve", Email = Email, UserName = Email, EmailConfirmed = true, CreatedAt = now };
            var made = await users.CreateAsync(account, Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
            var programme = await db.Programmes.SingleAsync();
            db.Memberships.Add(new Membership { AccountId = account.Id, Role = Role.Evaluator, ProgrammeId = programme.Id, SinceAt = now });
            db.AccountCodeApps.Add(new AccountCodeApp { AccountId = account.Id, SealedSeed = "none: the recovery codes are used", SinceAt = now });
            db.AccountRecoveryCodes.AddRange(RecoveryCodes.Select(code => new AccountRecoveryCode { AccountId = account.Id, CodeHash = Secrets.HashCode(code) }));
            await db.SaveChangesAsync();
        });
    }
}
