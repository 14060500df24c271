using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>Adds a code, puts its words right, or retires it: what has been coded by it stays coded.</summary>
public sealed class ChangeCodebook(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public const int LongestName = 200, LongestMeaning = 1000, Most = 60;

    public Task AddAsync(int codebookId, string? name, string? meaning)
    {
        var (called, means) = Words(name, meaning);
        return gate.RunAsync(db, async () =>
        {
            var book = await FindAsync(codebookId);
            if (book.Codes.Count >= Most) throw CommentsProblems.TooManyCodes(Most);
            Distinct(book, called, null);
            var code = new CodebookCode { Number = book.Codes.Select(c => c.Number).DefaultIfEmpty(0).Max() + 1, Name = called, Meaning = means };
            book.Codes.Add(code);
            await db.SaveChangesAsync();
            Note("codebook.code_added", book, code);
            await db.SaveChangesAsync();
        });
    }

    public Task ChangeAsync(int codebookId, int number, string? name, string? meaning)
    {
        var (called, means) = Words(name, meaning);
        return gate.RunAsync(db, async () =>
        {
            var (book, code) = await FindAsync(codebookId, number);
            Distinct(book, called, code);
            (code.Name, code.Meaning) = (called, means);
            Note("codebook.code_changed", book, code);
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Out of use, or into it again.</summary>
    public Task RetireAsync(int codebookId, int number, bool isRetired) => gate.RunAsync(db, async () =>
    {
        var (book, code) = await FindAsync(codebookId, number);
        code.RetiredAt = isRetired ? code.RetiredAt ?? clock.GetUtcNow().UtcDateTime : null;
        Note(isRetired ? "codebook.code_retired" : "codebook.code_restored", book, code);
        await db.SaveChangesAsync();
    });

    private static (string Name, string? Meaning) Words(string? name, string? meaning) =>
        (PlainText.Need("Name", name, LongestName, "Enter a name for the code"), PlainText.Accept("Meaning", meaning, LongestMeaning));

    private static void Distinct(Codebook book, string name, CodebookCode? but)
    {
        if (book.Codes.Any(c => c != but && string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))) throw new InvalidInput("Name", $"There is a code called “{name}” already");
    }

    private void Note(string act, Codebook book, CodebookCode code) => audit.Add(act, $"codebook:{book.Id}", book.Team!.ProgrammeId, book.TeamId, $"code {code.Number}");

    private async Task<Codebook> FindAsync(int codebookId) =>
        await CodebookScope.Codebooks(db, scope, Right.Publish).Include(b => b.Codes).Include(b => b.Team).Where(b => b.Id == codebookId).FirstOrNotFoundAsync();

    private async Task<(Codebook Book, CodebookCode Code)> FindAsync(int codebookId, int number)
    {
        var book = await FindAsync(codebookId);
        return (book, book.Codes.Find(c => c.Number == number) ?? throw Problem.NotFound());
    }
}
