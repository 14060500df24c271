using SelfEval.Web.Model;

namespace SelfEval.Web.Tests.Features.Comments;

/// <summary>A round whose people wrote what the test says, and its figures made.</summary>
internal static class CommentsWorld
{
    /// <summary>The programme, its team, the round and the code of the question.</summary>
    public sealed record Written(Programme Programme, Team Team, Round Round, QuestionnaireVersion Version, string Question)
    {
        public string Comments => $"/rounds/{Round.Id}/comments";
    }

    public static async Task<Written> WrittenAsync(this Host host, int people, Func<int, string?> words, int k = 5)
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var version = await host.PublishedQuestionnaireAsync(team);
        var round = (await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, k: k)).Round;
        var written = new Written(programme, team, round, version, SelfEval.Instruments.Definition.QuestionnaireDocument.Read(version.Document).Items.First(i => i.IsText).Code);
        await host.WriteAsync(written, people, words);
        return written;
    }

    public static async Task<List<Response>> WriteAsync(this Host host, Written written, int people, Func<int, string?> words)
    {
        var made = await host.AnswersAsync(written.Round, written.Version, people, sheet: (document, i) =>
        {
            var sheet = MakeAnswers.Sheet(document, i);
            foreach (var item in document.Items.Where(item => item.IsText)) sheet = sheet.With(item.Code, item.Code == written.Question ? words(i) ?? "" : "");
            return sheet;
        });
        await host.TickAsync();
        return made;
    }
}
