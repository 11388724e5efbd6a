/* A library for LD_PRELOAD that lets calls fail which change files below a folder.
 *
 *   FAULT_FOLDER   calls that name a path in it, or a descriptor of a file in it, are counted
 *   FAULT_AT       the number of the call that fails, from 1; 0 counts only
 *   FAULT_KIND     the errno, or `short` for a write of half, or `always` behind a colon: 28:always
 *   FAULT_COUNT    a file that the count is written to when the process ends
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int calls;
static const char *folder;
static int fail_at, code, is_short, is_always;

__attribute__((constructor)) static void begin(void) {
  const char *kind = getenv("FAULT_KIND");
  folder = getenv("FAULT_FOLDER");
  fail_at = atoi(getenv("FAULT_AT") ? getenv("FAULT_AT") : "0");
  if (kind) {
    is_short = !strncmp(kind, "short", 5);
    is_always = strstr(kind, ":always") != NULL;
    code = atoi(kind);
  }
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%d\n", atomic_load(&calls));
  fclose(file);
}

/* Whether this call is the one that fails. */
static int fails(const char *path) {
  if (!folder || !path || strncmp(path, folder, strlen(folder))) return 0;
  int number = atomic_fetch_add(&calls, 1) + 1;
  return fail_at && (number == fail_at || (is_always && number > fail_at));
}

static int fails_on(int descriptor) {
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(name, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fails(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define FAILS(path) \
  if (fails(path) && !is_short) { errno = code; return -1; }

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  if (flags & (O_WRONLY | O_RDWR | O_CREAT)) FAILS(path)
  return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  if (flags & (O_WRONLY | O_RDWR | O_CREAT)) FAILS(path)
  return REAL(open64)(path, flags, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
  if (descriptor > 2 && fails_on(descriptor)) {
    if (!is_short) { errno = code; return -1; }
    size = size > 1 ? size / 2 : size;
  }
  return REAL(write)(descriptor, bytes, size);
}

int rename(const char *from, const char *to) { FAILS(to) return REAL(rename)(from, to); }
int mkdir(const char *path, mode_t mode) { FAILS(path) return REAL(mkdir)(path, mode); }
int unlink(const char *path) { FAILS(path) return REAL(unlink)(path); }
int rmdir(const char *path) { FAILS(path) return REAL(rmdir)(path); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
  FAILS(to) return REAL(linkat)(a, from, b, to, flags);
}
