using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Export;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Operations;

/// <summary>Audit entries as CSV: accounts by number only, so that the file names nobody; with the hashes, so that the chain can be checked elsewhere.</summary>
public static class AuditFile
{
    private const int Together = 1_000;

    private static readonly string[] Columns = ["entry", "at", "account", "action", "subject", "programme", "team", "detail", "source", "through", "hash"];

    public static async Task WriteAsync(IQueryable<AuditEntry> entries, Stream output, CancellationToken cancellationToken)
    {
        var csv = new CsvWriter(output);
        await csv.HeaderAsync(Columns, cancellationToken);
        for (long last = 0; ;)
        {
            var after = last;
            var some = await entries.Where(e => e.Id > after).OrderBy(e => e.Id).Take(Together).ToListAsync(cancellationToken);
            if (some.Count == 0) break;
            last = some[^1].Id;
            foreach (var entry in some)
            {
                csv.Number(entry.Id);
                csv.Text(entry.At.ToString(entry.Source == Platform.Audit.ParticipantSource ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                csv.Number(entry.AccountId);
                csv.Text(entry.Action);
                csv.Text(entry.Subject);
                csv.Number(entry.ProgrammeId);
                csv.Number(entry.TeamId);
                csv.Text(entry.Detail);
                csv.Text(entry.Source);
                csv.Number(entry.Through);
                csv.Text(entry.Hash is null ? null : Convert.ToHexStringLower(entry.Hash));
                await csv.EndRowAsync(cancellationToken);
            }
        }

        await csv.FlushAsync(cancellationToken);
    }
}
