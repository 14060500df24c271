using Microsoft.Extensions.Options;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Carries the letters that are due, over as many connections as are allowed. In one process only one run of it goes at a time.</summary>
public sealed class LetterCarrier(
    SendingState sending, LetterClaims claims, CarriersTurn turn, IServiceScopeFactory scopes, IOptions<SelfEvalOptions> options) : TickStep
{
    public override int Order => 1000;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!turn.TryTake()) return;
        try
        {
            if (!await sending.MaySendAsync(cancellationToken)) return;
            await claims.ExpireAsync(cancellationToken);
            await Task.WhenAll(Enumerable.Range(0, options.Value.Mail.Connections).Select(_ => CarryAsync(cancellationToken)));
        }
        finally
        {
            turn.GiveBack();
        }
    }

    private async Task CarryAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LetterLane>().RunAsync(cancellationToken);
    }
}

/// <summary>Whether somebody carries in this process: the clock strikes more often than a large round takes.</summary>
public sealed class CarriersTurn
{
    private int _isTaken;

    public bool TryTake() => Interlocked.CompareExchange(ref _isTaken, 1, 0) == 0;

    public void GiveBack() => Volatile.Write(ref _isTaken, 0);
}
