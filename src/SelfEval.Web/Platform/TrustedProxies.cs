using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace SelfEval.Web.Platform;

/// <summary>
/// Believes X-Forwarded-For and -Proto from the configured proxies and from nobody else: the framework would believe
/// whoever connects from this machine.
/// </summary>
public static class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SelfEvalOptions>>((headers, selfEval) =>
        {
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            headers.ForwardLimit = 1;
            headers.ForwardedHeaders = selfEval.Value.TrustedProxies.Length == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in selfEval.Value.TrustedProxies)
            {
                if (IPAddress.TryParse(proxy, out var address)) headers.KnownProxies.Add(address);
                else headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        });
}
