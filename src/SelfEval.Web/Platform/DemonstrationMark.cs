using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>Whether this installation holds generated answers. Read once at the start: it is decided when the database is filled and never changes.</summary>
public sealed class DemonstrationMark
{
    public bool IsOn { get; private set; }

    public async Task ReadAsync(AppDb db) => IsOn = await db.Installations.AnyAsync(i => i.IsDemonstration);
}
