using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>What --demo does: fill an empty database, print again what a filled one printed, refuse any other.</summary>
public sealed class Demonstration(AppDb db, FillDemonstration fill, DemonstrationSheet sheet)
{
    /// <returns>False when the database must not be used; the reason has been written.</returns>
    public async Task<bool> PrepareAsync(DemonstrationScale scale, TextWriter console, TextWriter errors)
    {
        if (!await db.Installations.AnyAsync(i => i.IsDemonstration))
        {
            if (await HoldsDataAsync())
            {
                await errors.WriteLineAsync(
                    "The database holds data that is not a demonstration, so --demo will not touch it. "
                    + "Start without --demo, or point SELFEVAL__DATAFOLDER (or SELFEVAL__DATABASE__CONNECTION) at an empty place.");
                return false;
            }

            await console.WriteLineAsync("demonstration: filling the empty database; this takes up to a minute");
            await fill.RunAsync(scale, console);
        }

        if (await sheet.PrintAsync(console)) return true;
        await errors.WriteLineAsync(
            "The database holds a demonstration whose filling was broken off, or whose data folder is another one. "
            + "Delete the database and the data folder and start --demo again.");
        return false;
    }

    private async Task<bool> HoldsDataAsync() =>
        await db.Users.AnyAsync() || await db.Programmes.AnyAsync() || await db.Responses.AnyAsync() || await db.People.AnyAsync();
}
