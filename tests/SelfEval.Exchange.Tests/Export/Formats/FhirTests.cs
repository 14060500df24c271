using System.Globalization;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using SelfEval.Exchange.Export;
using SelfEval.Instruments.Scoring;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Bundles read by Firely in strict mode become the same answers and scores again.</summary>
public sealed class FhirTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(601, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_bundle_is_valid_and_says_what_was_answered(int seed)
    {
        var export = new RandomExport(seed);
        var resources = Read(await Written.AsAsync("fhir", export)).Entry.Select(entry => entry.Resource).ToList();
        Assert.Equal(export.Questionnaires.Select(one => one.ContentHash), resources.OfType<Questionnaire>().Select(one => one.Id));
        var responses = resources.OfType<QuestionnaireResponse>().ToList();
        Assert.Equal(export.Rows.Count, responses.Count);
        foreach (var (row, response) in export.Rows.Zip(responses))
        {
            var document = export.Questionnaires.Single(one => one.ContentHash == row.QuestionnaireHash);
            var shown = Shown.Items(document.Items, row.Answers);
            var answers = Answers(response);
            Assert.Equal(row.Answers.Only(shown).ToJson(), answers.Normalised(document.Items).Only(shown).ToJson());
            Assert.Equal(shown.Order(), response.Item.SelectMany(page => page.Item).Select(item => item.LinkId).Order());
        }

        var scores = export.Rows.SelectMany(row => row.Scores).ToList();
        var observations = resources.OfType<Observation>().ToList();
        Assert.Equal(scores.Select(score => (score.Key, score.Value)), observations.Select(one => (one.Code!.Coding[0].Code!, one.Value is Quantity { Value: { } value } ? Exact(value) : (double?)null)));
        Assert.All(observations.Zip(scores), pair => Assert.Equal(pair.Second.Value is null, pair.First.DataAbsentReason is not null));
    }

    [Fact]
    public async Task Every_reference_is_to_a_resource_of_the_bundle()
    {
        var bundle = Read(await Written.AsAsync("fhir", new RandomExport(7)));
        var addresses = bundle.Entry.Select(entry => entry.FullUrl).ToHashSet();
        Assert.Equal(bundle.Entry.Count, addresses.Count);
        Assert.All(bundle.Entry.Select(entry => entry.Resource).OfType<Observation>(), one => Assert.Contains(one.DerivedFrom[0].Reference!, addresses!));
        var canonicals = bundle.Entry.Select(entry => entry.Resource).OfType<Questionnaire>().Select(one => $"{one.Url}|{one.Version}").ToHashSet();
        Assert.All(bundle.Entry.Select(entry => entry.Resource).OfType<QuestionnaireResponse>(), one => Assert.Contains(one.Questionnaire!, canonicals));
    }

    private static Bundle Read(byte[] file)
    {
        var strict = new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict));
        return Assert.IsType<Bundle>(strict.DeserializeResource(System.Text.Encoding.UTF8.GetString(file)));
    }

    private static double Exact(decimal number) => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static AnswerSheet Answers(QuestionnaireResponse response) =>
        AnswerSheet.Of(response.Item.SelectMany(page => page.Item).Select(item => KeyValuePair.Create(item.LinkId!, Answer(item))).Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.Value)));

    private static Answer? Answer(QuestionnaireResponse.ItemComponent item)
    {
        if (item.GetExtensionValue<Coding>("urn:selfeval:missing-option") is { } option) return new Answer(option.Code!);
        return item.Answer.Select(answer => answer.Value).ToList() switch
        {
            [] => null,
            [FhirDecimal number] => new Answer(Exact(number.Value!.Value)),
            [Date day] => new Answer(day.Value!),
            [FhirString text] => new Answer(ExportText.Unescape(text.Value!)),
            var codings => codings.Count == 1 ? new Answer(((Coding)codings[0]!).Code!) : new Answer([.. codings.Cast<Coding>().Select(coding => coding.Code!)]),
        };
    }
}
