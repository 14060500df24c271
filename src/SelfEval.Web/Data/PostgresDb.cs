using Microsoft.EntityFrameworkCore;

namespace SelfEval.Web.Data;

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options);
