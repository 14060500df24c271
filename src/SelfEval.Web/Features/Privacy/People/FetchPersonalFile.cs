using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>Makes the file for whoever has its link, once: a page to read and print, and the same for programs.</summary>
public sealed class FetchPersonalFile(AppDb db, WriteGate gate, PersonalData data, Audit audit, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Refuses a link that is none, was used or is too old, all alike.</summary>
    public async Task CheckAsync(string secret) => _ = await Usable(secret).FirstOrDefaultAsync() ?? throw PrivacyProblems.LinkNotUsable();

    public async Task<byte[]> RunAsync(string secret)
    {
        var personId = await gate.RunAsync(db, async () =>
        {
            var file = await Usable(secret).FirstOrDefaultAsync() ?? throw PrivacyProblems.LinkNotUsable();
            // Of two at once one finds it used.
            if (await Usable(secret).ExecuteUpdateAsync(set => set.SetProperty(f => f.FetchedOn, clock.GetUtcNow().UtcDateTime.Date)) == 0) throw PrivacyProblems.LinkNotUsable();
            var team = await db.People.Where(p => p.Id == file.PersonId).Select(p => p.TeamId).SingleAsync();
            audit.CountByParticipant("person.file_fetched", $"team:{team}", team);
            return file.PersonId;
        });
        var held = await data.ReadAsync(personId);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(archive, "what-is-held-about-you.html", Html(held));
            await WriteAsync(archive, "what-is-held-about-you.json", JsonSerializer.Serialize(held, Readable));
        }

        return zip.ToArray();
    }

    private IQueryable<PersonalFile> Usable(string secret)
    {
        var (hash, now) = (Secrets.Hash(secret), clock.GetUtcNow().UtcDateTime);
        return db.PersonalFiles.Where(f => f.TokenHash == hash && f.FetchedOn == null && f.ExpiresAt > now);
    }

    private static async Task WriteAsync(ZipArchive archive, string name, string text)
    {
        await using var stream = await archive.CreateEntry(name).OpenAsync();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private static string Html(HeldData held)
    {
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>What is held about you</title></head><body>");
        void Line(string tag, string text) => page.Append('<').Append(tag).Append('>').Append(WebUtility.HtmlEncode(text)).Append("</").Append(tag).Append(">\n");
        void Facts(IReadOnlyDictionary<string, string?> facts)
        {
            foreach (var (name, value) in facts)
                if (value is not null) Line("p", $"{name}: {value}");
        }

        Line("h1", "What is held about you");
        Line("p", $"{held.Team}, {held.Programme}. Answers to anonymous questionnaires are not here: nobody can find them as yours.");
        Line("h2", "How to reach you");
        Facts(held.Contact);
        Line("h2", "About you");
        Facts(held.AboutYou);
        foreach (var round in held.Rounds)
        {
            Line("h2", round.Name);
            Facts(round.Facts);
            if (round.Answers.Count > 0) Line("h3", "Your answers");
            foreach (var answer in round.Answers) Line("p", $"{answer.Question} {answer.Answer}");
            if (round.Scores.Count > 0) Line("h3", "Worked out of them");
            foreach (var score in round.Scores) Line("p", $"{score.Scale} ({score.Rule}): {score.Value?.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) ?? "not scored"}");
            if (round.Notice is null) continue;
            Line("h3", "What you were told about your data");
            Line("p", round.Notice);
        }

        return page.Append("</body></html>").ToString();
    }
}
