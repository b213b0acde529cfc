/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What libFuzzer calls, and what it offers. */
int    LLVMFuzzerInitialize     (int *argc, char ***argv);
int    LLVMFuzzerTestOneInput   (const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator  (uint8_t *data, size_t size, size_t max_size, unsigned int seed);
size_t LLVMFuzzerMutate         (uint8_t *data, size_t size, size_t max_size);

/* Changes one value of the JSON text in @data, which stays JSON; changes bytes
 * when it is not JSON, or now and then. Returns the new size. */
size_t fuzz_json_mutate (uint8_t *data, size_t size, size_t max_size, GRand *chance);

/* A folder of its own for this process; everything it may write lies there. */
char  *fuzz_folder      (void);
void   fuzz_remove      (const char *path);     /* a store, with its log */

G_END_DECLS
