using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Features.Operations;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Tests.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Operations;

public sealed class NotifyCallbackTests : IAsyncLifetime
{
    private const string Token = "a-long-enough-token-0123456789";
    private static readonly string Id = "740e5834-3a29-46b4-9a6f-16142fde533a";
    private readonly Host _host = new();

    public NotifyCallbackTests()
    {
        _host.WithWorld();
        _host.Settings["SelfEval:Mail:Notify:CallbackToken"] = Token;
    }

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Delivered_is_noted_once()
    {
        var (letter, invited) = await SentAsync();
        Assert.Equal(HttpStatusCode.NoContent, await CallAsync("delivered"));
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.NoContent, await CallAsync("delivered"));

        var at = new DateTime(2026, 3, 2, 8, 59, 30, DateTimeKind.Utc);
        Assert.Equal(at, (await _host.LetterAsync(letter)).DeliveredAt);
        Assert.Equal(at, (await InvitationAsync(invited)).DeliveredAt);
    }

    [Theory]
    [InlineData(SendRoute.Email)]
    [InlineData(SendRoute.Sms)]
    public async Task A_permanent_failure_marks_the_address_and_stops_what_would_follow(SendRoute route)
    {
        var (letter, invited) = await SentAsync(route);
        var to = route == SendRoute.Sms ? "+447700900123" : invited.Person.Contact!.Email!;
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.NoContent, await CallAsync("permanent-failure", to: to));

        var (kept, invitation) = (await _host.LetterAsync(letter), await InvitationAsync(invited));
        Assert.NotNull(kept.BouncedAt);
        Assert.StartsWith("not delivered", kept.Outcome!, StringComparison.Ordinal);
        Assert.NotNull(invitation.BouncedAt);
        Assert.Null(invitation.NextSendAt);
        var contact = await _host.ReadAsync(db => db.Contacts.SingleAsync(c => c.PersonId == invited.Person.Id));
        Assert.Equal(route == SendRoute.Email, contact.EmailBouncedAt is not null);
        Assert.Equal(route == SendRoute.Sms, contact.PhoneBouncedAt is not null);
    }

    [Fact]
    public async Task An_address_that_has_been_put_right_since_is_not_marked()
    {
        var (letter, invited) = await SentAsync();
        await CallAsync("permanent-failure", to: "old@example.org");
        Assert.NotNull((await _host.LetterAsync(letter)).BouncedAt);
        Assert.Null((await InvitationAsync(invited)).BouncedAt);
        Assert.NotNull((await InvitationAsync(invited)).NextSendAt);
    }

    [Theory]
    [InlineData("temporary-failure")]
    [InlineData("technical-failure")]
    public async Task A_passing_failure_is_said_and_marks_nothing(string status)
    {
        var (letter, invited) = await SentAsync();
        await CallAsync(status);
        var kept = await _host.LetterAsync(letter);
        Assert.StartsWith("not delivered", kept.Outcome!, StringComparison.Ordinal);
        Assert.Null(kept.BouncedAt);
        Assert.NotNull((await InvitationAsync(invited)).NextSendAt);
    }

    [Fact]
    public async Task What_nobody_knows_is_taken_and_changes_nothing()
    {
        var (letter, _) = await SentAsync();
        Assert.Equal(HttpStatusCode.NoContent, await CallAsync("delivered", id: Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.NoContent, await CallAsync("delivered", id: Guid.NewGuid().ToString(), reference: $"{letter}-0000000000000000"));
        Assert.Null((await _host.LetterAsync(letter)).DeliveredAt);
    }

    [Fact]
    public async Task An_id_that_was_never_seen_is_found_by_our_reference()
    {
        var (id, _) = await SentAsync();
        await _host.ArrangeAsync(db => db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.ProviderId, (string?)null)));
        await CallAsync("delivered", reference: NotifyMailer.Reference(await _host.LetterAsync(id)));
        var letter = await _host.LetterAsync(id);
        Assert.NotNull(letter.DeliveredAt);
        Assert.Equal(Id, letter.ProviderId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-long-enough-token-0123456780")]
    [InlineData("a-long-enough-token-01234567890")]
    public async Task Without_the_token_nothing_is_read(string? token)
    {
        var (letter, _) = await SentAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("delivered", token: token));
        Assert.Null((await _host.LetterAsync(letter)).DeliveredAt);
    }

    [Fact]
    public async Task Where_no_token_is_set_there_is_no_such_address()
    {
        _host.Settings.Remove("SelfEval:Mail:Notify:CallbackToken");
        Assert.Equal(HttpStatusCode.NotFound, await CallAsync("delivered"));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{\"id\": 3}", HttpStatusCode.BadRequest)]
    [InlineData("{\"id\": \"740e5834-3a29-46b4-9a6f-16142fde533a\"}", HttpStatusCode.BadRequest)]
    public async Task Rubbish_is_refused(string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body);
        Assert.Equal(expected, await PostAsync(content, Token));
    }

    [Fact]
    public async Task A_body_without_end_is_not_read()
    {
        using var content = new ByteArrayContent(new byte[NotifyCallback.MostBytes + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(content, Token));
    }

    private async Task<HttpStatusCode> CallAsync(string status, string? id = null, string? to = null, string? reference = null, string? token = Token)
    {
        using var content = JsonContent.Create(new
        {
            id = id ?? Id, reference, to, status,
            created_at = "2026-03-02T08:59:00.000000Z", completed_at = "2026-03-02T08:59:30.000000Z", sent_at = "2026-03-02T08:59:10.000000Z",
            notification_type = "email", template_id = Guid.NewGuid(), template_version = 1,
        });
        return await PostAsync(content, token);
    }

    private async Task<HttpStatusCode> PostAsync(HttpContent content, string? token)
    {
        using var client = _host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/callbacks/notify") { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private Task<Invitation> InvitationAsync(Invited invited) => _host.ReadAsync(db => db.Invitations.SingleAsync(i => i.Id == invited.Invitation.Id));

    private async Task<(long Letter, Invited Invited)> SentAsync(SendRoute route = SendRoute.Email)
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var made = await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), people: 1);
        var invited = Assert.Single(made.People);
        await _host.ArrangeAsync(async db =>
        {
            await db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, _host.Now.AddDays(7)));
            return await db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Phone, "+44 7700 900123"));
        });
        var letter = await _host.WriteUnwordedAsync("sent", LetterKind.Invitation, route, invited.Invitation.Id);
        await _host.ArrangeAsync(db => db.Letters.ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Sent).SetProperty(l => l.SentAt, _host.Now).SetProperty(l => l.ProviderId, Id)));
        return (letter, invited);
    }
}
