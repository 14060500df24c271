using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Privacy.Keeping;

/// <summary>What would go within a day if these times were kept to from now on.</summary>
internal static class WhatEnds
{
    /// <summary>People whose names and addresses are due.</summary>
    public static IQueryable<Contact> Contacts(AppDb db, int programmeId, DateTime before) =>
        from contact in db.Contacts
        where db.Teams.Any(t => t.Id == contact.TeamId && t.ProgrammeId == programmeId)
        where db.People.Any(p => p.Id == contact.PersonId && p.AddedAt < before)
        where !db.Invitations.Any(i => i.PersonId == contact.PersonId && i.Round!.ClosesAt >= before && (i.Round.CancelledAt == null || i.Round.CancelledAt >= before))
        where !db.PlanPeople.Any(p => p.PersonId == contact.PersonId && p.LeftAt == null && db.Rounds.Any(r => r.PlanId == p.PlanId && r.CancelledAt == null && r.ClosesAt >= before))
        select contact;

    /// <summary>In one sentence; null where nothing is due.</summary>
    public static async Task<string?> WordsAsync(AppDb db, int programmeId, KeepTimes keeps, DateTime now)
    {
        var people = await Contacts(db, programmeId, now.AddDays(-keeps.ContactDays)).CountAsync();
        var before = now.AddMonths(-keeps.AnswerMonths);
        var responses = db.Responses.Where(r => r.Round!.Team!.ProgrammeId == programmeId && r.Round.ClosesAt < before);
        var (answers, rounds) = (await responses.CountAsync(), await responses.Select(r => r.RoundId).Distinct().CountAsync());
        var parts = new List<string>();
        if (people > 0) parts.Add($"names and addresses of {Words(people, "person", "people")}");
        if (answers > 0) parts.Add($"answers of {Words(answers, "person", "people")} from {Words(rounds, "round", "rounds")}");
        return parts.Count == 0 ? null : string.Join(", and ", parts);
    }

    private static string Words(int count, string one, string more) => count == 1 ? $"1 {one}" : $"{count} {more}";
}
