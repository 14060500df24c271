using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Questionnaires;

public sealed class PublishQuestionnaireTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Publish_FreezesWholeDocument_AndNotesInstruments()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());

        var published = await host.PublishedQuestionnaireAsync(team);

        var document = QuestionnaireDocument.Read(published.Document);
        Assert.Equal(published.ContentHash, document.ContentHash);
        Assert.Equal(22, document.Items.Count);
        Assert.Equal(5, document.Pages.Count);
        Assert.Equal("own_1", document.Pages[3].Items.Single());
        Assert.Equal(1, published.Number);
        var used = await host.ReadAsync(db => db.UsedInstruments.Select(u => u.InstrumentId).ToListAsync());
        Assert.Superset(new HashSet<string> { "care-style", "relationship-core", "about-you" }, used.ToHashSet());
        Assert.DoesNotContain("own", used);
        var audit = await host.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "questionnaire.published" && a.TeamId == team.Id));
        Assert.Contains(published.ContentHash, audit.Detail);
    }

    [Fact]
    public async Task Publish_WithoutChange_Refused()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var published = await host.PublishedQuestionnaireAsync(team);

        var refusal = await Assert.ThrowsAsync<Problem>(() => host.AsLeadAsync(team, services =>
            services.GetRequiredService<PublishQuestionnaire>().RunAsync(published.QuestionnaireId, 2)));

        Assert.Equal("questionnaires.nothing_changed", refusal.Code);
        Assert.Equal("Nothing has changed since version 1", refusal.Title);
    }

    [Fact]
    public async Task ContentHash_ChangesWithContentOnly()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var first = await host.PublishedQuestionnaireAsync(team);

        var same = await host.PublishedQuestionnaireAsync(team);
        var other = await host.PublishedQuestionnaireAsync(team, "How was your visit?");

        Assert.Equal(first.ContentHash, same.ContentHash);
        Assert.NotEqual(first.ContentHash, other.ContentHash);
    }

    [Fact]
    public async Task Publish_OfOtherTeam_DoesNotExist()
    {
        var programme = await host.ProgrammeAsync();
        var published = await host.PublishedQuestionnaireAsync(await host.TeamAsync(programme));
        var other = await host.TeamAsync(programme);

        var refusal = await Assert.ThrowsAsync<Problem>(() => host.AsLeadAsync(other, services =>
            services.GetRequiredService<PublishQuestionnaire>().RunAsync(published.QuestionnaireId, 2)));

        Assert.Equal(404, refusal.Status);
    }

    [Fact]
    public async Task Publish_EmptyDraft_SaysWhy()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var id = await host.QuestionnaireAsync(team);

        var refusal = await Assert.ThrowsAsync<Problem>(() => host.AsLeadAsync(team, services =>
            services.GetRequiredService<PublishQuestionnaire>().RunAsync(id, 0)));

        Assert.Equal("questionnaires.not_ready", refusal.Code);
        Assert.Equal("The questionnaire has no questions yet.", refusal.WhatToDo);
    }

    [Fact]
    public async Task PublishedQuestionnaires_ListsTeamsOwn_NewestFirst()
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        await host.PublishedQuestionnaireAsync(await host.TeamAsync(programme), "Not this one");
        var first = await host.PublishedQuestionnaireAsync(team, "First");
        var second = await host.PublishedQuestionnaireAsync(team, "Second");

        var found = await host.WithAsync(services => services.GetRequiredService<PublishedQuestionnaires>().OfTeamAsync(team.Id));

        Assert.Equal([second.Id, first.Id], found.Select(p => p.VersionId));
        Assert.Equal(("Second", 1, 22), (found[0].Title, found[0].Number, found[0].Questions));
    }
}
