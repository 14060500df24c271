using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

public enum CodeAnswer
{
    /// <summary>The secret of the link is there.</summary>
    Found,

    /// <summary>No letter has such a code: a character is wrong, or two changed places.</summary>
    Slip,

    /// <summary>It could be a code and is none, or none any more.</summary>
    Unknown,

    /// <summary>Too many wrong ones; nothing was looked up.</summary>
    Locked,
}

/// <summary>From the code on a letter to the secret of the personal link.</summary>
public sealed class OpenCode(AppDb db, Sealing sealing, InstallationKey key, CodeTries tries)
{
    public async Task<(CodeAnswer Answer, string? Secret)> RunAsync(string typed, string network)
    {
        if (await tries.IsLockedAsync(network)) return (CodeAnswer.Locked, null);
        if (PostCode.Read(typed) is not { } code) return (CodeAnswer.Slip, null);
        if (await key.FindAsync() is { } known)
        {
            var hash = PostCode.Hash(known, code);
            var found = await db.Invitations.Where(i => i.CodeHash == hash).Select(i => new { i.SealedToken }).SingleOrDefaultAsync();
            if (found is not null) return Sealing.Open(sealing.Links, found.SealedToken) is { } secret ? (CodeAnswer.Found, secret) : (CodeAnswer.Unknown, null);
        }

        await tries.FailedAsync(network);
        return (CodeAnswer.Unknown, null);
    }
}
