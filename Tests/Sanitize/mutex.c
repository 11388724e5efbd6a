/* A library for LD_PRELOAD that tells the thread sanitizer of the waits of Swift's Mutex.
 *
 * Taking a free Mutex is compiled into the program and seen. Where one is waited for, and where somebody waits, the system
 * is called from the standard library, which the sanitizer does not watch: without this each such wait is a race to it.
 * The names are those of libswiftSynchronization on Linux; where it has them no longer, nothing is changed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static void tell(const char *name, void *mutex) {
  void (*call)(void *) = (void (*)(void *))dlsym(RTLD_DEFAULT, name);
  if (call) call(mutex);
}

SWIFT void lock_slow(uint32_t thread, SELF void *mutex) __asm__(LOCK);
SWIFT void lock_slow(uint32_t thread, SELF void *mutex) {
  typedef SWIFT void (*Lock)(uint32_t, SELF void *);
  ((Lock)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
  tell("__tsan_acquire", mutex);
}

SWIFT void unlock_slow(SELF void *mutex) __asm__(UNLOCK);
SWIFT void unlock_slow(SELF void *mutex) {
  typedef SWIFT void (*Unlock)(SELF void *);
  tell("__tsan_release", mutex);
  ((Unlock)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
