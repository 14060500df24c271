using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>Begins a team's codebook, empty or with the codes of one that ships.</summary>
public sealed class BeginCodebook(AppDb db, WriteGate gate, Scope scope, Audit audit, ShippedCodebooks shipped, TimeProvider clock)
{
    public const int LongestName = 200, Most = 50;

    public Task<Codebook> RunAsync(int teamId, string? source, string? name)
    {
        var from = source is null ? null : shipped.Find(source) ?? throw new InvalidInput("Source", "Choose a codebook from the list");
        var called = PlainText.Accept("Name", name, LongestName) ?? from?.Name ?? throw new InvalidInput("Name", "Enter a name for the codebook");
        return gate.RunAsync(db, async () =>
        {
            var team = await scope.Teams(Right.Publish).Where(t => t.Id == teamId).FirstOrNotFoundAsync();
            if (await db.Codebooks.AnyAsync(b => b.TeamId == teamId && b.Name == called)) throw new InvalidInput("Name", $"The team has a codebook called “{called}” already. Give this one another name");
            if (await db.Codebooks.CountAsync(b => b.TeamId == teamId) >= Most) throw CommentsProblems.TooManyCodebooks(Most);
            var book = new Codebook
            {
                TeamId = teamId,
                Name = called,
                Source = from?.Key,
                CreatedAt = clock.GetUtcNow().UtcDateTime,
                Codes = [.. (from?.Codes ?? []).Select((c, i) => new CodebookCode { Number = i + 1, Name = c.Name, Meaning = c.Meaning })],
            };
            db.Codebooks.Add(book);
            await db.SaveChangesAsync();
            audit.Add("codebook.begun", $"codebook:{book.Id}", team.ProgrammeId, teamId, from?.Key);
            await db.SaveChangesAsync();
            return book;
        });
    }
}
