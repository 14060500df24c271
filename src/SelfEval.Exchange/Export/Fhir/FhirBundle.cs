using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Fhir;

/// <summary>
/// A FHIR R4 Bundle of type collection: each questionnaire version, then each response followed by its scores. The bundle's own braces are written by hand and
/// one resource at a time between them, so that memory does not grow with the responses.
/// </summary>
internal static class FhirBundle
{
    private const int FlushAt = 48 * 1024;

    internal static async System.Threading.Tasks.Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation)
    {
        var about = frame.About;
        using var entries = new Entries();
        entries.Begin(about.Created);
        foreach (var questionnaire in frame.Questionnaires) entries.Add(FhirNames.Address(questionnaire.ContentHash), FhirQuestionnaire.Of(questionnaire, about.Language));
        await entries.FlushAsync(output, cancellation);
        var documents = frame.Questionnaires.ToDictionary(questionnaire => questionnaire.ContentHash);
        var number = 0L;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (!documents.TryGetValue(row.QuestionnaireHash, out var document))
                throw new ArgumentException($"A row answers questionnaire {row.QuestionnaireHash}, which is not among those exported.", nameof(rows));
            number++;
            var response = FhirNames.Address(string.Create(CultureInfo.InvariantCulture, $"{row.Round} {row.Pseudonym} {number}"));
            entries.Add(response, FhirResponse.Of(row, document, about.IncludesTexts, about.Language));
            foreach (var score in row.Scores) entries.Add(FhirNames.Address(response + score.Key), FhirScore.Of(score, row, document, response, about.Language));
            if (entries.Waiting >= FlushAt) await entries.FlushAsync(output, cancellation);
        }

        entries.End();
        await entries.FlushAsync(output, cancellation);
    }

    /// <summary>What is between the bundle's braces.</summary>
    private sealed class Entries : IDisposable
    {
        private readonly ArrayBufferWriter<byte> buffer = new(2 * FlushAt);
        private readonly FhirJsonSerializer serializer = new();
        private readonly Utf8JsonWriter json;
        private bool hasSome;

        internal Entries() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        public void Dispose() => json.Dispose();

        internal int Waiting => buffer.WrittenCount;

        internal void Begin(DateTime at) => buffer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":\"{at:yyyy-MM-dd'T'HH:mm:ss}Z\",\"entry\":[\n")));

        internal void Add(string address, Resource resource)
        {
            if (hasSome) buffer.Write(",\n"u8);
            hasSome = true;
            buffer.Write(Encoding.UTF8.GetBytes($"{{\"fullUrl\":\"{address}\",\"resource\":"));
            json.Reset(buffer);
            serializer.Serialize(resource, json);
            json.Flush();
            buffer.Write("}"u8);
        }

        internal void End() => buffer.Write("\n]}\n"u8);

        internal async System.Threading.Tasks.Task FlushAsync(Stream output, CancellationToken cancellation)
        {
            await output.WriteAsync(buffer.WrittenMemory, cancellation);
            buffer.ResetWrittenCount();
        }
    }
}
