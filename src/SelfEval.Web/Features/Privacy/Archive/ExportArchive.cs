using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Operations;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Archive;

/// <summary>
/// What is worth keeping of a programme, in one file that needs no SelfEval to be read: what was asked, what was published, what was done. No answers of single people and no
/// names: those are downloaded by evaluators, while they are kept.
/// </summary>
public sealed class ExportArchive(AppDb db, WriteGate gate, Scope scope, Audit audit)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public async Task<byte[]> RunAsync(int programmeId, CancellationToken cancellationToken = default)
    {
        var programme = await scope.Programmes(Right.Administer).Where(p => p.Id == programmeId).FirstOrNotFoundAsync(cancellationToken);
        await audit.SeenAsync(gate, "programme.exported", $"programme:{programmeId}", programmeId, null);
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(zip, "README.txt", $"""
                {programme.Name}, as SelfEval kept it.

                programme.json        the programme, its teams and rounds, and its privacy notices
                questionnaires/       each published questionnaire with the full text of its instruments
                editions/             the published figures of each round, edition by edition
                comparisons/          what was published about change between rounds
                audit.csv             what was done, by numbers of accounts; each entry carries the hash over itself and the one before it in the whole audit

                Nobody's own answers and no names are here.
                """);
            await WriteAsync(zip, "programme.json", await AboutAsync(programme, cancellationToken));
            await DocumentsAsync(zip, programmeId, cancellationToken);
            await using var log = await zip.CreateEntry("audit.csv").OpenAsync(cancellationToken);
            await AuditFile.WriteAsync(new AuditSearch { Programme = programmeId }.Among(db, "UTC"), log, cancellationToken);
        }

        return file.ToArray();
    }

    private async Task<string> AboutAsync(Programme programme, CancellationToken cancellationToken) => JsonSerializer.Serialize(new
    {
        programme.Id, programme.Name, programme.Description, programme.CreatedAt, programme.ArchivedAt,
        Notices = await db.PrivacyNotices.Where(n => n.ProgrammeId == programme.Id).OrderBy(n => n.Number).Select(n => new { n.Number, n.MadeAt, n.Text, n.Complaints }).ToListAsync(cancellationToken),
        Teams = await db.Teams.Where(t => t.ProgrammeId == programme.Id).OrderBy(t => t.Id).Select(t => new { t.Id, t.Name, t.Aim }).ToListAsync(cancellationToken),
        Rounds = await db.Rounds.Where(r => r.Team!.ProgrammeId == programme.Id).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.TeamId, r.Name, Audience = r.Audience.ToString(), IdentityMode = r.IdentityMode.ToString(), r.IdentifiedReason, r.K, r.OpensAt, r.ClosesAt, r.CancelledAt, r.QuestionnaireVersionId }).ToListAsync(cancellationToken),
    }, Readable);

    private async Task DocumentsAsync(ZipArchive zip, int programmeId, CancellationToken cancellationToken)
    {
        foreach (var version in await db.QuestionnaireVersions.Where(v => v.Questionnaire!.Team!.ProgrammeId == programmeId).OrderBy(v => v.Id).Select(v => new { v.Id, v.Document }).ToListAsync(cancellationToken))
            await WriteAsync(zip, Name("questionnaires/version", version.Id), version.Document);
        var editions = db.Editions.Where(e => e.Round!.Team!.ProgrammeId == programmeId).OrderBy(e => e.RoundId).ThenBy(e => e.Number);
        foreach (var edition in await editions.Select(e => new { e.Id, e.RoundId, e.Number }).ToListAsync(cancellationToken))
            await WriteAsync(zip, Name("editions/round", edition.RoundId, edition.Number), await db.Editions.Where(e => e.Id == edition.Id).Select(e => e.Figures).SingleAsync(cancellationToken));
        foreach (var comparison in await db.Comparisons.Where(c => c.ToRound!.Team!.ProgrammeId == programmeId).OrderBy(c => c.Id).Select(c => new { c.FromRoundId, c.FromEdition, c.ToRoundId, c.ToEdition, c.Change }).ToListAsync(cancellationToken))
            await WriteAsync(zip, Name("comparisons/round", comparison.FromRoundId, comparison.FromEdition, comparison.ToRoundId, comparison.ToEdition), comparison.Change);
    }

    private static string Name(string what, params int[] numbers) => $"{what}-{string.Join('-', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)))}.json";

    private static async Task WriteAsync(ZipArchive zip, string name, string text)
    {
        await using var stream = await zip.CreateEntry(name).OpenAsync();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
