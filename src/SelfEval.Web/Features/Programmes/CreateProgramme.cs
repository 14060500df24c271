using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

public sealed class CreateProgramme(AppDb db, WriteGate gate, CurrentAccount who, Audit audit, TimeProvider clock)
{
    public Task<Programme> RunAsync(string name, string? description, string? helpText) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var wanted = name.Trim();
        if (await db.Programmes.AnyAsync(p => p.Name == wanted)) throw new InvalidInput("Name", "There is a programme with this name already");
        var programme = new Programme
        {
            Name = wanted,
            Description = description.Tidy(),
            HelpText = helpText.Tidy(),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.Programmes.Add(programme);
        await db.SaveChangesAsync();
        audit.Add("programme.created", $"programme:{programme.Id}", programme.Id);
        await db.SaveChangesAsync();
        return programme;
    });
}
