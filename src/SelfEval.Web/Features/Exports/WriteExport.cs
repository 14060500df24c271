using System.Runtime.CompilerServices;
using SelfEval.Exchange.Export;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Exports;

/// <summary>Writes the file of a planned export while its rows are read, so that its size does not matter.</summary>
public sealed class WriteExport(RowReader rows)
{
    public Task RunAsync(ExportPlan plan, Stream output, CancellationToken cancellationToken) =>
        plan.Format.WriteAsync(output, new ExportFrame(plan.About, plan.Questionnaires, plan.Layout), RowsAsync(plan, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<ExportRow> RowsAsync(ExportPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pseudonyms = new ExportPseudonyms();
        var texts = plan.About.IncludesTexts ? plan.Questionnaires.DistinctBy(q => q.ContentHash).ToDictionary(q => q.ContentHash, MaskedTexts.CodesOf) : [];
        foreach (var (id, words) in plan.Rounds)
        {
            await foreach (var row in rows.ReadAsync(id, cancellationToken: cancellationToken))
            {
                yield return new ExportRow
                {
                    Pseudonym = pseudonyms.Of(row.Pseudonym),
                    Round = words.Id,
                    RoundLabel = words.Label,
                    Team = words.Team,
                    Programme = words.Programme,
                    QuestionnaireHash = words.QuestionnaireHash,
                    Language = row.Language,
                    Channel = Words(row.Channel),
                    Started = row.StartedOn,
                    Completed = row.CompletedOn,
                    Late = row.IsLate,
                    Answers = texts.TryGetValue(words.QuestionnaireHash, out var codes) ? MaskedTexts.Of(row.Answers, codes) : row.Answers,
                    Scores = row.Scores,
                };
            }
        }
    }

    private static string Words(Channel channel) => channel switch
    {
        Channel.OwnDevice => "own device",
        Channel.Helped => "helped",
        Channel.Carer => "carer",
        Channel.Kiosk => "kiosk",
        Channel.Paper => "paper",
        Channel.Telephone => "telephone",
        _ => "imported",
    };
}
