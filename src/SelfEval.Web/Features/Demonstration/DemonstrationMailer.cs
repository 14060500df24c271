using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>The people of a demonstration do not exist, so nothing is sent while it is filled; afterwards mail goes to files.</summary>
public sealed class DemonstrationMailer(FileMailer files, DemonstrationClock clock) : IMailer
{
    public bool KnowsItsOwn => true;

    public Task<string?> SendAsync(Letter letter, OutgoingMessage message, CancellationToken cancellationToken) =>
        clock.IsInThePast ? Task.FromResult<string?>(null) : files.SendAsync(letter, message, cancellationToken);
}
