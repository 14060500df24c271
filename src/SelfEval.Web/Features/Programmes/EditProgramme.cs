using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

public sealed class EditProgramme(AppDb db, WriteGate gate, Scope scope, Audit audit)
{
    public Task RunAsync(int id, string name, string? description, string? helpText) => gate.RunAsync(db, async () =>
    {
        var programme = await scope.Programmes(Right.Administer).Where(p => p.Id == id).FirstOrNotFoundAsync();
        var wanted = name.Trim();
        if (await db.Programmes.AnyAsync(p => p.Name == wanted && p.Id != id)) throw new InvalidInput("Name", "There is a programme with this name already");
        programme.Name = wanted;
        programme.Description = description.Tidy();
        programme.HelpText = helpText.Tidy();
        audit.Add("programme.changed", $"programme:{id}", id);
        await db.SaveChangesAsync();
    });
}
