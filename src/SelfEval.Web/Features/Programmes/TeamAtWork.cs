using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>Where a team stands: what it has composed, what is running, and the one thing to do next.</summary>
public sealed record TeamAtWork(
    int Id, string Name, int ProgrammeId, string Programme, int Questionnaires, int Published,
    IReadOnlyList<RoundAtWork> Rounds)
{
    public IEnumerable<RoundAtWork> Open => Rounds.Where(r => r.State == RoundState.Open);

    public int Count(RoundState state) => Rounds.Count(r => r.State == state);

    public NextStep Next()
    {
        if (Open.FirstOrDefault() is { } open)
            return new($"{open.Name} is open: {open.Answered}.", "See progress", $"/rounds/{open.Id}");
        if (Rounds.Where(r => r.State == RoundState.Planned).MinBy(r => r.OpensAt) is { } planned)
            return new($"{planned.Name} opens on {planned.Opens}.", "Check the round", $"/rounds/{planned.Id}");
        if (Questionnaires == 0)
            return new("Compose a questionnaire from ready instruments and questions of your own.", "Compose a questionnaire", $"/teams/{Id}/questionnaires");
        if (Published == 0)
            return new("Your questionnaire is a draft. Publish it so that a round can ask it.", "Go to questionnaires", $"/teams/{Id}/questionnaires");
        if (Count(RoundState.Closed) == 0)
            return new("Your questionnaire is published. Plan the first round: who is asked, and when.", "Plan a round", $"/teams/{Id}/rounds/new");
        var last = Rounds.Where(r => r.State == RoundState.Closed).MaxBy(r => r.ClosesAt)!;
        return new($"{last.Name} has closed: {last.Answered}.", "See what people said", $"/rounds/{last.Id}/results");
    }
}

public sealed record RoundAtWork(int Id, string Name, RoundState State, DateTime OpensAt, DateTime ClosesAt, string Zone, int? Completed, int? Invited)
{
    public string Opens => Local(OpensAt);

    public string Closes => Local(ClosesAt);

    public string Answered => Completed is null
        ? $"{Invited} {(Invited == 1 ? "person is" : "people are")} asked, too few to show how many have answered"
        : Invited is { } invited
        ? $"{Completed} of {invited} {(invited == 1 ? "person" : "people")} answered"
        : Completed == 1 ? "1 person answered" : $"{Completed} people answered";

    private string Local(DateTime utc) => LocalTime.Words(utc, Zone);
}

/// <summary>A sentence, and the button that does what it says.</summary>
public sealed record NextStep(string Sentence, string Button, string Href);
