using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Tests;

public static partial class Make
{
    /// <summary>An empty draft, made by a lead of the team.</summary>
    public static Task<int> QuestionnaireAsync(this Host host, Team team, string title = "How was your appointment?") =>
        host.AsLeadAsync(team, services => services.GetRequiredService<CreateQuestionnaire>().RunAsync(team.Id, title));

    /// <summary>
    /// A published version, made through the product's own operations: the whole of care-style, the three patient trust items
    /// of relationship-core, one own question in words (own_1) and about-you; 22 questions on 5 pages.
    /// </summary>
    public static Task<QuestionnaireVersion> PublishedQuestionnaireAsync(this Host host, Team team, string title = "How was your appointment?") =>
        host.PublishedQuestionnaireAsync(team, title, (composition, shelf) =>
        {
            composition = composition.Add(new PageStart { Title = "Your appointment" });
            composition = PickInstrument.Add(composition, shelf, new Pick { Instrument = "care-style", PerPage = 5 });
            composition = composition.Add(new PageStart { Title = "You and the team" });
            composition = PickInstrument.Add(composition, shelf, new Pick
            {
                Instrument = "relationship-core",
                Items = ["relp_trust_1", "relp_trust_2", "relp_trust_3"],
            });
            composition = composition.Add(new PageStart { Title = "In your own words" });
            composition = WriteQuestion.Add(composition, new TypedQuestion
            {
                Kind = ItemKind.LongText,
                Text = "What should we do differently?",
                Optional = true,
            });
            composition = composition.Add(new PageStart { Title = "About you" });
            return PickInstrument.Add(composition, shelf, new Pick { Instrument = "about-you" });
        });

    /// <summary>A published version of whatever is composed.</summary>
    public static async Task<QuestionnaireVersion> PublishedQuestionnaireAsync(
        this Host host, Team team, string title, Func<Composition, InstrumentShelf, Composition> compose)
    {
        var id = await host.QuestionnaireAsync(team, title);
        return await host.AsLeadAsync(team, async services =>
        {
            var shelf = services.GetRequiredService<InstrumentShelf>();
            await services.GetRequiredService<ReviseQuestionnaire>().RunAsync(id, 0, "composed", (Composition draft) => compose(draft, shelf));
            return await services.GetRequiredService<PublishQuestionnaire>().RunAsync(id, 1);
        });
    }

    /// <summary>Acts as somebody who leads the team; the account is made for the purpose.</summary>
    public static async Task<T> AsLeadAsync<T>(this Host host, Team team, Func<IServiceProvider, Task<T>> act)
    {
        var lead = await host.AccountAsync(Role.TeamLead, team: team);
        return await host.WithAsync(services =>
        {
            services.GetRequiredService<CurrentAccount>().Become(lead,
            [
                new Membership { AccountId = lead.Id, Role = Role.TeamLead, ProgrammeId = team.ProgrammeId, TeamId = team.Id, SinceAt = host.Now },
            ]);
            return act(services);
        });
    }
}
