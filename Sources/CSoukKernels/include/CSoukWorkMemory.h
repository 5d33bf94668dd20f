// Memory that searches need for microseconds, kept by each thread from one search to the next.
//
// The system's allocator gives large pieces back at once and asks for them anew, page by page: a third of the time of a
// short search. A thread keeps pieces of up to 16 MB, 16 MB in all, until it ends.
#ifndef CSOUK_WORK_MEMORY_H
#define CSOUK_WORK_MEMORY_H

#include <stddef.h>

/// At least `size` bytes of any content, aligned to 64. NULL when there is no memory.
void *souk_borrow(size_t size);

/// Gives back what `souk_borrow` gave, on this thread or another.
void souk_give_back(void *bytes);

/// At least `size` bytes that are all 0, aligned to 64. NULL when there is no memory.
void *souk_borrow_zeros(size_t size);

/// Gives back what `souk_borrow_zeros` gave, all 0 again.
void souk_give_back_zeros(void *bytes);

/// How many more pieces this thread has borrowed than given back; for tests.
long souk_pieces_out(void);

#endif
