using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Load;

/// <summary>
/// A round of very many completed answers to 39 questions, with 8 scores each and 10 declared breakdowns, laid straight into the database's tables. Its figures are made once it is no
/// longer cancelled.
/// </summary>
internal static class Crowd
{
    private const int Together = 5000;
    private static readonly string[] GroupedBy =
        ["about_age", "about_sex", "about_gender", "about_ethnic", "about_disability", "about_language", "about_carer", "about_first", "relp_power_1"];

    /// <returns>The round's number.</returns>
    public static async Task<int> PlanAsync(Options options, string dataFolder)
    {
        await using var provider = Survey.Services(options, dataFolder);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var gate = provider.GetRequiredService<WriteGate>();
        await Answers.EvaluatorAsync(scope.ServiceProvider, db, gate);
        var document = Survey.Wide();
        var now = DateTime.UtcNow;
        return await gate.RunAsync(db, async () =>
        {
            var team = await db.Teams.SingleAsync();
            var sites = Enumerable.Range(1, 5).Select(i => new Site { TeamId = team.Id, Name = $"Site {i}" }).ToList();
            db.Sites.AddRange(sites);
            var questionnaire = new Questionnaire { TeamId = team.Id, Title = document.Title, Draft = "{}", CreatedAt = now, ChangedAt = now };
            db.Questionnaires.Add(questionnaire);
            await db.SaveChangesAsync();
            var version = new QuestionnaireVersion
            {
                QuestionnaireId = questionnaire.Id, Number = 1, Document = document.ToJson(), ContentHash = document.ContentHash, PublishedAt = now, PublishedById = 0,
            };
            db.QuestionnaireVersions.Add(version);
            await db.SaveChangesAsync();
            var round = new Round
            {
                TeamId = team.Id, QuestionnaireVersionId = version.Id, Name = "Crowd", Audience = Audience.Patients, IdentityMode = IdentityMode.Anonymous, K = 5,
                Zone = "Europe/London", OpensAt = now.AddHours(-1), ClosesAt = now.AddDays(1), OpensLocal = now.AddHours(-1), ClosesLocal = now.AddDays(1), CreatedAt = now,
                Breakdowns = string.Join('\n', [.. GroupedBy, "site:" + string.Join(',', sites.Select(s => s.Id))]),
            };
            db.Rounds.Add(round);
            await db.SaveChangesAsync();
            return round.Id;
        });
    }

    public static async Task CloseAsync(Options options, string dataFolder, int roundId)
    {
        await using var provider = Survey.Services(options, dataFolder);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await provider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            var before = DateTime.UtcNow.AddMinutes(-30);
            (await db.Rounds.SingleAsync(r => r.Id == roundId)).CloseAt(before, before);
            await db.SaveChangesAsync();
        });
    }

    public static async Task AnswerAsync(Options options, string dataFolder, int roundId, int people, int seed)
    {
        await using var provider = Survey.Services(options, dataFolder);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var document = Survey.Wide();
        var sites = await db.Sites.Select(s => s.Id).ToListAsync();
        var random = new Random(seed);
        // In the order of the clustered key, so that laying them is quick.
        var ids = Enumerable.Range(0, people).Select(_ => Guid.NewGuid()).OrderBy(id => id.ToString(), StringComparer.Ordinal).ToList();
        var gate = provider.GetRequiredService<WriteGate>();
        foreach (var some in ids.Index().Chunk(Together))
        {
            await gate.RunAsync(db, async () =>
            {
                var responses = new Table(db, typeof(Response));
                var scores = new Table(db, typeof(Score));
                foreach (var (number, id) in some)
                {
                    var sheet = Sheet(document, random);
                    var now = DateTime.UtcNow;
                    var response = new Response
                    {
                        Id = id, RoundId = roundId, RespondentKey = string.Create(CultureInfo.InvariantCulture, $"c{seed}-{number}"), Pseudonym = Secrets.NewPseudonym(),
                        Channel = Channel.OwnDevice, Language = "en", Answers = sheet.ToJson(), StartedOn = now.Date, SiteId = sites[random.Next(sites.Count)],
                    };
                    response.Complete(now, false, (Guid.NewGuid().ToByteArray(), ""), []);
                    await responses.AddAsync(response);
                    foreach (var score in Scorer.Score(document, sheet)) await scores.AddAsync(score.ToRow(id));
                }
            });
        }
    }

    /// <summary>Most people are in the larger groups, a twelfth of the answers are missing, and a person's answers go together.</summary>
    private static AnswerSheet Sheet(QuestionnaireDocument document, Random random)
    {
        var leaning = random.NextDouble();
        return AnswerSheet.Of(document.Items.Where(_ => random.Next(12) > 0).Select(item =>
        {
            var options = item.Responses!.Options;
            var at = item.Code.StartsWith("about_", StringComparison.Ordinal) ? random.NextDouble() * random.NextDouble() : (leaning + random.NextDouble()) / 2;
            return KeyValuePair.Create(item.Code, options[(int)(at * options.Count)].Code);
        })).Normalised(document.Items);
    }

    /// <summary>Adds rows with one prepared command; the columns are the model's.</summary>
    private sealed class Table
    {
        private readonly DbCommand command;
        private readonly (IProperty Property, RelationalTypeMapping Mapping, DbParameter Parameter)[] columns;

        public Table(AppDb db, Type row)
        {
            var type = db.Model.FindEntityType(row)!;
            command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            columns = [.. type.GetProperties().Index().Select(p =>
            {
                var mapping = p.Item.GetRelationalTypeMapping();
                var parameter = mapping.CreateParameter(command, $"@p{p.Index}", null, nullable: true);
                command.Parameters.Add(parameter);
                return (p.Item, mapping, parameter);
            })];
            var names = string.Join(", ", columns.Select(c => $"\"{c.Property.GetColumnName()}\""));
            command.CommandText = $"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({string.Join(", ", columns.Select(c => c.Parameter.ParameterName))})";
        }

        public Task<int> AddAsync(object row)
        {
            foreach (var (property, mapping, parameter) in columns)
            {
                var value = property.GetGetter().GetClrValue(row);
                parameter.Value = (value is null ? null : mapping.Converter?.ConvertToProvider(value) ?? value) ?? DBNull.Value;
            }

            return command.ExecuteNonQueryAsync();
        }
    }
}
