/* What glibc's own module leaves out: giving freed memory back to the system. */
#include <features.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
