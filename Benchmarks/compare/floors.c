/* What a build of a book cannot do without, one thread, nothing else: the events of its YAML, CommonMark of its texts,
 * and the files of its site written anew.
 *
 *     floors yaml CONTENT      libyaml's events of all .yaml files
 *     floors cmark CONTENT     cmark over every scalar of them
 *     floors write SITE OUT    the files of SITE, read before, written to OUT
 *
 * Prints the seconds that it took.
 */
#define _GNU_SOURCE
#include <cmark.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

struct file { char *path; char *bytes; size_t size; };
static struct file *files;
static size_t count, capacity;
static const char *suffix;

static void fail(const char *what) { perror(what); exit(1); }

static int take(const char *path, const struct stat *info, int type, struct FTW *ftw) {
  (void)ftw;
  size_t length = strlen(path), end = strlen(suffix);
  if (type != FTW_F || length < end || strcmp(path + length - end, suffix)) return 0;
  if (count == capacity) files = realloc(files, (capacity = capacity * 2 + 64) * sizeof *files);
  struct file *file = &files[count++];
  file->path = strdup(path);
  file->size = info->st_size;
  file->bytes = malloc(file->size + 1);
  int in = open(path, O_RDONLY);
  if (in < 0 || read(in, file->bytes, file->size) != (ssize_t)file->size) fail(path);
  close(in);
  return 0;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void parse(struct file *file, int render) {
  yaml_parser_t parser;
  yaml_event_t event;
  int over = 0;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, (unsigned char *)file->bytes, file->size);
  while (!over) {
    if (!yaml_parser_parse(&parser, &event)) { fprintf(stderr, "%s: no YAML\n", file->path); exit(1); }
    if (render && event.type == YAML_SCALAR_EVENT) {
      free(cmark_markdown_to_html((char *)event.data.scalar.value, event.data.scalar.length, CMARK_OPT_DEFAULT));
    }
    over = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void write_all(const char *from, const char *to) {
  char path[4096];
  for (size_t index = 0; index < count; index++) {
    snprintf(path, sizeof path, "%s%s", to, files[index].path + strlen(from));
    for (char *slash = path + strlen(to) + 1; (slash = strchr(slash, '/')); slash++) {
      *slash = 0;
      if (mkdir(path, 0777) && errno != EEXIST) fail(path);
      *slash = '/';
    }
    int out = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (out < 0 || write(out, files[index].bytes, files[index].size) != (ssize_t)files[index].size) fail(path);
    close(out);
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  int writes = !strcmp(argv[1], "write");
  suffix = writes ? "" : ".yaml";
  if (nftw(argv[2], take, 64, FTW_PHYS)) fail(argv[2]);
  if (writes && mkdir(argv[3], 0777)) fail(argv[3]);
  double start = now();
  if (writes) write_all(argv[2], argv[3]);
  else for (size_t index = 0; index < count; index++) parse(&files[index], !strcmp(argv[1], "cmark"));
  printf("%.3f\n", now() - start);
  return 0;
}
