using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// GOV.UK Notify by its wire protocol: one template for mail and one for text messages, each with nothing but placeholders, so that the words stay here.
/// What is asked to be sent twice is looked up by our reference first.
/// </summary>
public sealed class NotifyMailer(HttpClient http, IOptions<SelfEvalOptions> options, TimeProvider clock) : IMailer
{
    /// <summary>What may have been taken is looked up before it is sent again.</summary>
    public bool KnowsItsOwn => true;

    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(30);

    private NotifyOptions Settings => options.Value.Mail.Notify;

    public async Task<string?> SendAsync(Letter letter, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (message.Route == SendRoute.Sms && string.IsNullOrEmpty(Settings.SmsTemplateId))
            throw new MailRefusedException("Text messages need SelfEval:Mail:Notify:SmsTemplateId.");
        if (LetterOutcome.IsInDoubt(letter) && await FindAsync(letter, cancellationToken) is { } known) return known;
        var body = message.Route == SendRoute.Sms ? Text(letter, message) : Email(letter, message);
        var answer = await AskAsync(HttpMethod.Post, message.Route == SendRoute.Sms ? "v2/notifications/sms" : "v2/notifications/email", body, message.To, cancellationToken);
        return (string?)answer["id"];
    }

    private async Task<string?> FindAsync(Letter letter, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Get, $"v2/notifications?reference={Reference(letter)}", null, "", cancellationToken);
        return (string?)answer["notifications"]?.AsArray().FirstOrDefault()?["id"];
    }

    private JsonObject Email(Letter letter, OutgoingMessage message)
    {
        if (!MailText.IsOneLine(message.Subject)) throw new MailRefusedException("The subject is more than one line.");
        var body = new JsonObject
        {
            ["email_address"] = message.To,
            ["template_id"] = Settings.EmailTemplateId,
            ["personalisation"] = new JsonObject { ["subject"] = message.Subject, ["body"] = message.Text },
            ["reference"] = Reference(letter),
            // The body holds the link that it is about, and sanitising takes links away.
            ["sanitise_content_for"] = new JsonArray("subject"),
        };
        if (!string.IsNullOrEmpty(Settings.EmailReplyToId)) body["email_reply_to_id"] = Settings.EmailReplyToId;
        if (message.UnsubscribeUrl?.StartsWith("https://", StringComparison.Ordinal) == true) body["one_click_unsubscribe_url"] = message.UnsubscribeUrl;
        return body;
    }

    private JsonObject Text(Letter letter, OutgoingMessage message) => new()
    {
        ["phone_number"] = message.To,
        ["template_id"] = Settings.SmsTemplateId,
        ["personalisation"] = new JsonObject { ["body"] = message.Text },
        ["reference"] = Reference(letter),
    };

    /// <summary>The letter's id, and what else tells it from one of the same id in a database that was restored; nothing about anybody.</summary>
    public static string Reference(Letter letter) => string.Create(CultureInfo.InvariantCulture, $"{letter.Id}-{Envelope.Name(letter)[..16]}");

    private async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonObject? body, string to, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.Mail.TimeoutSeconds), clock);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var isPost = method == HttpMethod.Post;
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(new Uri(Settings.BaseUrl.TrimEnd('/') + "/"), path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", NotifyToken.Make(Settings.ApiKey, clock.GetUtcNow()));
            if (body is not null) request.Content = JsonContent.Create(body);
            using var response = await http.SendAsync(request, whole.Token);
            var text = await response.Content.ReadAsStringAsync(whole.Token);
            if (response.IsSuccessStatusCode)
                return Parse(text) ?? throw new MailDownException("GOV.UK Notify answered with something else than JSON.") { MayBeSent = isPost };
            throw Refusal(response.StatusCode, Parse(text), to, isPost);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailDownException($"GOV.UK Notify took longer than {options.Value.Mail.TimeoutSeconds:0.#} seconds.", e) { MayBeSent = isPost };
        }
        catch (HttpRequestException e)
        {
            var isUnsent = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            throw new MailDownException("GOV.UK Notify cannot be reached.", e) { MayBeSent = isPost && !isUnsent };
        }
    }

    /// <summary>By status and kind of error; Notify says that its words may change.</summary>
    private Exception Refusal(HttpStatusCode status, JsonNode? answer, string to, bool isPost)
    {
        var error = answer?["errors"] is JsonArray { Count: > 0 } errors ? errors[0] : null;
        var kind = (string?)error?["error"] ?? $"{(int)status}";
        var words = Plain((string?)error?["message"] ?? "", to);
        var now = clock.GetUtcNow().UtcDateTime;
        return (int)status switch
        {
            429 when kind == "TooManyRequestsError" => new MailDownException("GOV.UK Notify's limit for today is used up; it goes on after midnight UTC.") { Until = now.Date.AddDays(1) },
            429 => new MailDownException("GOV.UK Notify asks to slow down.") { Until = now + ShortWait },
            403 => new MailDownException($"GOV.UK Notify does not accept SelfEval:Mail:Notify:ApiKey, or this machine's clock is more than 30 seconds out: {words}"),
            400 when IsAboutUs(words) => new MailDownException($"GOV.UK Notify cannot use the templates of SelfEval:Mail:Notify: {words}"),
            >= 400 and < 500 and not 408 => new MailRefusedException($"GOV.UK Notify refused it ({kind}): {words}")
            {
                IsAddressBad = kind == "ValidationError" && (words.Contains("email_address", StringComparison.Ordinal) || words.Contains("phone_number", StringComparison.Ordinal)),
            },
            _ => new MailDownException($"GOV.UK Notify has trouble of its own ({(int)status}).") { MayBeSent = isPost },
        };
    }

    /// <summary>A wrong template refuses every message alike: none of them is at fault.</summary>
    private static bool IsAboutUs(string words) =>
        words.Contains("template", StringComparison.OrdinalIgnoreCase) || words.Contains("personalisation", StringComparison.OrdinalIgnoreCase)
        || words.Contains("reply_to", StringComparison.OrdinalIgnoreCase);

    private static string Plain(string words, string to)
    {
        if (to.Length > 0) words = words.Replace(to, "…", StringComparison.OrdinalIgnoreCase);
        return words.Length > 200 ? words[..200] + "…" : words;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
