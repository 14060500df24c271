using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>The letters of a round that wait to be printed. Their links and codes are unsealed here and nowhere else; whoever asks is written down.</summary>
public sealed class ReadPostLetters(AppDb db, Sealing sealing, NotToContact notTo, IOptions<SelfEvalOptions> options)
{
    /// <param name="round">Checked already, with its team.</param>
    /// <param name="upTo">The last invitation that was there when the letters were made ready.</param>
    /// <param name="after">Beginning behind this invitation.</param>
    /// <param name="most">How many.</param>
    public async Task<IReadOnlyList<PostLetter>> RunAsync(Round round, int upTo, int after, int most)
    {
        var listed = await notTo.ReadAsync(round.Team!.ProgrammeId);
        var letters = new List<PostLetter>(most);
        while (letters.Count < most)
        {
            var rows = await ToPost.Of(db, round.Id).Where(i => i.Id > after && i.Id <= upTo && i.SealedToken != null && i.SealedCode != null).OrderBy(i => i.Id).Take(most - letters.Count)
                .Select(i => new { i.Id, i.Person!.Contact!.Name, i.Person.Contact.Postal, i.Person.Contact.Email, i.Person.Contact.Phone, i.Person.Language, i.SealedToken, i.SealedCode, i.ClosesAt })
                .ToListAsync();
            if (rows.Count == 0) break;
            after = rows[^1].Id;
            foreach (var row in rows)
            {
                if (NotToContact.AddressesOf(row.Email, row.Phone, row.Name, row.Postal).Any(a => listed.ReasonOf(a) is not null)) continue;
                // Without the keys there is nothing to print; whoever it is can still be sent a link in another way.
                if (Sealing.Open(sealing.Links, row.SealedToken) is not { } secret || Sealing.Open(sealing.Links, row.SealedCode) is not { } code) continue;
                letters.Add(new(row.Id, row.Name ?? "", row.Postal!.Split('\n'), row.Language, $"{BaseUrl}/s/{secret}", PostCode.Printed(code), PersonWindow.Of(round, null, row.ClosesAt).ClosesAt));
            }
        }

        return letters;
    }

    public string BaseUrl => options.Value.PublicBaseUrl.TrimEnd('/');

    /// <summary>What people type to come to the page for codes.</summary>
    public string CodePage => BaseUrl.Replace("https://", "", StringComparison.OrdinalIgnoreCase) + "/code";
}
