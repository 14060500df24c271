using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>Reads the instruments folder once, at start, and refuses to start on a used version whose file has changed.</summary>
public sealed partial class InstrumentFolder(IOptions<SelfEvalOptions> options, IHostEnvironment host, ILogger<InstrumentFolder> log)
{
    public string Path => System.IO.Path.GetFullPath(
        string.IsNullOrWhiteSpace(options.Value.InstrumentsFolder)
            ? System.IO.Path.Combine(host.ContentRootPath, "instruments")
            : options.Value.InstrumentsFolder);

    public InstrumentShelf Load()
    {
        var shelf = InstrumentShelf.Load(Path);
        foreach (var problem in shelf.Problems) LeftOut(log, problem);
        return shelf;
    }

    /// <summary>
    /// A missing file is fine: published questionnaires hold the whole text of what they use. A changed file is not:
    /// the next questionnaire would ask something else under the same version.
    /// </summary>
    public async Task CheckUsedAsync(InstrumentShelf shelf, AppDb db, CancellationToken cancellationToken = default)
    {
        var changed = (await db.UsedInstruments.ToListAsync(cancellationToken))
            .Where(used => shelf.Find(used.InstrumentId, used.InstrumentVersion) is { } now && now.ContentHash != used.ContentHash)
            .Select(used => $"{used.InstrumentId}/{used.InstrumentVersion}.json")
            .ToList();
        if (changed.Count == 0) return;
        throw new InstrumentFolderException(
            $"These instrument files have changed since a published questionnaire used them: {string.Join(", ", changed)} (in {Path}). " +
            "A used version never changes. Put the old files back, and bring the changes as new versions, in new files.");
    }

    [LoggerMessage(LogLevel.Error, "Instrument left out: {Problem}")]
    private static partial void LeftOut(ILogger log, InstrumentProblem problem);
}

/// <summary>The instruments folder cannot be used; the message says why and what the operator can do.</summary>
public sealed class InstrumentFolderException(string message) : Exception(message);
