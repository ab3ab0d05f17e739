// Stands between a program and its files (LD_PRELOAD): writes down each operation that changes files, and makes the n-th fail.
//
//   FAULT_TRACE=FILE   a line an operation: number, name, result, path [, other path]
//   FAULT_AT=N         the N-th operation fails
//   FAULT_KIND=K       ENOSPC, EIO, EACCES, or short: a write takes half of what it is given
//   FAULT_FOREVER=1    and so does every one after it
//
// Operations: open for writing, write, truncate, fsync, rename, symlink, mkdir, unlink, rmdir. Standard streams, pipes and devices
// are left alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int count, failing_at, forever, error_number, shortens, trace = -1, ready;

static void prepare(void) {
  if (ready) return;
  ready = 1;
  const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND"), *path = getenv("FAULT_TRACE");
  failing_at = at ? atoi(at) : 0;
  forever = getenv("FAULT_FOREVER") != NULL;
  shortens = kind && !strcmp(kind, "short");
  error_number = !kind ? 0 : !strcmp(kind, "EIO") ? EIO : !strcmp(kind, "EACCES") ? EACCES : ENOSPC;
  if (path) trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void absolute(const char *path, char *out, size_t size) {
  if (path[0] == '/') { snprintf(out, size, "%s", path); return; }
  char folder[2048];
  if (!getcwd(folder, sizeof folder)) folder[0] = 0;
  snprintf(out, size, "%s/%s", folder, path);
}

static int path_of(int fd, char *out, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  long length = syscall(SYS_readlink, link, out, size - 1);
  if (length <= 0) return 0;
  out[length] = 0;
  return fd > 2 && out[0] == '/' && strncmp(out, "/dev/", 5) && strncmp(out, "/proc/", 6);
}

enum verdict { PASS, FAIL, SHORTEN };

// Counts an operation and says what becomes of it.
static enum verdict judge(const char *name, const char *path, const char *other) {
  pthread_mutex_lock(&lock);
  prepare();
  int number = ++count;
  int hit = failing_at > 0 && (number == failing_at || (forever && number > failing_at));
  enum verdict verdict = PASS;
  if (hit) verdict = !shortens ? FAIL : !strcmp(name, "write") ? SHORTEN : PASS;
  if (trace >= 0) {
    char line[4600];
    int length = snprintf(line, sizeof line, "%d\t%s\t%s\t%s\t%s\n", number, name,
                          verdict == PASS ? "ok" : verdict == FAIL ? "failed" : "short", path, other ? other : "");
    if (length > 0) (void)!syscall(SYS_write, trace, line, (size_t)length);
  }
  pthread_mutex_unlock(&lock);
  if (verdict == FAIL) errno = error_number;
  return verdict;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define PATH_OPERATION(word, path, failed) \
  char full[2304]; absolute(path, full, sizeof full); \
  if (judge(word, full, NULL) == FAIL) return failed;

#define OPEN(name, parameters, folder, call) \
  int name parameters { \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); } \
    if (((flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT) && strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6)) { \
      PATH_OPERATION("open", path, -1) \
    } \
    return call; \
  }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD, REAL(open)(path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, REAL(open64)(path, flags, mode))
OPEN(openat, (int folder, const char *path, int flags, ...), folder, REAL(openat)(folder, path, flags, mode))
OPEN(openat64, (int folder, const char *path, int flags, ...), folder, REAL(openat64)(folder, path, flags, mode))

static ssize_t stream_read(void *cookie, char *bytes, size_t size) { return read((int)(long)cookie, bytes, size); }
// A stream is told of an error by 0, not by -1.
static ssize_t stream_write(void *cookie, const char *bytes, size_t size) {
  ssize_t done = write((int)(long)cookie, bytes, size);
  return done < 0 ? 0 : done;
}
static int stream_seek(void *cookie, off64_t *at, int from) {
  off64_t place = lseek64((int)(long)cookie, *at, from);
  if (place < 0) return -1;
  *at = place;
  return 0;
}
static int stream_close(void *cookie) { return close((int)(long)cookie); }

// A stream that writes through `write` above: the C library's own streams call the kernel where nobody can stand between.
FILE *fdopen(int fd, const char *mode) {
  cookie_io_functions_t functions = {stream_read, stream_write, stream_seek, stream_close};
  return fopencookie((void *)(long)fd, mode, functions);
}

#define FOPEN(name) \
  FILE *name(const char *path, const char *mode) { \
    if (mode[0] == 'r' && !strchr(mode, '+')) return REAL(name)(path, mode); \
    int flags = mode[0] == 'r' ? O_RDWR : (strchr(mode, '+') ? O_RDWR : O_WRONLY) | O_CREAT | (mode[0] == 'a' ? O_APPEND : O_TRUNC); \
    int fd = open(path, flags | O_CLOEXEC, 0666); \
    return fd < 0 ? NULL : fdopen(fd, mode); \
  }
FOPEN(fopen)
FOPEN(fopen64)

#define WRITE(name, more, arguments) \
  ssize_t name(int fd, const void *bytes, size_t size more) { \
    char path[2304]; \
    if (path_of(fd, path, sizeof path)) { \
      enum verdict verdict = judge("write", path, NULL); \
      if (verdict == FAIL) return -1; \
      if (verdict == SHORTEN && size > 1) size /= 2; \
    } \
    return REAL(name) arguments; \
  }
#define COMMA ,
WRITE(write, , (fd, bytes, size))
WRITE(pwrite, COMMA off_t at, (fd, bytes, size, at))
WRITE(pwrite64, COMMA off64_t at, (fd, bytes, size, at))

#define DESCRIPTOR(name, word, parameters, arguments) \
  int name parameters { \
    char path[2304]; \
    if (path_of(fd, path, sizeof path) && judge(word, path, NULL) == FAIL) return -1; \
    return REAL(name) arguments; \
  }
DESCRIPTOR(fsync, "fsync", (int fd), (fd))
DESCRIPTOR(fdatasync, "fsync", (int fd), (fd))
DESCRIPTOR(ftruncate, "truncate", (int fd, off_t size), (fd, size))
DESCRIPTOR(ftruncate64, "truncate", (int fd, off64_t size), (fd, size))

#define RENAME(name, parameters, arguments) \
  int name parameters { \
    char a[2304], b[2304]; absolute(from, a, sizeof a); absolute(to, b, sizeof b); \
    if (judge("rename", a, b) == FAIL) return -1; \
    return REAL(name) arguments; \
  }
RENAME(rename, (const char *from, const char *to), (from, to))
RENAME(renameat, (int x, const char *from, int y, const char *to), (x, from, y, to))
RENAME(renameat2, (int x, const char *from, int y, const char *to, unsigned int flags), (x, from, y, to, flags))

int symlink(const char *target, const char *path) {
  char full[2304]; absolute(path, full, sizeof full);
  if (judge("symlink", full, target) == FAIL) return -1;
  return REAL(symlink)(target, path);
}

#define BY_PATH(name, word, parameters, arguments) \
  int name parameters { PATH_OPERATION(word, path, -1) return REAL(name) arguments; }
BY_PATH(mkdir, "mkdir", (const char *path, mode_t mode), (path, mode))
BY_PATH(mkdirat, "mkdir", (int folder, const char *path, mode_t mode), (folder, path, mode))
BY_PATH(unlink, "unlink", (const char *path), (path))
BY_PATH(unlinkat, "unlink", (int folder, const char *path, int flags), (folder, path, flags))
BY_PATH(rmdir, "rmdir", (const char *path), (path))
BY_PATH(remove, "unlink", (const char *path), (path))
