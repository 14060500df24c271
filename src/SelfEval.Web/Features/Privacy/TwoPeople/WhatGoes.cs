using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Features.Privacy.TwoPeople;

/// <summary>How much an erasure takes away.</summary>
internal static class WhatGoes
{
    public static async Task<string> WordsAsync(AppDb db, int programmeId) => string.Join(", ",
        Words(await db.Teams.CountAsync(t => t.ProgrammeId == programmeId), "team"),
        Words(await db.Rounds.CountAsync(r => r.Team!.ProgrammeId == programmeId), "round"),
        $"answers of {Words(await db.Responses.CountAsync(r => r.Round!.Team!.ProgrammeId == programmeId && r.CompletedOn != null), "person", "people")}");

    private static string Words(int count, string one, string? more = null) => count == 1 ? $"1 {one}" : $"{count} {more ?? one + "s"}";
}
