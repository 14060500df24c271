using SelfEval.Web.Data;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations;

/// <summary>Stops everything that is sent until somebody resumes it; the letter that is on its way ends.</summary>
public sealed class PauseSending(AppDb db, WriteGate gate, SendingState sending)
{
    public Task RunAsync() => gate.RunAsync(db, () => sending.PauseAsync("an administrator paused it"));
}

/// <summary>Lets go what waits, late messages too: whoever presses it has seen them counted.</summary>
public sealed class ResumeSending(AppDb db, WriteGate gate, SendingState sending)
{
    public Task RunAsync() => gate.RunAsync(db, sending.ResumeAsync);
}
