using SelfEval.Tests;
using SelfEval.Web.Data;
using Xunit;

namespace SelfEval.Web.Tests.Data;

/// <summary>Which connection strings of PostgreSQL a site does not start with.</summary>
public sealed class DatabaseOptionsTests
{
    [Theory]
    [Asvs("E7")]
    [InlineData("Host=db.example.nhs.uk")]
    [InlineData("Host=10.0.0.7")]
    [InlineData("Host=db.example.nhs.uk;SSL Mode=Prefer")]
    [InlineData("Host=db.example.nhs.uk;SSL Mode=Require")]
    [InlineData("Host=db.example.nhs.uk;SSL Mode=VerifyCA")]
    [InlineData("Host=db.example.nhs.uk;SSL Mode=Disable")]
    [InlineData("Host=127.0.0.1,db.example.nhs.uk")]
    [InlineData("Host=localhost.example.org")]
    [InlineData("Host=[2001:db8::1]:5432")]
    public void On_the_way_to_another_machine_nothing_less_than_a_proven_server_is_taken(string connection)
    {
        var fault = Assert.Single(new DatabaseOptions { Provider = "postgres", Connection = connection + ";Database=selfeval;Username=selfeval;Password=a-b-c" }.Faults());
        Assert.StartsWith("SelfEval:Database:Connection goes to ", fault, StringComparison.Ordinal);
        Assert.Contains("SSL Mode=VerifyFull", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("a-b-c", fault, StringComparison.Ordinal);
    }

    [Theory]
    [Asvs("E7")]
    [InlineData("Host=db.example.nhs.uk;SSL Mode=VerifyFull")]
    [InlineData("Host=db.example.nhs.uk;SslMode=VerifyFull")]
    [InlineData("Host=a.example,b.example:5433;SSL Mode=VerifyFull")]
    [InlineData("Host=localhost")]
    [InlineData("Host=127.0.0.1;Port=5433")]
    [InlineData("Host=127.0.0.1:5433")]
    [InlineData("Host=::1")]
    [InlineData("Host=[::1]:5432")]
    [InlineData("Host=/var/run/postgresql")]
    public void A_proven_server_and_this_machine_are_taken(string connection) => Assert.Empty(new DatabaseOptions { Provider = "postgres", Connection = connection + ";Database=selfeval;Username=selfeval" }.Faults());

    [Fact]
    [Asvs("E6", "E7")]
    public void A_certificate_that_is_not_there_and_a_password_that_others_can_read_are_said()
    {
        var passwords = Path.GetTempFileName();
        try
        {
            var options = new DatabaseOptions { Provider = "postgres", Connection = $"Host=db.example.nhs.uk;Database=x;Username=x;SSL Mode=VerifyFull;Root Certificate=/nowhere/ca.pem;Passfile={passwords}" };
            if (OperatingSystem.IsWindows()) return;
            File.SetUnixFileMode(passwords, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Collection(options.Faults(), f => Assert.Contains("Root Certificate=/nowhere/ca.pem", f, StringComparison.Ordinal), f => Assert.Contains("mode 0640", f, StringComparison.Ordinal));
            File.SetUnixFileMode(passwords, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Single(options.Faults());
        }
        finally
        {
            File.Delete(passwords);
        }
    }
}
