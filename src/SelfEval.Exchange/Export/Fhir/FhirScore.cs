using Hl7.Fhir.Model;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Export.Fhir;

/// <summary>A score as a FHIR R4 Observation derived from its response, with the working as components.</summary>
internal static class FhirScore
{
    internal static Observation Of(ScaleScore score, ExportRow row, QuestionnaireDocument document, string response, string language)
    {
        var scale = document.Instruments.FirstOrDefault(instrument => instrument.Id == score.Instrument)?.FindScale(score.Scale);
        var observation = new Observation
        {
            Status = ObservationStatus.Final,
            Code = Named("scale", score.Key, scale?.Title.In(language), score.InstrumentVersion),
            Subject = new ResourceReference { Identifier = FhirResponse.Person(row) },
            Effective = FhirResponse.Day(row.Completed) is { } day ? new FhirDateTime(day) : null,
            Method = Named("missing-rule", score.Rule, scale?.Rule.Id == score.Rule ? scale.Rule.Title.In(language) : null),
            DerivedFrom = [new ResourceReference(response)],
        };
        if (Quantity(score.Value) is { } value) observation.Value = value;
        else observation.DataAbsentReason = new CodeableConcept(FhirNames.AbsentCodes, score.Unscored == UnscoredReason.NotAsked ? "not-asked" : "unknown", score.Unscored ?? "no score");
        if (score.Band is { } band) observation.Interpretation.Add(Named("band", band, scale?.BandsOf(score.ScoringVersion).FirstOrDefault(one => one.Id == band)?.Title.In(language)));
        Add("standing", new FhirString(score.Standing switch { Standing.Style => "style", Standing.Licensed => "licensed", Standing.Bespoke => "bespoke", _ => "adapted" }));
        if (score.ScoringVersion is { } version) Add("scoring-version", new FhirString(version));
        Add("items", new Integer(score.ItemCount));
        Add("answered", new Integer(score.Answered));
        Add("standard-error", Quantity(score.StandardError));
        Add("raw-sum", Quantity(score.RawSum));
        Add("measure", Quantity(score.Measure));
        foreach (var used in score.Used) Add("used", new FhirString(used));
        foreach (var replaced in score.Replaced) Add("replaced." + replaced.Code, Quantity(replaced.Value));
        foreach (var flag in score.Flags) Add("flag", new FhirString(flag));
        return observation;

        void Add(string name, DataType? what)
        {
            if (what is not null) observation.Component.Add(new Observation.ComponentComponent { Code = Named("working", name, null), Value = what });
        }
    }

    private static Quantity? Quantity(double? number) => number is { } given && FhirNames.Number(given) is { } exact ? new Quantity { Value = exact } : null;

    private static CodeableConcept Named(string system, string code, string? words, string? version = null) =>
        new() { Coding = [new Coding(FhirNames.Own + system, code, words) { Version = version }], Text = words };
}
