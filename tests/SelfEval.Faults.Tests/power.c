/* Stands between SQLite and the kernel (LD_PRELOAD). Of the database file and its -wal file it writes down every change and every moment at which the program made them durable, so
   that a test can build what a disk would hold after a power cut at any moment; and on request it answers as a full or broken disk would.

   SELFEVAL_POWER_FILE     path of the database; "-wal" behind it is watched too
   SELFEVAL_POWER_LOG      where changes are written down
   SELFEVAL_POWER_CONTROL  a file of 8 bytes: [0] no room for more, [1] fsync fails, [2] writing fails; looked at on each call

   A record: int32 what (1 write, 2 truncate, 3 sync, 4 unlink), int32 which (1 database, 2 wal), int64 offset or length, int64 bytes that follow. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 65536
static unsigned char kinds[FILES];
static const char *database;
static int log_file = -1;
static volatile unsigned char *control;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int (*real_open)(const char *, int, ...);
static int (*real_open64)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_open64 = dlsym(RTLD_NEXT, "open64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  database = getenv("SELFEVAL_POWER_FILE");
  const char *log = getenv("SELFEVAL_POWER_LOG");
  if (log) log_file = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const char *named = getenv("SELFEVAL_POWER_CONTROL");
  if (named) {
    int file = real_open(named, O_RDONLY | O_CLOEXEC);
    void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, 8, PROT_READ, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) control = mapped;
    if (file >= 0) real_close(file);
  }
}

static int kind_of(const char *path) {
  if (!database || !path) return 0;
  size_t length = strlen(database);
  if (strncmp(path, database, length)) return 0;
  return !path[length] ? 1 : !strcmp(path + length, "-wal") ? 2 : 0;
}

static int kind(int file) { return file >= 0 && file < FILES ? kinds[file] : 0; }
static int asked(int what) { return control && control[what]; }

static void note(int32_t what, int32_t which, int64_t at, const void *bytes, int64_t length) {
  if (log_file < 0) return;
  struct { int32_t what, which; int64_t at, length; } head = { what, which, at, length };
  struct iovec parts[2] = { { &head, sizeof head }, { (void *)bytes, (size_t)length } };
  if (writev(log_file, parts, length ? 2 : 1) < 0) abort();
}

static int keep(int file, const char *path) {
  if (file >= 0 && file < FILES) kinds[file] = (unsigned char)kind_of(path);
  return file;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return keep(real_open(path, flags, mode), path);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return keep(real_open64(path, flags, mode), path);
}

int close(int file) {
  if (file >= 0 && file < FILES) kinds[file] = 0;
  return real_close(file);
}

static int refused(int file, off_t end) {
  if (asked(2)) return errno = EIO, 1;
  struct stat now;
  if (asked(0) && !fstat(file, &now) && end > now.st_size) return errno = ENOSPC, 1;
  return 0;
}

static ssize_t put(int file, const void *bytes, size_t length, off_t at) {
  if (refused(file, at + (off_t)length)) return -1;
  pthread_mutex_lock(&turn);
  ssize_t done = real_pwrite(file, bytes, length, at);
  if (done > 0) note(1, kind(file), at, bytes, done);
  pthread_mutex_unlock(&turn);
  return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t at) { return kind(file) ? put(file, bytes, length, at) : real_pwrite(file, bytes, length, at); }
ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return pwrite64(file, bytes, length, at); }

ssize_t write(int file, const void *bytes, size_t length) {
  if (!kind(file)) return real_write(file, bytes, length);
  off_t at = lseek(file, 0, SEEK_CUR);
  ssize_t done = put(file, bytes, length, at);
  if (done > 0) lseek(file, at + done, SEEK_SET);
  return done;
}

int ftruncate64(int file, off_t length) {
  if (!kind(file)) return real_ftruncate(file, length);
  if (refused(file, length)) return -1;
  pthread_mutex_lock(&turn);
  int done = real_ftruncate(file, length);
  if (!done) note(2, kind(file), length, NULL, 0);
  pthread_mutex_unlock(&turn);
  return done;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int synced(int file, int (*real)(int)) {
  if (!kind(file)) return real(file);
  if (asked(1)) return errno = EIO, -1;
  pthread_mutex_lock(&turn);
  int done = real(file);
  if (!done) note(3, kind(file), 0, NULL, 0);
  pthread_mutex_unlock(&turn);
  return done;
}

int fsync(int file) { return synced(file, real_fsync); }
int fdatasync(int file) { return synced(file, real_fdatasync); }

int unlink(const char *path) {
  int which = kind_of(path), done = real_unlink(path);
  if (which && !done) note(4, which, 0, NULL, 0);
  return done;
}
