// For loops over numbers, in every build type and on any machine. STYK_HOT, before the functions of
// a file: compile them as a release does, and vectorise. STYK_CLONES, before a function: on x86-64
// compile it for AVX2 too; which one runs is chosen when the program starts.
#pragma once

#if defined(__GNUC__) && !defined(__clang__)
#define STYK_HOT _Pragma("GCC optimize(\"O3\")")
#else
#define STYK_HOT
#endif

// Sanitizers start later than the choice between the clones is made.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define STYK_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define STYK_CLONES
#endif
